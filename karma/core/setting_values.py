"""What each kind of setting takes: functions from a value of TOML to the typed one, or WrongValueError."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from karma.core.cadence import Cadence, parse_cadence
from karma.core.config import WEEKDAYS
from karma.core.dates import EARLIEST, LATEST
from karma.core.plan.aim import Aim, parse_aim

if TYPE_CHECKING:
    from collections.abc import Callable


class WrongValueError(ValueError):
    """A value that a setting does not take; the text says what it takes."""


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise WrongValueError("a text in quotes")
    return value


def truth(value: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise WrongValueError("`true` or `false`")
    return value


def day(value: Any) -> date:
    """A day of the years 1000 to 2999, without a time."""
    if isinstance(value, datetime) or not isinstance(value, date) or not EARLIEST <= value <= LATEST:
        raise WrongValueError("a day without quotes, such as 2026-11-22")
    return value


def zone(value: Any) -> str:
    """A time zone's name, `""` for none."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  (start-up)

    try:
        return ZoneInfo(text(value)).key if value else ""
    except (ValueError, OSError, KeyError):
        raise WrongValueError("a time zone such as `Europe/Paris`") from None


def code(value: Any) -> str:
    """A currency's code of three capital letters, `""` for none."""
    if not isinstance(value, str) or not re.fullmatch(r"([A-Z]{3})?", value):
        raise WrongValueError('a code of three capital letters, such as `"USD"`')
    return value


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A parser of whole numbers from `low` to `high`, both included."""

    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise WrongValueError(f"a whole number from {low} to {high}")
        return value

    return parse


def real(low: int, high: int) -> Callable[[Any], float]:
    """A parser of numbers from `low` to `high`, both included."""

    def parse(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise WrongValueError(f"a number from {low} to {high}")
        return float(value)

    return parse


def weight(value: Any) -> float:
    """A circle's weight."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.9 <= value <= 1.3:
        raise WrongValueError("a number from 0.9 to 1.3")
    return float(value)


def cadence(value: Any) -> Cadence:
    """A cadence."""
    found = parse_cadence(value) if isinstance(value, str) else None
    if found is None:
        raise WrongValueError('a cadence such as `"6w"`, `"1m..2m"` or `"off"`')
    return found


def aim(value: Any) -> Aim | None:
    """How often a kind of touch is wanted in the whole practice; None for `"none"`."""
    found = _aim(value)
    if found and found.each:
        raise WrongValueError('how often, such as `"2 a month"`; `each` is for a circle, in `[plan.client]`')
    return found


def aim_of_circle(value: Any) -> Aim | None:
    """How often a kind of touch is wanted in a circle, as a whole or for each; None for `"none"`."""
    return _aim(value)


def _aim(value: Any) -> Aim | None:
    if value == "none":
        return None
    found = parse_aim(value) if isinstance(value, str) else None
    if found is None:
        raise WrongValueError('how often, such as `"2 a month"` or `"1 a quarter"`, or `"none"`')
    return found


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongValueError("a list of texts")
    return tuple(value)


def synonyms(value: Any) -> tuple[tuple[str, ...], ...]:
    """Lists of words or phrases that mean the same, two or more in each."""
    wrong = WrongValueError('lists of words, such as `[["lawyer", "attorney"], ["bookkeeper", "accounts"]]`')
    if not isinstance(value, list):
        raise wrong
    for group in value:
        if not isinstance(group, list) or len(group) < 2:
            raise wrong
        if not all(isinstance(word, str) and word.strip() for word in group):
            raise wrong
    return tuple(tuple(group) for group in value)


def workdays(value: Any) -> tuple[str, ...]:
    """Days of the week, in any case and length, sorted from Monday."""
    days = tuple(day.casefold()[:3] for day in texts(value))
    if not days or not set(days) <= set(WEEKDAYS):
        raise WrongValueError(f"a list of days: {', '.join(WEEKDAYS)}")
    return tuple(day for day in WEEKDAYS if day in days)
