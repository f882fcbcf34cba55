"""The page of the partners, as a reader sees it."""

from __future__ import annotations

from typing import Any

from karma.core.fields import PARTNER
from tests.core.build import book, person
from tests.views.site import Page, made


def page(*people: Any) -> Page:
    return Page(made(book(*people))["partners.html"])


def test_without_partners_it_says_how_to_begin() -> None:
    empty = page(person("Bill"))
    assert empty.faults == []
    assert "Who sends you people" in empty.visible


def test_everything_about_a_quarter_stands_on_one_page() -> None:
    shown = page(
        person("Helen Ochoa", "2026-11-04 exchange: two names each", circle="partner", partner=PARTNER),
        person("Carl Jensen", "2026-08-16 exchange: one from him", circle="partner", partner=PARTNER[:6]),
        person("Off", circle="partner", every="off"),
        person("Anton", "2026-07-12 referred by [[carl-jensen]]"),
    )
    assert shown.faults == []
    for words in (
        "1 of 2 met this quarter. One meeting a week meets everybody by 31 Dec.",
        "Helen Ochoa ✓ met",
        "Carl Jensen last met 3 months ago",
        "Carl sent you Anton: say thank you first.",
        "growing Ask Carl what they want more of this year",
        "Nothing is noted under partner: yet.",
        "resting",
        "July to September 2026",
        "You met, and referrals passed: Carl Jensen.",
    ):
        assert words in shown.visible, words


def test_everybody_met_and_nothing_missing_is_said_gladly() -> None:
    shown = page(person("Jo", "2026-11-04 lunch", circle="partner", partner=PARTNER))
    assert shown.faults == []
    assert "Everybody is met. A good quarter." in shown.visible
    assert "Nothing stands before asking" in shown.visible
    assert "how to earn it" not in shown.visible


def test_private_people_and_fields_are_not_on_the_page() -> None:
    shown = page(
        person("Secret", "2026-11-04 exchange: gave 9 got 9", circle="partner", private=("true",)),
        person("Jo", circle="partner", partner=PARTNER[:7], private=("partner",)),
        person("Hidden Prospect", "2026-07-12 referred by [[jo]]", private=("true",)),
        person("Ann", "2026-11-04 exchange: gave [[secret]]", circle="partner", partner=PARTNER),
    )
    for word in ("Secret", "Hidden", "trusted", "someone"):
        assert word not in shown.visible
    assert "2 partners" in shown.visible


def test_a_planned_meeting_stands_with_whom_it_is_for() -> None:
    shown = page(
        person("Jo", circle="partner", promises=("[ ] 2026-12-11 Exchange with [[bill]]",)), person("Bill")
    )
    assert "Exchange with Bill, by 11 Dec" in shown.visible
