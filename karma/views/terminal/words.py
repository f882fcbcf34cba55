"""Days and periods in full, as the commands echo them: no locale, the same words on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.views.days import long_day, month_day, month_year, weekday

if TYPE_CHECKING:
    from datetime import date

    from karma.core.dates import Period

__all__ = ["count", "long_day", "period_words", "short_day"]


def short_day(day: date) -> str:
    """`Sun 22 Nov 2026`."""
    return f"{weekday(day)[:3]} {month_day(day)} {day.year}"


def period_words(period: Period | None) -> str:
    """`Sun 22 Nov 2026`, `week 50, 7–13 Dec 2026`, `December 2026`; `someday` for none."""
    if period is None:
        return "someday"
    if period.precision == "day":
        return short_day(period.start)
    if period.precision == "month":
        return month_year(period.start)
    last = add_days(period.end, -1)
    first = str(period.start.day) if period.start.month == last.month else month_day(period.start)
    return f"week {period.start.isocalendar().week}, {first}–{month_day(last)} {last.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 call`, `2 calls`, `no calls`."""
    return f"{number or 'no'} {one if number == 1 else many or f'{one}s'}"
