"""From the words of a command to a day or a period, or a refusal that says how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli.errors import WrongUsage
from karma.core.when import is_someday, resolve

if TYPE_CHECKING:
    from datetime import date

    from karma.core.dates import Period

_REMEDY = "Write `2026-11-22`, `tomorrow`, `fri`, `last fri`, `3 days ago`, `in 2 weeks` or `dec 1`."


def day_past(text: str, today: date) -> date:
    """The day that something happened. Raises WrongUsage for one that is still to come."""
    period = resolve(text, today, "past")
    day = _one_day(period, text)
    if day > today:
        raise WrongUsage(
            f"{day} is still to come, and the log holds what has happened.",
            "What is planned is a promise: `karma promise WHO TEXT --by WHEN`.",
        )
    return day


def day_asked(text: str, today: date) -> date:
    """The last day of what `text` means, leaning to the future."""
    period = resolve(text, today, "future")
    if period is None:
        raise WrongUsage(f"“{text}” is no day that karma understands.", _REMEDY)
    return period.last


def period_asked(text: str, today: date) -> Period | None:
    """When a promise is due: a day, week or month to come, or None for someday."""
    if is_someday(text):
        return None
    period = resolve(text, today, "future")
    if period is None:
        raise WrongUsage(
            f"“{text}” is no day that karma understands.",
            _REMEDY[:-1] + ", `2026-W50`, `2026-12` or `someday`.",
        )
    return period


def _one_day(period: Period | None, text: str) -> date:
    if period is None:
        raise WrongUsage(f"“{text}” is no day that karma understands.", _REMEDY)
    if period.precision != "day":
        raise WrongUsage(f"“{text}” is a {period.precision}; the log needs the day.", _REMEDY)
    return period.start


class SaysWhen(click.Command):
    """A command that takes `-2w` as two weeks ago, where Click would see an unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Rewrites `-2w` as `2w ago` wherever it cannot be the value of an option."""
        rewritten: list[str] = []
        for arg in args:
            after_option = bool(rewritten) and rewritten[-1].startswith("-")
            if arg[:1] == "-" and arg[1:2].isdigit() and not after_option:
                arg = f"{arg[1:]} ago"  # noqa: PLW2901
            rewritten.append(arg)
        return super().parse_args(ctx, rewritten)
