"""When something is, as people say it: `yesterday`, `last fri`, `in 2 weeks`, `dec 1` (cli.md, When).

What is said without a direction leans: to the past for what happened, to the future for what is promised.
A weekday is never today: who means today says so. Files hold ISO dates only, so the result is echoed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Literal

from karma.core.dates import (
    EARLIEST,
    LATEST,
    Period,
    add_days,
    day_period,
    month_period,
    parse_day,
    parse_period,
    suggest_day,
    week_period,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Lean = Literal["past", "future"]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.casefold() for name in calendar.month_name)[1:]
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_TURNS = {"last": -1, "this": 0, "next": 1}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_NUMBERS, 1)}
_SPAN = re.compile(rf"(\d{{1,4}}|{'|'.join(_COUNTS)}) ?(d|days?|w|weeks?|m|months?|y|years?)")
_WEEK = re.compile(r"(?:week ?|w)(\d{1,2})")
_END = re.compile(r"(?:the )?end of (?:the |this )?(week|month|year)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_SIGNED = re.compile(r"([+-]) ?(\S.*)")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
_SOMEDAY = ("someday", "some day")


def resolve(text: str, today: date, lean: Lean = "future") -> Period | None:
    """The day, week or month that `text` means on `today`, or None when it means none."""
    words = " ".join(text.strip().casefold().split())
    if words in _NEAR:
        return day_period(add_days(today, _NEAR[words]))
    readings: tuple[Callable[[str, date, Lean], Period | None], ...] = (
        _iso,
        _turned,
        _weekday,
        _counted,
        _numbered_week,
        _end_of,
        _in_the_year,
    )
    found = (reading(words, today, lean) for reading in readings)
    return next((period for period in found if period), None)


def is_someday(text: str) -> bool:
    """True for a promise without a day: `someday`."""
    return " ".join(text.casefold().split()) in _SOMEDAY


def likely_days(text: str) -> tuple[str, ...]:
    """The ISO dates that a date written in another form may mean, to suggest them; () when none is clear.

    `19.11.2026` is one; `10/05/2026` is two, because some write the month first.
    """
    words = text.strip()
    found = [suggest_day(words)]
    if slashed := _SLASHED.fullmatch(words):
        first, second, year = slashed.groups()
        found += [suggest_day(f"{year}-{second}-{first}"), suggest_day(f"{year}-{first}-{second}")]
    return tuple(dict.fromkeys(day for day in found if day))


def _iso(words: str, _today: date, _lean: Lean) -> Period | None:
    return parse_period(words.replace("w", "W"))


def _turned(words: str, today: date, _lean: Lean) -> Period | None:
    """`last fri`, `next week`, `this month`."""
    first, _, rest = words.partition(" ")
    if first not in _TURNS:
        return None
    turn = _TURNS[first]
    if rest == "week":
        return week_period(add_days(today, 7 * turn))
    if rest == "month":
        return month_period(_add_months(today.replace(day=1), turn))
    if first == "this":
        return _weekday(rest, add_days(today, -1), "future")
    return _weekday(rest, today, "past" if turn < 0 else "future")


def _weekday(words: str, today: date, lean: Lean) -> Period | None:
    number = _one_of(words, _DAYS)
    if number is None:
        return None
    if lean == "past":
        return day_period(add_days(today, -((today.weekday() - number - 1) % 7 + 1)))
    return day_period(add_days(today, (number - today.weekday() - 1) % 7 + 1))


def _counted(words: str, today: date, lean: Lean) -> Period | None:
    """`3 days ago`, `in 2 weeks`, `-2w`, `+2w`, `2w`."""
    sign = -1 if lean == "past" else 1
    if words.endswith(" ago"):
        sign, words = -1, words.removesuffix(" ago")
    elif words.startswith("in "):
        sign, words = 1, words.removeprefix("in ")
    elif signed := _SIGNED.fullmatch(words):
        sign, words = (-1 if signed[1] == "-" else 1), signed[2]
    span = _SPAN.fullmatch(words)
    if not span:
        return None
    count = sign * (_COUNTS.get(span[1]) or int(span[1]))
    if span[2][0] in "dw":
        return day_period(add_days(today, count * (7 if span[2][0] == "w" else 1)))
    return day_period(_add_months(today, count * (12 if span[2][0] == "y" else 1)))


def _numbered_week(words: str, today: date, lean: Lean) -> Period | None:
    """`week 50`, `w50`: the next or the latest week of that number, this week included."""
    named = _WEEK.fullmatch(words)
    if not named:
        return None
    step = -1 if lean == "past" else 1
    this_week, this_year = week_period(today), today.isocalendar().year
    for year in range(this_year, this_year + 9 * step, step):
        found = parse_period(f"{year:04}-W{int(named[1]):02}")
        if found and (found.start - this_week.start).days * step >= 0:
            return found
    return None


def _end_of(words: str, today: date, lean: Lean) -> Period | None:
    """`end of month`, `end of the week`, `end of year`: its last day, leaning to the past the latest one."""
    named = _END.fullmatch(words)
    if not named:
        return None
    if named[1] == "week":
        this, before = week_period(today).last, week_period(add_days(today, -7)).last
    elif named[1] == "month":
        this, before = month_period(today).last, add_days(today.replace(day=1), -1)
    else:
        this, before = today.replace(month=12, day=31), add_days(today.replace(month=1, day=1), -1)
    return day_period(before if lean == "past" and this > today else this)


def _in_the_year(words: str, today: date, lean: Lean) -> Period | None:
    """`12-01`, `dec 1`, `1 december 2026`, `december`."""
    if numbers := _MONTH_DAY.fullmatch(words):
        return _nearest(int(numbers[1]), int(numbers[2]), today, lean)
    parts = _ORDINAL.sub("", words.replace(",", " ").replace(".", " ")).split()
    months = [month for part in parts if (month := _one_of(part, _MONTHS)) is not None]
    numbers_left = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    if len(months) != 1 or len(parts) != 1 + len(numbers_left):
        return None
    month = months[0] + 1
    match numbers_left:
        case []:
            return _nearest_month(month, today, lean)
        case [day]:
            return _nearest(month, day, today, lean)
        case [day, year]:
            written = parse_day(f"{year:04}-{month:02}-{day:02}")
            return day_period(written) if written else None
    return None


def _nearest(month: int, day: int, today: date, lean: Lean) -> Period | None:
    """The next or the latest day of that name, today included; 29 February waits for a leap year."""
    step = -1 if lean == "past" else 1
    for year in range(today.year, today.year + 9 * step, step):
        found = parse_day(f"{year:04}-{month:02}-{day:02}")
        if found and (found - today).days * step >= 0:
            return day_period(found)
    return None


def _nearest_month(month: int, today: date, lean: Lean) -> Period:
    """The next or the latest month of that name, this month included."""
    step = -1 if lean == "past" else 1
    away = (month - today.month) % (12 * step)
    return month_period(_add_months(today.replace(day=1), away))


def _add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month; within the years of a book."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < EARLIEST.year:
        return EARLIEST
    if year > LATEST.year:
        return LATEST
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _one_of(word: str, names: tuple[str, ...]) -> int | None:
    """The place in `names` of the one that `word` is or begins, from three letters on."""
    word = word.rstrip(".")
    if len(word) < 3:
        return None
    found = [number for number, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None
