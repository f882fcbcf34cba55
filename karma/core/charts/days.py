"""The calls of the last weeks, day by day, beside those that were wanted (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days, week_period
from karma.core.tally import tally
from karma.core.workdays import is_workday

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book

WEEKS = 4
"""So many weeks are shown, this one included."""


@dataclass(frozen=True, slots=True)
class DayOfCalls:
    """How many karma calls you made on a day, and how many calls were wanted; none are on a day off."""

    date: date
    calls: int
    wanted: int


@dataclass(frozen=True, slots=True)
class DaysOfCalls:
    """Whole weeks of `days` from a Monday on; the last is this one, with its days still to come."""

    today: date
    days: tuple[DayOfCalls, ...]

    @property
    def this_week(self) -> tuple[DayOfCalls, ...]:
        """The seven days of this week."""
        return self.days[-7:]

    @property
    def calls(self) -> int:
        """The calls of this week so far, somebody called on two days twice."""
        return sum(day.calls for day in self.this_week)

    @property
    def wanted(self) -> int:
        """The calls wanted in the whole of this week."""
        return sum(day.wanted for day in self.this_week)

    @property
    def place(self) -> int:
        """The place of today among the days, from 0."""
        return (self.today - self.days[0].date).days


def days_of_calls(book: Book, today: date, weeks: int = WEEKS) -> DaysOfCalls:
    """The last `weeks` weeks, fewer in a book that is younger, and this one even in a book without a day.

    Calls are counted as Today counts them: three to one person on one day are one. Nothing was wanted before
    the first day of the book.
    """
    begun = min(book.first_day or today, today)
    monday = week_period(today).start
    start = max(add_days(monday, -7 * (weeks - 1)), week_period(begun).start)
    made = tally(book, today)
    days = (add_days(start, place) for place in range((monday - start).days + 7))
    return DaysOfCalls(
        today,
        tuple(
            DayOfCalls(
                day,
                made.calls(day, add_days(day, 1)) if day <= today else 0,
                book.config.per_day if begun <= day and is_workday(book.config, day) else 0,
            )
            for day in days
        ),
    )
