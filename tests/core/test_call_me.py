"""“Call me”: nobody met stays unfollowed, and who was to call and did not is called (S15)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from karma.core.call_me.asked import asked_to_call
from karma.core.call_me.met import met_and_quiet
from karma.core.call_me.suggest import suggestions
from karma.core.referrals.referral import Pipeline
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact

TODAY = day("2026-11-20")


def met(*people: Contact) -> list[str]:
    return [one.contact.id for one in met_and_quiet(book(*people), TODAY)]


def asked(*people: Contact) -> list[tuple[str, str]]:
    return [(one.contact.id, one.since.isoformat()) for one in asked_to_call(book(*people), TODAY)]


def proposed(*people: Contact) -> list[tuple[str, bool]]:
    return [(one.contact.id, one.done) for one in suggestions(book(*people), TODAY, Pipeline(()))]


def test_whom_you_met_stays_on_the_list_until_they_hear_from_you() -> None:
    card = person("Card", met="2026-11-14")
    long_ago = person("Long Ago", met="2026-02-14")
    written = person("Written", "2026-11-15 note: good to meet you", met="2026-11-14")
    called = person("Called", "2026-06-01 call", met="2026-02-14")
    assert met(card, long_ago, written, called) == ["card", "long-ago"]


def test_the_meeting_itself_is_no_follow_up_and_a_note_of_the_same_day_is() -> None:
    lunch = person("Lunch", "2026-11-14 lunch: chowder", met="2026-11-14")
    note = person("Note", "2026-11-14 lunch: chowder", "2026-11-14 note: thanks", met="2026-11-14")
    assert met(lunch, note) == ["lunch"]


def test_what_they_did_is_no_follow_up_of_yours() -> None:
    assert met(person("Eager", "2026-11-16 email in: hello", "2026-11-17 got: a hat", met="2026-11-14"))


def test_a_call_that_nobody_answered_is_no_follow_up() -> None:
    assert met(person("Tried", "2026-11-16 tried", met="2026-11-14")) == ["tried"]
    assert not met(person("Message", "2026-11-16 voicemail", met="2026-11-14"))


def test_what_you_did_today_is_enough() -> None:
    assert not met(person("Card", "2026-11-20 text: good to meet you", met="2026-11-14"))


@pytest.mark.parametrize(("day_met", "listed"), [("2025-11-20", False), ("2025-11-21", True)])
def test_a_card_of_last_year_is_no_card_any_more(day_met: str, listed: bool) -> None:
    assert bool(met(person("Card", met=day_met))) is listed


def test_the_day_that_you_named_stands_beside_them() -> None:
    promised = person(
        "Saoirse",
        met="2026-11-14",
        promises=("[ ] call: some day", "[ ] 2026-11-30 call: after the market", "[x] 2026-11-15 call: x"),
    )
    [one] = met_and_quiet(book(promised), TODAY)
    assert one.call
    assert str(one.call.by) == "2026-11-30"


@pytest.mark.parametrize(
    "fields",
    [
        {"met": "2026-11-21"},
        {"met": "2026-11-14", "archived": True},
        {"met": "2026-11-14", "every": "off"},
        {"met": "2026-11-14", "snooze": "2026-12-14"},
        {"met": "2026-11-14", "private": ("met",)},
    ],
)
def test_who_is_to_be_left_alone_is_left_out_of_those_met(fields: dict[str, object]) -> None:
    assert not met(person("Card", **fields))


@pytest.mark.parametrize(
    ("promise", "since"),
    [
        ("2026-11-13 they: call me about the crane lease", "2026-11-13"),
        ("2026-W46 they: call", "2026-11-15"),
        ("2026-10 they: Call back with the price", "2026-10-31"),
        ("they: call me", "2026-11-01"),
    ],
)
def test_who_was_to_call_and_did_not_is_known_by_the_day(promise: str, since: str) -> None:
    assert asked(person("Tomas", "2026-11-01 lunch", promises=(f"[ ] {promise}",))) == [("tomas", since)]


@pytest.mark.parametrize(
    "promise",
    [
        "[ ] 2026-11-20 they: call me",
        "[ ] 2026-11 they: call me",
        "[ ] they: call me",
        "[ ] 2026-11-13 they: call the harbour master",
        "[ ] 2026-11-13 they: send the lease",
        "[ ] 2026-11-13 call: as he asked",
        "[x] 2026-11-13 they: call me ✅ 2026-11-12",
        "[-] 2026-11-13 they: call me",
    ],
)
def test_there_is_still_time_or_it_is_no_call_to_you(promise: str) -> None:
    assert not asked(person("Tomas", "2026-11-13 lunch", promises=(promise,)))


def test_without_a_day_and_without_a_log_the_week_counts_from_when_they_came_into_the_book() -> None:
    tomas = person("Tomas", added="2026-11-12", promises=("[ ] they: call me",))
    assert asked(tomas) == [("tomas", "2026-11-12")]
    assert not asked(replace(tomas, added=day("2026-11-13")))


def test_you_call_who_did_not_call_you_the_longest_wait_first() -> None:
    tomas = person("Tomas Beck", promises=("[ ] 2026-11-13 they: call me about the lease",))
    ann = person("Ann", promises=("[ ] 2026-10 they: call me", "[ ] 2026-11-01 they: call me again"))
    assert proposed(tomas, ann) == [("ann", False), ("tomas-beck", False)]
    [first] = suggestions(book(tomas), TODAY, Pipeline(()))
    assert first.text == "Call Tomas yourself."
    assert first.reason == "“call me about the lease” was for 13 Nov; a full week, perhaps."


@pytest.mark.parametrize("line", ["call", "call in", "voicemail"])
def test_once_somebody_called_it_is_done_for_today(line: str) -> None:
    tomas = person("Tomas", f"2026-11-20 {line}", promises=("[ ] 2026-11-13 they: call me",))
    assert proposed(tomas) == [("tomas", True)]


def test_kept_today_keeps_its_place() -> None:
    assert proposed(person("Tomas", promises=("[x] 2026-11-13 they: call me ✅ 2026-11-20",))) == [
        ("tomas", True)
    ]


@pytest.mark.parametrize(
    ("log", "fields"),
    [
        (("2026-11-15 call",), {}),
        (("2026-11-18 tried",), {}),
        ((), {"archived": True}),
        ((), {"every": "off"}),
        ((), {"snooze": "2026-12-01"}),
        ((), {"added": "2026-12-01"}),
    ],
)
def test_who_is_to_be_left_in_peace_is_not_proposed(log: tuple[str, ...], fields: dict[str, object]) -> None:
    assert not proposed(person("Tomas", *log, promises=("[ ] 2026-11-13 they: call me",), **fields))


@pytest.mark.parametrize("since", ["2026-11-18 reached", "2026-11-18 won USD 900", "2026-11-18 thanked"])
def test_a_stage_or_thanks_after_the_meeting_show_that_something_followed(since: str) -> None:
    met = person("Tess", "2026-11-10 meeting", since, met="2026-11-10")
    assert met_and_quiet(book(met), day("2026-11-20")) == ()
