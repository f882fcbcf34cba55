"""Whom next for each kind of touch, and why (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.plan.by_hand import best
from karma.core.plan.wanted import TOGETHER, aims

if TYPE_CHECKING:
    from collections.abc import Collection

    from karma.core.config import Config
    from karma.core.plan.proposal import Moment, Next

TABLES, EACH = 2, 3
"""So many tables, and so many people for each of the other kinds."""


def next_ones(now: Moment, circle: str | None, asked: Collection[str]) -> tuple[Next, ...]:
    """Whom next for the kinds asked for, in their order, the best of each first; with a circle in that.

    A kind without an aim is left out, and so are calls, which the day's list has. A note, a gift and an
    article never go to the same person at once.
    """
    config = now.book.config
    wanted = [kind for kind in asked if kind != "call" and _has_aim(kind, config, circle)]
    people = [one for one in now.people if circle in (None, one.circle)]
    at_lunch: tuple[Next, ...] = ()
    if "lunch" in wanted:
        from karma.core.plan.lunch import tables  # noqa: PLC0415  (start-up)

        at_lunch = tables(now, circle, TABLES)
    found = [*at_lunch, *best([kind for kind in wanted if kind not in TOGETHER], people, now, EACH)]
    if "exchange" in wanted:
        from karma.core.plan.exchange import exchanges  # noqa: PLC0415  (start-up)

        found += exchanges(people, now, EACH)
    if "intro" in wanted:
        from karma.core.plan.introduce import introduce  # noqa: PLC0415  (start-up)

        found += introduce(now, circle, EACH, at_lunch)
    return tuple(sorted(found, key=lambda one: wanted.index(one.kind)))


def _has_aim(kind: str, config: Config, circle: str | None) -> bool:
    """True when the kind is wanted: in the circle, unless that says "none"; without a circle in any."""
    named = config.plan.circles
    if circle is None:
        return bool(aims(config)[kind]) or any(own.get(kind) for own in named.values())
    return bool(named.get(circle, {}).get(kind, aims(config)[kind]))
