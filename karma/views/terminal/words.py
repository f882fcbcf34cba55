"""Days and periods in full, as the commands echo them: no locale, the same words on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.dates import add_days

if TYPE_CHECKING:
    from datetime import date

    from karma.core.dates import Period

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_day(day: date) -> str:
    """`Sunday 22 November 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """`Sun 22 Nov 2026`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def period_words(period: Period | None) -> str:
    """`Sun 22 Nov 2026`, `week 50, 7–13 Dec 2026`, `December 2026`; `someday` for none."""
    if period is None:
        return "someday"
    if period.precision == "day":
        return short_day(period.start)
    if period.precision == "month":
        return f"{_MONTHS[period.start.month - 1]} {period.start.year}"
    last = add_days(period.end, -1)
    first = f"{period.start.day}" + ("" if period.start.month == last.month else f" {_month(period.start)}")
    return f"week {period.start.isocalendar().week}, {first}–{last.day} {_month(last)} {last.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 call`, `2 calls`, `no calls`."""
    return f"{number or 'no'} {one if number == 1 else many or f'{one}s'}"


def _month(day: date) -> str:
    return _MONTHS[day.month - 1][:3]
