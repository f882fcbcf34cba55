"""Done against wanted: what counts, for whom, in which period (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.configfile import parse_config
from karma.core.plan.done import touches_by_kind
from karma.core.plan.overview import plan
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.plan.rows import Row

FRIDAY = day("2026-11-20")


def planned(toml: str, *people: Contact, **settings: Any) -> Book:
    """A book of these people with the aims that `toml` says."""
    config, problems = parse_config(toml)
    assert not problems, problems
    return book(*people, plan=config.plan, verbs=config.verbs, **settings)


def row(found: Book, kind: str, circle: str | None = None, today: str = "2026-11-20") -> Row:
    rows = plan(found, day(today), pipeline_of(found, day(today))).rows
    return next(one for one in rows if (one.kind, one.circle) == (kind, circle))


def test_the_plan_shows_done_against_wanted_for_each_kind() -> None:
    """S9: kind and frequency are yours to set; the plan shows done against wanted."""
    network = planned(
        '[plan]\nlunch = "2 a month"\nnote = "1 a month"\n',
        person("Ann", "2026-11-03 lunch with [[jo]]: harbour café", "2026-10-06 note: thank you"),
        person("Jo", "2026-11-03 lunch with [[ann]]: harbour café", "2026-08-11 note: welcome"),
    )
    lunch, note = row(network, "lunch"), row(network, "note")
    assert (lunch.done, lunch.wanted, lunch.left) == (1, 2, 1)
    assert (note.done, note.wanted, note.left) == (0, 1, 1)
    assert [past.done for past in note.previous] == [1, 0, 1]
    assert (lunch.start, lunch.end) == (day("2026-11-01"), day("2026-12-01"))


def test_a_lunch_with_three_people_is_one_lunch() -> None:
    network = book(
        person("Ann", "2026-11-03 lunch with [[bo]] [[jo]]: at noon"),
        person("Bo", "2026-11-03 lunch with [[ann]] [[jo]]: at noon"),
        person("Jo", "2026-11-03 lunch with [[ann]] [[bo]]: at noon"),
    )
    assert row(network, "lunch").done == 1


def test_an_introduction_counts_once_though_both_files_have_it() -> None:
    network = book(
        person("Ann", "2026-11-03 intro to [[jo]]: she needs payroll"),
        person("Jo", "2026-11-03 intro to [[ann]]: a client for you"),
        person("Bo", "2026-11-03 intro to [[jo]]"),
    )
    assert row(network, "intro").done == 2


@pytest.mark.parametrize("line", ["lunch in", "intro in to [[bo]]", "email in", "call in", "gift in"])
def test_what_they_did_is_not_yours(line: str) -> None:
    network = book(person("Ann", f"2026-11-03 {line}"), person("Bo"))
    assert row(network, line.partition(" ")[0]).done == 0


def test_a_call_is_any_karma_call_but_an_attempt_is_none() -> None:
    network = book(
        person("Ann", "2026-11-16 call", "2026-11-17 voicemail", "2026-11-18 requalified", "2026-11-19 tried")
    )
    assert row(network, "call").done == 3


def test_a_touch_of_ones_own_that_is_a_call_counts_as_both() -> None:
    toml = '[touch.video]\nkarma = true\nvoice = true\n\n[plan]\nvideo = "1 a week"\n'
    verbs = parse_config(toml)[0].verbs
    network = planned(toml, person("Ann", "2026-11-17 video: from the boat", verbs=verbs))
    assert (row(network, "video").done, row(network, "call").done) == (1, 1)


def test_what_is_dated_after_today_does_not_count() -> None:
    network = book(person("Ann", "2026-11-20 note: today", "2026-11-21 note: tomorrow"))
    assert row(network, "note").done == 1


def test_what_was_done_with_somebody_archived_stays_done() -> None:
    network = book(person("Ann", "2026-11-03 note: farewell", archived=True))
    assert row(network, "note").done == 1


def test_more_than_wanted_leaves_nothing_and_is_no_debt() -> None:
    network = planned('[plan]\nnote = "1 a month"\n', person("Ann", "2026-11-03 note", "2026-11-05 note"))
    found = row(network, "note")
    assert (found.done, found.left, found.behind) == (2, 0, False)


def test_a_kind_without_an_aim_is_counted_by_the_month_and_never_behind() -> None:
    found = row(book(person("Ann", "2026-11-03 email", "2026-10-03 email")), "email")
    assert (found.done, found.wanted, found.left, found.behind) == (1, None, None, False)
    assert [past.done for past in found.previous] == [1]


@pytest.mark.parametrize(
    ("today", "by_now"), [("2026-11-07", 0), ("2026-11-08", 1), ("2026-11-22", 1), ("2026-11-23", 2)]
)
def test_two_a_month_come_up_in_the_middle_of_each_half(today: str, by_now: int) -> None:
    network = planned('[plan]\nlunch = "2 a month"\n', person("Ann"))
    assert row(network, "lunch", today=today).by_now == by_now


def test_the_part_of_the_period_that_is_over_is_not_rounded_to_whole_touches() -> None:
    network = planned('[plan]\nnote = "1 a month"\nlunch = "2 a month"\n', person("Ann"))
    assert row(network, "note", today="2026-11-21").passed == pytest.approx(0.7)
    assert row(network, "lunch", today="2026-11-21").passed == pytest.approx(0.7)


def test_calls_come_up_on_workdays() -> None:
    network = book(person("Ann"))
    assert row(network, "call", today="2026-11-16").by_now == 5
    assert row(network, "call", today="2026-11-20").by_now == 25
    assert row(network, "call", today="2026-11-22").by_now == 25


def test_each_in_a_circle_means_every_person_of_it() -> None:
    network = planned(
        '[plan.client]\nnote = "1 a quarter each"\n',
        person("Ann", "2026-10-06 note", "2026-10-07 note", "2026-10-08 note", circle="client"),
        person("Bo", circle="client"),
        person("Jo", "2026-10-06 note", circle="friend"),
        person("Old", circle="client", archived=True),
        person("Later", circle="client", added="2026-12-01"),
    )
    found = row(network, "note", "client")
    assert (found.done, found.wanted, found.left) == (1, 2, 1)
    assert row(network, "note").done == 0  # this month, for the whole practice


def test_without_each_the_aim_is_the_circles_as_a_whole() -> None:
    network = planned(
        '[plan.client]\nlunch = "1 a quarter"\n',
        person("Ann", "2026-10-06 lunch with [[bo]] [[jo]]: noon", circle="client"),
        person("Bo", "2026-10-06 lunch with [[ann]] [[jo]]: noon", circle="client"),
        person("Jo", "2026-10-06 lunch with [[ann]] [[bo]]: noon", circle="friend"),
    )
    assert (row(network, "lunch", "client").done, row(network, "lunch", "client").wanted) == (1, 1)


def test_periods_before_the_book_began_are_not_shown() -> None:
    network = planned(
        '[plan]\nnote = "1 a month"\n', person("Ann", "2026-10-06 note"), started=day("2026-09-15")
    )
    assert [past.start for past in row(network, "note").previous] == [day("2026-10-01"), day("2026-09-01")]


def test_the_plan_of_a_circle_is_about_its_people_only() -> None:
    network = planned(
        '[plan.client]\nnote = "1 a month"\n',
        person("Ann", "2026-11-17 call", circle="client"),
        person("Bo", "2026-11-17 call", "2026-11-04 note", circle="friend"),
    )
    found = plan(network, FRIDAY, pipeline_of(network, FRIDAY), "client")
    assert {one.circle for one in found.rows} == {"client"}
    assert {one.kind: one.done for one in found.rows if one.done} == {"call": 1}
    assert [(one.kind, [who.id for who in one.people]) for one in found.next] == [("note", ["ann"])]


def test_touches_of_a_span_are_counted_for_every_kind() -> None:
    """What the review asks: any half-open span."""
    network = book(person("Ann", "2026-11-09 note", "2026-11-15 gift", "2026-11-16 lunch"))
    found = touches_by_kind(network, FRIDAY, day("2026-11-09"), day("2026-11-16"))
    assert list(found) == ["call", "lunch", "exchange", "article", "intro", "note", "gift", "email"]
    assert {kind: count for kind, count in found.items() if count} == {"note": 1, "gift": 1}


def test_an_empty_book_has_a_plan() -> None:
    found = plan(book(), FRIDAY, pipeline_of(book(), FRIDAY))
    assert all(one.done == 0 for one in found.rows)
    assert found.next == ()


def test_on_a_page_calls_to_private_people_count_and_only_the_others_are_proposed() -> None:
    everybody = book(
        person("Ann", "2026-11-16 call", "2026-01-05 lunch"),
        person("Arvid", "2026-11-17 call", "2026-01-05 lunch", private=("true",)),
    )
    named = book(everybody.by_id["ann"])
    found = plan(everybody, FRIDAY, pipeline_of(named, FRIDAY), named=named)
    calls = next(one for one in found.rows if one.kind == "call")
    assert calls.done == 2
    assert {contact.id for one in found.next for contact in one.people} == {"ann"}
