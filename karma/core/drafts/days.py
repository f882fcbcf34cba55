"""Days as a letter says them. No locale: the same words on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from karma.core.dates import Period

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def on_day(day: date, today: date) -> str:
    """`today`, `yesterday`, `on Friday` for the last days, else `on 2 October`, with the year if another."""
    days = (today - day).days
    if 0 <= days <= 1:
        return ("today", "yesterday")[days]
    return f"on {_WEEKDAYS[day.weekday()]}" if 0 < days < 7 else f"on {_day_month(day, today)}"


def by_period(period: Period, today: date) -> str | None:
    """`by 4 December`, `in the week of 7 December`, `in December`; None for one that has passed."""
    if period.end <= today:
        return None
    if period.precision == "day":
        return "today" if period.start == today else f"by {_day_month(period.start, today)}"
    if period.precision == "week":
        return "this week" if period.start <= today else f"in the week of {_day_month(period.start, today)}"
    if period.start <= today:
        return "this month"
    year = "" if period.start.year == today.year else f" {period.start.year}"
    return f"in {_MONTHS[period.start.month - 1]}{year}"


def _day_month(day: date, today: date) -> str:
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
