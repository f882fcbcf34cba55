"""From the words of a command to a day or a period, or a refusal that says how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from karma.cli.errors import WrongUsage
from karma.core.when import is_someday, likely_days, resolve
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from karma.core.dates import Period
    from karma.core.when import Lean

_PAST = "Write `2026-11-22`, `yesterday`, `last fri`, `3 days ago` or `dec 1`."
_SINCE = f"{_PAST[:-1]}; a week or a month as `2026-W46` or `2026-11`."
_FUTURE = "Write `2026-11-22`, `tomorrow`, `fri`, `in 2 weeks` or `dec 1`."
_PROMISED = f"{_FUTURE[:-1]}; a week or a month as `2026-W50` or `2026-12`; or `someday`."


def day_past(text: str, today: date) -> date:
    """The day that something happened. Raises WrongUsage for one that is still to come."""
    period = _understood(text, today, "past", _PAST)
    if period.precision != "day":
        raise WrongUsage(f"“{text}” is a {period.precision}; the log needs the day.", _PAST)
    day = period.start
    if day > today:
        raise WrongUsage(
            f"{day} is still to come, and the log holds what has happened.",
            "What is planned is a promise: `karma promise WHO TEXT --by WHEN`.",
        )
    return day


def first_day(text: str, today: date) -> date:
    """The first day of what `text` means, leaning to the past: everything since then is asked for."""
    return _understood(text, today, "past", _SINCE).start


def first_day_past(text: str, today: date) -> date:
    """As `first_day`, of a span that ends today. Raises WrongUsage for a day that is still to come."""
    day = first_day(text, today)
    if day > today:
        raise WrongUsage(f"{short_day(day)} is still to come: nothing has happened since.", _SINCE)
    return day


def day_asked(text: str, today: date) -> date:
    """The last day of what `text` means, leaning to the future: everything up to it is asked for."""
    return _understood(text, today, "future", _FUTURE).last


def day_of_return(text: str, today: date) -> date:
    """The day on which a snooze ends: the first of the week or month that `text` means. `today` ends it now.

    Raises WrongUsage for a day that has passed.
    """
    if text.strip().casefold() in ("off", "never", "none"):
        raise WrongUsage(
            f"“{text.strip()}” is no day.",
            "`today` ends a snooze. Who is never to be proposed gets `every: off` in their file.",
        )
    day = _understood(text, today, "future", _FUTURE).start
    if day < today:
        raise WrongUsage(f"{short_day(day)} has passed.", "Name a day to come, or `today` to end a snooze.")
    return day


def period_asked(text: str, today: date) -> Period | None:
    """When a promise is due: a day, week or month to come, or None for someday."""
    if is_someday(text):
        return None
    return _understood(text, today, "future", _PROMISED)


def day_in_front(text: str, today: date) -> str:
    """The words at the beginning of a promise that sound like its day, such as `next fri`; else nothing.

    A month alone is none: May, March and August begin sentences and names.
    """
    words = text.split()
    for count in (3, 2, 1):
        front = " ".join(words[:count]).rstrip(":,")
        period = resolve(front, today, "future") if len(words) > count else None
        if period and (count > 1 or period.precision != "month"):
            return front
    return ""


def _understood(text: str, today: date, lean: Lean, remedy: str) -> Period:
    period = resolve(text, today, lean)
    if period is None:
        meant = " or ".join(f"`{day}`" for day in likely_days(text))
        raise WrongUsage(
            f"“{text}” is no day that karma understands.", f"Write {meant}." if meant else remedy
        )
    return period


_AGO = re.compile(r"-\d+ ?[dwmy][a-z]*")


class SaysWhen(click.Command):
    """A command that takes `-2w` as two weeks ago, where Click would see an unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Rewrites `-2w` as `2w ago` wherever it is not the value of an option."""
        options = [param for param in self.params if isinstance(param, click.Option) and not param.is_flag]
        taking = {name for option in options for name in option.opts}
        end = args.index("--") if "--" in args else len(args)
        rewritten = [
            f"{arg[1:]} ago" if _AGO.fullmatch(arg) and before not in taking else arg
            for before, arg in zip(["", *args], args[:end], strict=False)
        ]
        return super().parse_args(ctx, [*rewritten, *args[end:]])
