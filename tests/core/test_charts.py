"""What the charts show: calls by day, the weeks ahead, a year of voice, how far referrals came, what givers brought."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.charts.ahead import load_ahead
from karma.core.charts.calendar import STEPS, voice_year
from karma.core.charts.days import days_of_calls
from karma.core.charts.funnel import funnel
from karma.core.charts.partners_met import partners_met
from karma.core.charts.worth import most_in_each, worth
from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.value import value_by_giver
from karma.core.standing import standings
from karma.core.touch import calls_made
from tests.core.build import book, day, person

FRIDAY = day("2026-11-20")


def ahead(*people: Any, **settings: Any) -> list[tuple[int, int, int]]:
    found = book(*people, **settings)
    weeks = load_ahead(standings(found, FRIDAY, so_far=True), found, FRIDAY).weeks
    return [(week.due, week.spread, week.room) for week in weeks]


def test_a_day_counts_each_person_called_once_as_the_page_of_today_does() -> None:
    found = book(person("Ann", "2026-11-20 call", "2026-11-20 voicemail"), person("Bob", "2026-11-20 call"))
    days = days_of_calls(found, FRIDAY)
    assert days.calls == calls_made(found, FRIDAY, add_days(FRIDAY, 1)) == 2
    assert days.days[days.place].date == FRIDAY


def test_days_off_and_days_before_the_book_began_want_no_calls() -> None:
    days = days_of_calls(book(person("Ann", "2026-11-11 call"), per_day=3), FRIDAY)
    assert [one.wanted for one in days.days] == [0, 0, 3, 3, 3, 0, 0, 3, 3, 3, 3, 3, 0, 0]
    assert (days.calls, days.wanted) == (0, 15)


def test_an_empty_book_shows_this_week_and_wants_calls_from_today_on() -> None:
    days = days_of_calls(book(), FRIDAY).days
    assert [one.date.isoformat() for one in days[:1]] == ["2026-11-16"]
    assert [one.wanted for one in days] == [0, 0, 0, 0, 5, 0, 0]


def test_never_more_than_four_weeks_of_days_are_shown() -> None:
    assert len(days_of_calls(book(person("Ann", "2020-01-01 call")), FRIDAY).days) == 28


def test_who_is_due_counts_in_their_week_and_again_after_each_ideal() -> None:
    weeks = ahead(person("Ann", "2026-11-12 call", every="4w"))
    assert [due for due, _, _ in weeks] == [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0]


def test_a_snooze_moves_the_first_of_the_calls() -> None:
    weeks = ahead(person("Ann", "2026-11-12 call", every="12w", snooze="2026-12-22"))
    assert [due for due, _, _ in weeks].index(1) == 11


def test_the_first_week_has_room_for_what_is_left_of_it() -> None:
    assert [room for _, _, room in ahead(per_day=2)] == [2, *[10] * 12]
    assert ahead(per_day=2, workdays=("mon",))[0] == (0, 0, 0)


def test_people_from_before_are_spread_over_the_weeks_with_room_the_longest_waiting_first() -> None:
    late = [person(f"P{n}", f"2026-0{n}-01 call", every="2w") for n in range(1, 9)]
    assert ahead(*late, per_day=1)[:4] == [(0, 1, 1), (0, 5, 5), (1, 2, 5), (5, 0, 5)]


def test_whom_no_week_has_room_for_is_counted_apart() -> None:
    late = [person(f"P{n:03}", "2025-01-01 call", every="1y") for n in range(100)]
    found = book(*late, per_day=1)
    load = load_ahead(standings(found, FRIDAY, so_far=True), found, FRIDAY)
    assert sum(week.spread for week in load.weeks) == 61
    assert load.later == 39
    assert load.over == ()


def test_a_week_with_more_due_than_room_is_told() -> None:
    people = [person(f"P{n}", "2026-11-16 call", every="2w") for n in range(9)]
    found = book(*people, per_day=1)
    load = load_ahead(standings(found, FRIDAY, so_far=True), found, FRIDAY)
    assert [week.calls for week in load.over] == [9] * 6


@pytest.mark.parametrize(
    "left_out",
    [
        person("Off", "2026-11-12 call", every="off"),
        person("Gone", "2026-11-12 call", every="1w", archived=True),
        person("Later", every="1w", added="2026-12-30"),
    ],
    ids=lambda one: one.name,
)
def test_who_asks_for_no_calls_is_no_load(left_out: Any) -> None:
    assert sum(due + spread for due, spread, _ in ahead(left_out)) == 0


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(7, 300)), max_size=25), st.integers(1, 6))
def test_everybody_who_waits_is_spread_or_told_of_and_fills_no_week_beyond_its_room(
    people: list[tuple[int, int]], per_day: int
) -> None:
    found = book(
        *(
            person(f"P{n}", f"{add_days(FRIDAY, -ago)} call", every=f"{every}d")
            for n, (ago, every) in enumerate(people)
        ),
        per_day=per_day,
    )
    load = load_ahead(standings(found, FRIDAY, so_far=True), found, FRIDAY)
    waiting = sum(ago > every for ago, every in people)
    assert sum(week.spread for week in load.weeks) + load.later == waiting
    assert all(week.calls <= max(week.room, week.due) for week in load.weeks)


def test_a_young_book_has_a_year_of_columns_too_and_days_from_its_first_on() -> None:
    year = voice_year(
        book(person("Ann", "2026-11-12 call", "2026-11-13 call in", "2026-11-14 email")), FRIDAY
    )
    assert (year.weeks, year.voice, year.with_voice) == (53, 2, 2)
    assert [(one.date.day, one.row, one.week, one.voice) for one in year.days[:3]] == [
        (12, 3, 51, 1),
        (13, 4, 51, 1),
        (14, 5, 51, 0),
    ]
    assert year.most == year.days[1]
    assert year.days[-1].date == FRIDAY
    assert [one.voice for one in year.months] == [None] * 12 + [2]


def test_an_old_book_shows_fifty_three_weeks_and_its_months() -> None:
    year = voice_year(book(person("Ann", "2020-11-12 call", "2026-01-02 call")), FRIDAY)
    assert (year.weeks, len(year.days)) == (53, 52 * 7 + 5)
    assert [(one.start.isoformat(), one.voice) for one in year.months if one.voice] == [("2026-01-01", 1)]
    assert len(year.months) == 13


def test_an_empty_book_has_a_year_of_one_day() -> None:
    year = voice_year(book(), FRIDAY)
    assert (len(year.days), year.voice, year.most) == (1, 0, None)


@pytest.mark.parametrize(("calls", "shade"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (9, 4)])
def test_the_shades_are_thirds_of_a_full_day(calls: int, shade: int) -> None:
    people = [person(f"P{n}", "2026-11-19 call") for n in range(calls)]
    quiet = [person(f"Q{n}", f"2026-10-{n + 1:02} call") for n in range(9)]
    assert voice_year(book(*people, *quiet), FRIDAY).days[-2].shade == shade


def test_who_does_far_more_than_is_wanted_still_sees_shades() -> None:
    people = [person(f"P{n}", *(f"2026-11-{d} call" for d in range(10, 13 + n % 2))) for n in range(20)]
    year = voice_year(book(*people, per_day=2), FRIDAY)
    assert year.full == 40
    assert {one.shade for one in year.days} == {0, 1, 2} <= set(range(STEPS + 1))


def test_a_referral_came_as_far_as_its_furthest_stage_whatever_became_of_it() -> None:
    found = book(
        person("Bill"),
        person("Won", "2026-02-01 referred by [[bill]]", "2026-03-01 won USD 5"),
        person("Lost", "2026-02-01 referred by [[bill]]", "2026-03-01 next-step", "2026-04-01 lost"),
        person("Talked", "2026-02-01 referred by [[bill]]", "2026-03-01 cultivating"),
        person("Tried", "2026-02-01 referred by [[bill]]", "2026-03-01 tried"),
        person("New", "2026-11-19 referred by [[bill]]"),
        person("Old", "2024-02-01 referred by [[bill]]", "2024-03-01 won USD 5"),
    )
    steps = funnel(pipeline_of(found, FRIDAY), FRIDAY).steps
    assert [one.referrals for one in steps] == [5, 4, 3, 2, 1]


def test_givers_are_compared_within_each_currency_only_the_most_first() -> None:
    found = book(
        person("Ann"),
        person("Bill"),
        person("P", "2026-02-01 referred by [[ann]]", "2026-03-01 won USD 5"),
        person("Q", "2026-02-01 referred by [[bill]]", "2026-03-01 won USD 1000000000"),
        person("R", "2026-02-01 referred by [[bill]]", "2026-03-01 won EUR 7"),
        person("S", "2026-03-01 won USD 6", met_at="the fair"),
    )
    sums = worth(value_by_giver(pipeline_of(found, FRIDAY), found, FRIDAY))
    assert [(one.currency, [(w.giver.giver, int(w.amount)) for w in one.givers]) for one in sums] == [
        ("EUR", [("bill", 7)]),
        ("USD", [("bill", 10**9), ("", 6), ("ann", 5)]),
    ]
    assert sums[1].most == 10**9


def test_the_most_in_each_currency_is_the_largest_of_several_sums() -> None:
    three, four, five = map(Decimal, (3, 4, 5))
    found = most_in_each([(("EUR", three), ("USD", five)), (("EUR", four),), ()])
    assert found == (("EUR", four), ("USD", five))


def test_partners_met_twice_in_a_quarter_are_met_once() -> None:
    ann = person("Ann", "2026-05-01 lunch", "2026-10-01 exchange", "2026-10-20 lunch", "2026-11-01 call")
    bob = person("Bob", "2026-11-20 meeting", "2020-01-01 lunch")
    found = partners_met([ann, bob], FRIDAY)
    assert [(one.name, one.met) for one in found] == [("2026 Q2", 1), ("2026 Q3", 0), ("2026 Q4", 2)]


def test_partners_never_met_have_no_quarters() -> None:
    assert partners_met([person("Ann")], FRIDAY) == ()


def test_calls_made_today_take_their_room_of_this_week() -> None:
    nobody = standings(book(), FRIDAY)
    room = [load_ahead(nobody, book(), FRIDAY, made=made).weeks[0].room for made in (0, 2, 9)]
    assert room == [5, 3, 0]
