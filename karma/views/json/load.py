"""The shapes of `load`, `spread` and `fresh-start` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.written import NO_COMMIT, Committed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.load import Load as LoadFound
    from karma.core.loosen import Plan
    from karma.core.spread import Snooze


class CircleRow(TypedDict):
    """One circle's share, in calls per working day; `name` is null for people without a circle."""

    name: str | None
    people: int
    every: str
    wanted_per_day: float
    suggested: str | None


class PersonFit(TypedDict):
    """Somebody's own cadence, as it is and as it would fit."""

    id: str
    every: str
    suggested: str


class Load(Committed):
    """What `karma load` prints: calls per working day; `after_fit` is what `load --fit` would bring it to."""

    wanted_per_day: float
    made_per_day: float
    capacity_per_day: int
    fits: bool
    circles: list[CircleRow]
    people: list[PersonFit]
    after_fit: float


class SnoozeRow(TypedDict):
    """Somebody to be called from that day on, and why that day."""

    id: str
    name: str
    until: str
    reason: str


class Snoozes(Committed):
    """What `spread` and `fresh-start` print; nothing is written unless `applied`."""

    applied: bool
    snoozes: list[SnoozeRow]


def load(found: LoadFound, plan: Plan, committed: Committed = NO_COMMIT) -> Load:
    """The load and what would lighten it."""
    return {
        "wanted_per_day": round(found.wanted_per_day, 3),
        "made_per_day": round(found.made_per_day, 3),
        "capacity_per_day": found.capacity_per_day,
        "fits": found.fits,
        "circles": [
            {
                "name": one.name or None,
                "people": one.people,
                "every": str(one.every),
                "wanted_per_day": round(one.wanted_per_day, 3),
                "suggested": str(one.suggested) if one.suggested else None,
            }
            for one in found.circles
        ],
        "people": [
            {"id": one.contact.id, "every": str(one.before), "suggested": str(one.after)}
            for one in plan.people
        ],
        "after_fit": round(plan.after, 3),
        **committed,
    }


def snoozes(found: Sequence[Snooze], *, applied: bool, committed: Committed = NO_COMMIT) -> Snoozes:
    """Who would be called when."""
    return {
        "applied": applied,
        "snoozes": [
            {
                "id": one.contact.id,
                "name": one.contact.name,
                "until": one.until.isoformat(),
                "reason": one.reason,
            }
            for one in found
        ],
        **committed,
    }
