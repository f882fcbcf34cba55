"""Dates as files hold them: ISO only, years 1000 to 2999, whole days, no time zone (faults.md D02–D06)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Precision = Literal["day", "week", "month"]

_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_WEEK = re.compile(r"([12][0-9]{3})-W([0-9]{2})")
_MONTH = re.compile(r"([12][0-9]{3})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEKDAY = re.compile(r"(\d{4})-W(\d{2})-(\d)")
_DATE_LIKE = re.compile(r"\d{1,4}[-/.][\dWw./-]*\d")
_DASHES = str.maketrans("‐‑‒–—−", "-" * 6)
"""What word processors make of a hyphen."""

EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)


@lru_cache(maxsize=10_000)
def parse_day(text: str) -> date | None:
    """The day written exactly `YYYY-MM-DD`, else None."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def suggest_day(text: str) -> str | None:
    """The ISO date that `text` most likely means (`2026/1/2`, `02.01.2026`, `2026-W01-5`), to suggest it.

    None for `10/05/2026`, which is October to some and May to others.
    """
    text = text.translate(_DASHES)
    if match := _WEEKDAY.fullmatch(text):
        year, week, weekday = map(int, match.groups())
        return _iso(date.fromisocalendar, year, week, weekday)
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _iso(date, year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/" and day <= 12 and month <= 12 and day != month:
            return None
        return _iso(date, year, month, day) or _iso(date, year, day, month)
    return None


def looks_like_date(text: str) -> bool:
    """True for what was surely meant as a date, well written or not: `2026-W50`, `10/05`, `2026–12–01`."""
    return text[:1].isdigit() and bool(_DATE_LIKE.fullmatch(text) or suggest_day(text))


def add_days(start: date, days: int) -> date:
    """`start` plus `days`, kept inside the years 1000 to 2999 (faults.md D05)."""
    try:
        moved = start + timedelta(days=days)
    except OverflowError:
        return LATEST if days > 0 else EARLIEST
    return min(max(moved, EARLIEST), LATEST)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week or month as a half-open span: `start` belongs to it, `end` is the first day after it.

    A promise dated with one is due on the last day, `end - 1 day`; how exact it is, is its strength.
    """

    start: date
    end: date
    precision: Precision

    def __str__(self) -> str:
        if self.precision == "day":
            return self.start.isoformat()
        if self.precision == "month":
            return f"{self.start:%Y-%m}"
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def last(self) -> date:
        """The last day that still belongs to it."""
        return self.end - timedelta(days=1)


def day_period(day: date) -> Period:
    """The period that is this one day."""
    return Period(day, day + timedelta(days=1), "day")


def week_period(day: date) -> Period:
    """The ISO week, Monday first, that `day` lies in."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7), "week")


def month_period(day: date) -> Period:
    """The calendar month that `day` lies in."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1), "month")


def parse_period(text: str) -> Period | None:
    """`2026-12-01`, `2026-W50` or `2026-12` as a period, else None."""
    if day := parse_day(text):
        return day_period(day)
    try:
        if match := _WEEK.fullmatch(text):
            return week_period(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        if match := _MONTH.fullmatch(text):
            return month_period(date(int(match[1]), int(match[2]), 1))
    except ValueError:
        return None
    return None


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day in the year, with the year of birth where it is known.

    Someone born on 29 February is congratulated on the 28th in other years (faults.md D01).
    """

    month: int
    day: int
    year: int | None = field(default=None)

    def __str__(self) -> str:
        year = f"{self.year:04}" if self.year else "-"
        return f"{year}-{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """The day on which it is kept in `year`."""
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def is_near(self, today: date, days: int) -> bool:
        """True when the birthday closest to `today` is at most so many days away, before or after."""
        near = (self.month, self.day) in _days_around(today, days)
        return near and abs((self.nearest(today) - today).days) <= days

    def nearest(self, today: date) -> date:
        """The birthday, last or next, that lies closest to `today`; the coming one when equally far."""
        years = (y for y in (today.year - 1, today.year, today.year + 1) if EARLIEST.year <= y <= LATEST.year)
        return min((self.in_year(y) for y in years), key=lambda day: (abs((day - today).days), day < today))


def parse_birthday(text: str) -> Birthday | None:
    """`1980-04-12`, or `--04-12` without the year, else None."""
    if day := parse_day(text):
        return Birthday(day.month, day.day, day.year)
    if text.startswith("--") and (day := parse_day(f"2000-{text[2:]}")):
        return Birthday(day.month, day.day)
    return None


@lru_cache(maxsize=16)
def _days_around(today: date, days: int) -> frozenset[tuple[int, int]]:
    """The months and days of all birthdays that are kept about `today`, and maybe of some that are not.

    It is looked up for everybody in the book, of whom few have a birthday these days.
    """
    around = (add_days(today, away) for away in range(-days, days + 1))
    found = {(day.month, day.day) for day in around}
    return frozenset(found | {(2, 29)} if (2, 28) in found else found)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _iso(make: Callable[..., date], *numbers: int) -> str | None:
    try:
        day = make(*numbers)
    except ValueError:
        return None
    return day.isoformat() if EARLIEST <= day <= LATEST else None
