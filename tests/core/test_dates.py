"""Dates, periods, birthdays and cadences (faults.md D01–D06)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.cadence import parse_cadence
from karma.core.dates import (
    EARLIEST,
    LATEST,
    Birthday,
    add_days,
    day_period,
    month_period,
    parse_birthday,
    parse_day,
    parse_period,
    suggest_day,
    week_period,
)  # fmt: skip

DAYS = st.dates(EARLIEST, LATEST)


@given(DAYS)
def test_a_day_is_written_one_way(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["2026-1-2", "20260102", "2026-W01-5", "2026-01-02 ", "2026-02-29", "0999-12-31", "3000-01-01", ""],
)
def test_everything_else_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@given(st.text("0123456789-/.W年月日", max_size=12))
def test_a_suggestion_is_always_a_day(text: str) -> None:
    suggested = suggest_day(text)
    assert suggested is None or parse_day(suggested)


@given(DAYS, st.integers(-(10**10), 10**10))
def test_no_sum_of_days_leaves_the_calendar(day: date, days: int) -> None:
    assert EARLIEST <= add_days(day, days) <= LATEST


@given(DAYS)
def test_periods_hold_their_day_and_come_back_from_text(day: date) -> None:
    for period in (day_period(day), week_period(day), month_period(day)):
        assert period.start <= day <= period.last
        if period.start > EARLIEST and period.last <= LATEST:
            assert parse_period(str(period)) == period


def test_a_week_is_due_on_its_sunday() -> None:
    week = parse_period("2026-W50")
    assert week
    assert (week.start, week.end, week.last) == (date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 13))


@pytest.mark.parametrize("text", ["2026-W54", "2026-13", "2026-00", "2026", "W50", "2026-w50"])
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


def test_birthdays_with_and_without_the_year() -> None:
    assert parse_birthday("1980-04-12") == Birthday(4, 12, 1980)
    assert parse_birthday("--02-29") == Birthday(2, 29)
    assert parse_birthday("--02-30") is None
    assert [str(Birthday(4, 12, 1980)), str(Birthday(4, 12))] == ["1980-04-12", "--04-12"]


@pytest.mark.parametrize(
    ("today", "nearest"),
    [(date(2026, 12, 30), date(2027, 1, 1)), (date(2027, 1, 3), date(2027, 1, 1)), (date(2026, 7, 3), date(2027, 1, 1)),
     (date(2999, 12, 31), date(2999, 1, 1))],
)  # fmt: skip
def test_the_nearest_birthday_may_be_in_another_year(today: date, nearest: date) -> None:
    assert Birthday(1, 1).nearest(today) == nearest


@given(DAYS, DAYS)
def test_a_birthday_is_never_more_than_half_a_year_away(born: date, today: date) -> None:
    nearest = Birthday(born.month, born.day).nearest(today)
    if date(1001, 1, 1) < today < date(2998, 12, 31):
        assert abs((nearest - today).days) <= 183


@pytest.mark.parametrize(
    ("text", "ideal", "limit"),
    [("6w", 42, None), ("45d", 45, None), ("1m", 30, None), ("2m", 61, None), ("3m", 91, None), ("1y", 365, None), ("monthly", 30, None),
     ("Quarterly", 91, None), ("4w..6w", 28, 42), ("monthly..quarterly", 30, 91), ("6w..6w", 42, 42), ("off", None, None)],
)  # fmt: skip
def test_cadences(text: str, ideal: int | None, limit: int | None) -> None:
    cadence = parse_cadence(text)
    assert cadence
    assert (cadence.ideal, cadence.limit, str(cadence)) == (ideal, limit, text)


@pytest.mark.parametrize(
    "text",
    ["", "6", "w", "0d", "-1w", "6w..4w", "6w..", "..6w", "6w...8w", "often", "99999y", "1m..off", "9999y"],
)
def test_what_is_no_cadence(text: str) -> None:
    assert parse_cadence(text) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026–11–20", "2026-11-20"),
        ("2026—11—20", "2026-11-20"),
        ("19.11.2026", "2026-11-19"),
        ("10.05.2026", "2026-05-10"),
        ("19/11/2026", "2026-11-19"),
        ("11/19/2026", "2026-11-19"),
        ("05/05/2026", "2026-05-05"),
        ("10/05/2026", None),
        ("31/31/2026", None),
    ],
)
def test_a_date_is_suggested_unless_it_may_be_two_days(written: str, meant: str | None) -> None:
    assert suggest_day(written) == meant
