"""A backlog without shame."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.queue import five
from karma.core.spread import fresh_start, spread
from karma.core.workdays import workday, workdays_between
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book

FRIDAY = day("2026-11-20")


def backlog(count: int, every: str = "30d") -> Book:
    start = day("2026-10-20")
    return book(
        *(
            person(f"P{n:03}", f"{(start - timedelta(days=n)).isoformat()} call", every=every)
            for n in range(count)
        )
    )


def test_who_is_not_called_today_gets_one_of_the_coming_workdays_best_first() -> None:
    found = spread(backlog(17), FRIDAY)
    called = {call.contact.id for call in five(backlog(17), FRIDAY)}
    assert [snooze.until.isoformat() for snooze in found] == ["2026-11-23"] * 5 + ["2026-11-24"] * 5 + [
        "2026-11-25"
    ] * 2
    assert not called & {snooze.contact.id for snooze in found}
    assert [snooze.contact.id for snooze in found] == sorted(
        (snooze.contact.id for snooze in found), reverse=True
    )


def test_spread_leaves_alone_who_is_not_due_or_not_now() -> None:
    people = [
        person("Off", every="off"),
        person("Soon", "2026-11-01 call", every="30d"),
        person("Away", "2026-01-01 call", snooze="2027-01-01"),
        person("Gone", "2026-01-01 call", archived=True),
    ]
    assert spread(book(*people, per_day=1), FRIDAY) == fresh_start(book(*people), FRIDAY) == ()


def test_after_the_spread_each_day_has_its_own_calls() -> None:
    before = backlog(17)
    until = {snooze.contact.id: snooze.until for snooze in spread(before, FRIDAY)}
    after = replace(before, contacts=tuple(replace(c, snooze=until.get(c.id)) for c in before.contacts))
    assert {call.contact.id for call in five(after, FRIDAY)} == {
        call.contact.id for call in five(before, FRIDAY)
    }


def test_a_fresh_start_gives_everybody_a_workday_within_their_own_cadence() -> None:
    found = fresh_start(backlog(100), FRIDAY)
    assert len(found) == 100
    assert all(FRIDAY < snooze.until <= FRIDAY + timedelta(days=31) for snooze in found)
    assert all(snooze.until.weekday() < 5 for snooze in found)
    assert max(Counter(snooze.until for snooze in found).values()) <= 5


def test_a_fresh_start_after_a_big_import_asks_for_no_more_than_a_days_calls() -> None:
    found = fresh_start(backlog(500), FRIDAY)
    days = Counter(snooze.until for snooze in found)
    assert len(found) == 500
    assert set(days.values()) == {5}
    assert len(days) == 100
    assert max(days) == workday(Config(), day("2026-11-21"), 99)


def test_a_fresh_start_says_where_there_was_no_room_within_the_cadence() -> None:
    reasons = Counter(snooze.reason.split(", ")[1] for snooze in fresh_start(backlog(200), FRIDAY))
    assert reasons == {"within their own cadence.": 105, "the first day with room for them.": 95}


def test_a_fresh_start_is_the_same_each_time_it_is_asked_for() -> None:
    assert fresh_start(backlog(30), FRIDAY) == fresh_start(backlog(30), FRIDAY)


@pytest.mark.parametrize(
    ("place", "expected"), [(0, "2026-11-23"), (4, "2026-11-27"), (5, "2026-11-30"), (11, "2026-12-08")]
)
def test_workdays_are_counted_over_weekends(place: int, expected: str) -> None:
    assert workday(Config(), day("2026-11-21"), place) == day(expected)


def test_without_workdays_every_day_is_one() -> None:
    assert workday(Config(workdays=()), day("2026-11-21"), 8) == day("2026-11-29")
    assert workdays_between(Config(workdays=()), FRIDAY, FRIDAY + timedelta(days=9)) == 9


def test_the_calendar_ends_without_a_fall() -> None:
    assert workday(Config(workdays=("sun",)), day("2999-12-31"), 40) == day("2999-12-31")
