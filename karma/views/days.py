"""Names of days and months, for pages and terminal alike: no locale, the same words on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def weekday(day: date) -> str:
    """`Sunday`."""
    return _WEEKDAYS[day.weekday()]


def month(number: int) -> str:
    """`November` for 11."""
    return _MONTHS[number - 1]


def month_day(day: date) -> str:
    """`22 Nov`, where the year is named elsewhere."""
    return f"{day.day} {month(day.month)[:3]}"


def long_day(day: date) -> str:
    """`Sunday 22 November 2026`."""
    return f"{weekday(day)} {day.day} {month_year(day)}"


def month_year(day: date) -> str:
    """`November 2026`."""
    return f"{month(day.month)} {day.year}"
