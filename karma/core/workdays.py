"""The days on which you make calls. A book without any workday counts every day as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.config import WEEKDAYS
from karma.core.dates import add_days

if TYPE_CHECKING:
    from datetime import date

    from karma.core.config import Config


def is_workday(config: Config, day: date) -> bool:
    """True on a day on which you make calls."""
    return config.works_on(day) or not config.workdays


def workdays_a_week(config: Config) -> int:
    """How many days of the week are workdays, 1 to 7."""
    return len(set(config.workdays) & set(WEEKDAYS)) or 7


def workdays_between(config: Config, start: date, end: date) -> int:
    """The workdays from `start` to before `end`."""
    return sum(is_workday(config, add_days(start, day)) for day in range((end - start).days))


def workday(config: Config, start: date, place: int = 0) -> date:
    """The workday number `place` (from 0) on or after `start`; kept inside the calendar (faults.md D05)."""
    weeks, rest = divmod(place, workdays_a_week(config))
    day = add_days(start, weeks * 7)
    for _ in range(7):
        if is_workday(config, day):
            if not rest:
                break
            rest -= 1
        day = add_days(day, 1)
    return day
