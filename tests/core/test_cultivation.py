"""Cultivation: prospects who are interested but not now, each asked again once a quarter (S13)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.cadence import OFF, Cadence
from karma.core.config import Circle
from karma.core.cultivation.overview import Cultivation, cultivation
from karma.core.cultivation.suggest import suggestions
from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

TODAY = day("2026-11-20")
GUS = person("Gus")
REFERRED = "2026-01-10 referred by [[gus]]"


def now(*people: Contact) -> Cultivation:
    everybody = book(GUS, *people)
    return cultivation(everybody, TODAY, pipeline_of(everybody, TODAY))


def prospect(*log: str, **fields: Any) -> Contact:
    return person("Ruth Ellery", REFERRED, *log, **fields)


def proposed(shelf: Book) -> list[tuple[str, bool]]:
    morning = pipeline_of(shelf, add_days(TODAY, -1))
    return [(one.contact.id, one.done) for one in suggestions(shelf, TODAY, morning)]


def test_240_prospects_are_80_recalls_a_month_and_all_are_called_in_each_quarter() -> None:
    people = [
        person(f"P {n}", REFERRED, f"2026-{month:02}-{n % 28 + 1:02} cultivating", id=f"p{n:03}")
        for n, month in enumerate([8, 9, 10] * 80)
    ]
    found = now(*people)
    assert found.per_month == 80
    assert {len(month.recalls) > 40 for month in found.ahead[:-1]} == {True}
    first_quarter = {recall.contact.id for month in found.ahead[:3] for recall in month.recalls}
    assert len(first_quarter) == 240


def test_who_is_due_who_stays_and_who_is_let_go() -> None:
    due = person("Due", REFERRED, "2026-08-12 cultivating: after the season")
    stays = person("Stays", REFERRED, "2026-03-03 cultivating", "2026-10-14 requalified: in spring")
    let_go = person("Let Go", REFERRED, "2026-02-04 cultivating", "2026-09-22 no-fit: content as it is")
    moved_on = person("Moved On", REFERRED, "2026-02-04 cultivating", "2026-10-02 next-step: a first lunch")
    found = now(due, stays, let_go, moved_on)
    assert [recall.contact.id for recall in found.due] == ["due"]
    assert [answer.contact.id for answer in found.requalified] == ["stays"]
    assert [(answer.contact.id, answer.line.text) for answer in found.let_go] == [
        ("let-go", "content as it is")
    ]
    assert [answer.contact.id for answer in found.moved_on] == ["moved-on"]


def test_a_word_in_between_does_not_hide_that_somebody_moved_on_or_was_let_go() -> None:
    moved_on = person(
        "Oscar",
        REFERRED,
        "2026-06-17 cultivating: not until the uncle says the word",
        "2026-09-25 reached: he has said it",
        "2026-10-30 next-step: proposal by Thanksgiving",
        "2026-11-16 won USD 5000",
    )
    let_go = person(
        "Hattie",
        REFERRED,
        "2026-03-17 cultivating",
        "2026-08-25 unreachable",
        "2026-09-20 reached",
        "2026-09-22 no-fit",
    )
    never_in = person("Niels", REFERRED, "2026-09-25 reached", "2026-10-30 next-step")
    found = now(moved_on, let_go, never_in)
    assert [(one.contact.id, one.line.verb) for one in found.moved_on] == [("oscar", "next-step")]
    assert [(one.contact.id, one.line.verb) for one in found.let_go] == [("hattie", "no-fit")]


@pytest.mark.parametrize(
    ("log", "due"),
    [
        (("2026-08-12 cultivating",), "2026-11-11"),
        (("2026-03-03 cultivating", "2026-06-02 requalified"), "2026-09-01"),
        (("2026-03-03 cultivating", "2026-06-02 requalified in: rang by himself"), "2026-09-01"),
        (("2026-03-03 cultivating", "2026-06-02 call", "2026-07-02 lunch"), "2026-06-02"),
        (("2026-03-03 cultivating", "2026-06-02 cultivating: still the wedding"), "2026-09-01"),
        (("2026-03-03 requalified", "2026-06-02 cultivating"), "2026-09-01"),
        (("2026-08-12 cultivating", "2026-11-25 requalified: not yet true"), "2026-11-11"),
    ],
)
def test_the_quarter_runs_from_the_last_line_that_says_that_they_stay(log: tuple[str, ...], due: str) -> None:
    [recall] = now(prospect(*log)).everybody
    assert recall.due == day(due)


def test_their_own_cadence_comes_before_the_quarter() -> None:
    [recall] = now(prospect("2026-08-12 cultivating", every="2m..4m")).everybody
    assert recall.due == day("2026-10-12")


def test_who_is_never_to_be_called_is_in_cultivation_and_never_due() -> None:
    found = now(prospect("2026-01-12 cultivating", every="off"))
    assert [recall.due for recall in found.everybody] == [None]
    assert not found.due
    assert not any(month.recalls for month in found.ahead)


def test_a_circle_that_is_never_to_be_called_has_no_recalls() -> None:
    ruth = prospect("2026-01-12 cultivating", circle="former")
    quiet = book(GUS, ruth, circles={"former": Circle("former", OFF)})
    [recall] = cultivation(quiet, TODAY, pipeline_of(quiet, TODAY)).everybody
    assert (recall.every, recall.due) == (None, None)


def test_the_circle_says_nothing_else_of_recalls() -> None:
    ruth = prospect("2026-08-12 cultivating", circle="near")
    close = book(GUS, ruth, circles={"near": Circle("near", Cadence("2w", 14))})
    [recall] = cultivation(close, TODAY, pipeline_of(close, TODAY)).everybody
    assert recall.due == day("2026-11-11")


def test_the_months_ahead_end_with_the_calendar() -> None:
    last = day("2999-12-31")
    of = book(GUS, prospect("2026-01-12 cultivating"))
    assert [len(month.recalls) for month in cultivation(of, last, pipeline_of(of, last)).ahead][:2] == [1, 0]


def test_a_snooze_puts_a_recall_off() -> None:
    [recall] = now(prospect("2026-01-12 cultivating", snooze="2026-12-05")).everybody
    assert recall.due == day("2026-12-05")


def test_a_prospect_of_your_own_has_recalls_too() -> None:
    kofi = person("Kofi", "2026-03-03 cultivating", met="2026-03-01")
    assert [recall.contact.id for recall in now(kofi).everybody] == ["kofi"]


@pytest.mark.parametrize(
    "log",
    [
        ("2026-03-03 cultivating", "2026-04-03 next-step"),
        ("2026-03-03 cultivating", "2026-04-03 lost"),
        ("2026-03-03 reached",),
        ("2026-11-21 cultivating",),
    ],
)
def test_a_referral_in_another_stage_is_not_in_it(log: tuple[str, ...]) -> None:
    assert not now(prospect(*log)).everybody


def test_whom_you_sent_to_an_expert_is_theirs_to_call() -> None:
    found = now(person("Jane", "2026-01-10 intro to [[gus]]", "2026-02-10 cultivating with [[gus]]"))
    assert not found.everybody


def test_a_prospect_sent_by_two_people_is_called_once() -> None:
    sam = person("Sam")
    twice = prospect("2026-02-01 referred by [[sam]]", "2026-03-03 cultivating")
    assert [recall.contact.id for recall in now(sam, twice).everybody] == ["ruth-ellery"]
    gone = replace(twice, log=(*twice.log, *prospect("2026-10-03 no-fit").log[1:]))
    assert len(now(sam, gone).let_go) == 1


def test_the_archive_and_people_to_come_are_left_out() -> None:
    ruth = prospect("2026-03-03 cultivating")
    assert not now(replace(ruth, archived=True)).everybody
    assert not now(replace(ruth, added=day("2026-12-01"))).everybody


@pytest.mark.parametrize(("let_go", "counted"), [("2025-11-20", 0), ("2025-11-21", 1), ("2026-11-20", 1)])
def test_let_go_counts_for_twelve_months(let_go: str, counted: int) -> None:
    ruth = person("Ruth", "2025-01-10 referred by [[gus]]", "2025-10-01 cultivating", f"{let_go} no-fit")
    assert len(now(ruth).let_go) == counted


def test_a_month_has_those_from_before_and_later_months_count_on_from_today() -> None:
    found = now(prospect("2026-05-01 cultivating"))
    counts = {str(month.period): len(month.recalls) for month in found.ahead}
    assert len(counts) == 12
    assert [month for month, count in counts.items() if count] == ["2026-11", "2027-02", "2027-05", "2027-08"]


def test_a_recall_says_when_and_how_they_fit() -> None:
    [recall] = now(
        prospect("2026-03-03 cultivating", "2026-06-02 requalified", fit=("values", "understands"))
    ).everybody
    assert recall.says(TODAY) == (
        "Due since 1 Sep; in cultivation since 3 Mar, requalified once, last on 2 Jun."
    )
    assert recall.fit == "Fit: understands and values. To find out: desires and affords."


def test_a_fit_that_nobody_noted_is_all_to_find_out() -> None:
    [recall] = now(prospect("2026-03-03 cultivating")).everybody
    assert recall.fit == "Fit: not noted yet. To find out: understands, values, desires and affords."


def test_a_recall_is_proposed_from_its_day_on_who_waits_longest_first() -> None:
    late = person("Late", REFERRED, "2026-03-03 cultivating")
    today = person("Today", REFERRED, "2026-08-21 cultivating")
    later = person("Later", REFERRED, "2026-08-22 cultivating")
    assert proposed(book(GUS, today, late, later)) == [("late", False), ("today", False)]


@pytest.mark.parametrize("line", ["2026-11-10 call", "2026-11-18 tried", "2026-11-11 lunch"])
def test_whom_you_spoke_to_or_tried_a_moment_ago_is_left_in_peace(line: str) -> None:
    assert not proposed(book(GUS, prospect("2026-03-03 cultivating", line)))


@pytest.mark.parametrize("fields", [{"snooze": "2026-11-21"}, {"every": "off"}, {"added": "2026-12-01"}])
def test_who_is_not_to_be_called_is_not_proposed(fields: dict[str, str]) -> None:
    assert not proposed(book(GUS, prospect("2026-03-03 cultivating", **fields)))


@pytest.mark.parametrize(
    "line", ["requalified", "requalified in", "call", "voicemail", "no-fit: sold", "next-step"]
)
def test_what_was_asked_today_keeps_its_place(line: str) -> None:
    assert proposed(book(GUS, prospect("2026-03-03 cultivating", f"2026-11-20 {line}"))) == [
        ("ruth-ellery", True)
    ]


@pytest.mark.parametrize("line", ["tried", "email", "heard: a yard is for sale"])
def test_what_asked_nothing_leaves_it_open(line: str) -> None:
    assert proposed(book(GUS, prospect("2026-03-03 cultivating", f"2026-11-20 {line}"))) == [
        ("ruth-ellery", False)
    ]
