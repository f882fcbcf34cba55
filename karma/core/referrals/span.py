"""The twelve months that reports look back on."""

from __future__ import annotations

from datetime import date, timedelta


def twelve_months(today: date) -> tuple[date, date]:
    """The year up to and including `today`, half-open: from the day after the same date last year."""
    try:
        last_year = today.replace(year=today.year - 1)
    except ValueError:  # 29 February
        last_year = date(today.year - 1, 2, 28)
    return last_year + timedelta(days=1), today + timedelta(days=1)
