"""Calendar weeks, months, quarters and years, and the last twelve months, as half-open spans of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from karma.core.dates import EARLIEST, add_days, month_period, week_period

Unit = Literal["week", "month", "quarter", "year"]


class Span(NamedTuple):
    """From `start` to before `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def passed(self, today: date) -> float:
        """Which part of it is over by the end of `today`, 0 to 1."""
        return min(max((today - self.start).days + 1, 0), self.days) / self.days


def span(unit: Unit, day: date) -> Span:
    """The calendar week (Monday first), month, quarter or year that `day` lies in."""
    if unit == "week":
        week = week_period(day)
        return Span(week.start, week.end)
    if unit == "month":
        month = month_period(day)
        return Span(month.start, month.end)
    if unit == "quarter":
        first = date(day.year, day.month - (day.month - 1) % 3, 1)
        return Span(first, month_period(date(day.year, first.month + 2, 1)).end)
    return Span(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def spans_before(unit: Unit, current: Span, most: int) -> tuple[Span, ...]:
    """The spans of that unit before `current`, the latest first; fewer where the calendar begins."""
    found: list[Span] = []
    while len(found) < most and current.start > EARLIEST:
        current = span(unit, add_days(current.start, -1))
        found.append(current)
    return tuple(found)


def spans_of(unit: Unit, start: date, end: date) -> tuple[Span, ...]:
    """The spans of that unit that share a day with those from `start` to before `end`, the earliest first."""
    found: list[Span] = []
    day = start
    while day < end:
        found.append(span(unit, day))
        day = found[-1].end
    return tuple(found)


def twelve_months(today: date) -> Span:
    """The year up to and including `today`: from the day after the same date last year."""
    try:
        last_year = today.replace(year=today.year - 1)
    except ValueError:  # 29 February
        last_year = date(today.year - 1, 2, 28)
    return Span(last_year + timedelta(days=1), today + timedelta(days=1))
