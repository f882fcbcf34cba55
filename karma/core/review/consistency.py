"""Consistency over twelve weeks, as a share: no streak that one bad week could break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days, week_period
from karma.core.tally import tally
from karma.core.workdays import workdays_a_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book

WEEKS = 12
ENOUGH = 4
"""With fewer whole weeks than these a share would only be a mark for beginners, and is not told."""


@dataclass(frozen=True, slots=True)
class WeekCalls:
    """The karma calls of one week, which begins on the Monday `start`, and how many were wanted."""

    start: date
    calls: int
    wanted: int

    @property
    def share(self) -> float:
        """The part of the wanted calls that was made, at most 1: no week makes up for another."""
        return min(self.calls / self.wanted, 1.0)


def weeks_of_calls(book: Book, today: date) -> tuple[WeekCalls, ...]:
    """The last twelve whole weeks before this one, the earliest first; fewer when the book is younger."""
    monday = week_period(today).start
    first = add_days(monday, -7 * WEEKS)
    if book.first_day is None:
        return ()
    weeks = (add_days(first, 7 * week) for week in range(WEEKS))
    starts = [day for day in weeks if book.first_day <= day < monday]
    made, wanted = tally(book, today), book.config.per_day * workdays_a_week(book.config)
    return tuple(WeekCalls(start, made.calls(start, add_days(start, 7)), wanted) for start in starts)


def consistency(weeks: Sequence[WeekCalls]) -> float | None:
    """The mean share of these weeks, 0 to 1; None without any whole week."""
    return sum(week.share for week in weeks) / len(weeks) if weeks else None
