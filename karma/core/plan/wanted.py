"""How many touches of a kind are wanted: what `[plan]` says, else karma's own aims (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.plan.aim import KINDS, Aim
from karma.core.spans import spans_of
from karma.core.workdays import workdays_a_week, workdays_between

if TYPE_CHECKING:
    from datetime import date

    from karma.core.config import Config

_USUAL: dict[str, Aim | None] = {
    "lunch": Aim(2, "month"),
    "exchange": Aim(2, "month"),
    "article": Aim(1, "week"),
    "intro": Aim(2, "month"),
    "note": Aim(1, "month"),
    "gift": Aim(1, "month"),
    "email": None,
}
"""As S9 has it: lunch and exchange twice a month, a note by hand once. An article takes a minute, so one a
week. E-mail has no aim: nobody needs more of it, and voice comes first (S4)."""
TOGETHER = ("lunch", "exchange", "intro")
"""Kinds for which you meet, or others do; all the rest is sent to one person."""


def kinds(config: Config) -> tuple[str, ...]:
    """The eight kinds, then the declared ones that `[plan]` names, by name."""
    named = {*config.plan.whole, *(kind for aims in config.plan.circles.values() for kind in aims)}
    return (*KINDS, *sorted(named.difference(KINDS)))


def sent_to_one(config: Config) -> tuple[str, ...]:
    """The kinds that are sent to one person: no call, and none for which you meet, or others do."""
    return tuple(kind for kind in kinds(config) if kind != "call" and kind not in TOGETHER)


def aims(config: Config) -> dict[str, Aim | None]:
    """What is wanted of each kind for the whole practice; None where no aim is set.

    Calls are not set twice: unless `[plan]` says otherwise it is `per_day` on every workday.
    """
    calls = Aim(config.per_day * workdays_a_week(config), "week")
    usual: dict[str, Aim | None] = {"call": calls, **_USUAL}
    return {kind: config.plan.whole.get(kind, usual.get(kind)) for kind in kinds(config)}


def circle_aims(config: Config, circle: str) -> dict[str, Aim | None]:
    """What is wanted of each kind in one circle; None where no aim is set, as none is by itself."""
    own = config.plan.circles.get(circle, {})
    return {kind: own.get(kind) for kind in kinds(config)}


def wanted_in(config: Config, kind: str, start: date, end: date) -> float | None:
    """How many of a kind are wanted from `start` to before `end`, for the whole practice; None for no aim.

    A whole calendar month of `2 a month` is exactly 2, a part of one its share by days. Calls are made on
    workdays, and are shared out by these: `per_day` on each, unless `[plan]` says otherwise.
    """
    aim = aims(config).get(kind)
    if aim is None:
        return None
    return sum(
        aim.count
        * _days(config, kind, max(one.start, start), min(one.end, end))
        / _days(config, kind, one.start, one.end)
        for one in spans_of(aim.unit, start, end)
    )


def _days(config: Config, kind: str, start: date, end: date) -> int:
    """The days from `start` to before `end` on which a touch of that kind is made."""
    return workdays_between(config, start, end) if kind == "call" else (end - start).days
