"""The only reader of the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from karma.cli.errors import WrongUsage

if TYPE_CHECKING:
    from karma.core.config import Config


class Calendar(NamedTuple):
    """The settings that say which day it is, as the whole of them says it."""

    today: date | None
    timezone: str


def today(asked: str | None, config: Config | Calendar) -> date:
    """The day to count from: `--today`, else `KARMA_TODAY`, else `today` in karma.toml, else the calendar's.

    The calendar is read in the book's time zone (faults.md D03), or in the computer's where none is set.
    """
    for source, text in (("--today", asked), ("KARMA_TODAY", os.environ.get("KARMA_TODAY"))):
        if text:
            return _said(source, text, config)
    return config.today or _calendar(config)


def iso(text: str) -> date | None:
    """The day that `date.isoformat` wrote; None for nothing."""
    return date.fromisoformat(text) if text else None


def time_of_day(config: Config) -> str:
    """The time as a log line has it, `15:04`, in the book's time zone."""
    return f"{_there(config):%H:%M}"


def now() -> float:
    """Seconds since 1970, as the times of files are."""
    return datetime.now(UTC).timestamp()


def _said(source: str, text: str, config: Config | Calendar) -> date:
    from karma.core.when import resolve  # noqa: PLC0415  (start-up)

    period = resolve(text, config.today or _calendar(config))
    if period is None or period.precision != "day":
        raise WrongUsage(f"{source} does not say a day: “{text}”", "Write it as 2026-11-22.")
    return period.start


def _calendar(config: Config | Calendar) -> date:
    return _there(config).date()


def _there(config: Config | Calendar) -> datetime:
    zone: tzinfo | None = None
    if config.timezone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415  (start-up)

        try:
            zone = ZoneInfo(config.timezone)
        except (OSError, ValueError):  # unknown; `karma check` reports it
            zone = None
    return datetime.now(zone)
