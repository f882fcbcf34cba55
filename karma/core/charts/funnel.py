"""The funnel: how far the referrals of a year came (S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.referrals.stages import IN_TOUCH
from karma.core.spans import twelve_months

if TYPE_CHECKING:
    from datetime import date

    from karma.core.referrals.referral import Pipeline, Referral

NAMES = ("sent to you", "approached", "in touch", "next step", "won")
"""How far a referral can come, in order; who came further has come as far as those before."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many referrals came at least that far."""

    name: str
    referrals: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The referrals that were sent to you from `start` to before `end`, by how far they have come so far."""

    start: date
    end: date
    steps: tuple[Reach, ...]


def funnel(pipeline: Pipeline, today: date) -> Funnel:
    """The last twelve months up to and including `today`, as for the thirds."""
    start, end = twelve_months(today)
    came = [_far(one) for one in pipeline.inbound if start <= one.opened < end]
    steps = (Reach(name, sum(far >= place for far in came)) for place, name in enumerate(NAMES))
    return Funnel(start, end, tuple(steps))


def _far(one: Referral) -> int:
    """The place in `NAMES` that it has come to, wherever it stands now."""
    stages = {step.stage for step in one.steps}
    if one.wins:
        return 4
    if "next-step" in stages:
        return 3
    if one.contacted or stages & IN_TOUCH:
        return 2
    return 1 if one.attempts or stages & {"approached", "unreachable"} else 0
