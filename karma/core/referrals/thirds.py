"""What followed from referrals, beside the figures to expect: a third, a third and a third (S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karma.core.spans import twelve_months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.referrals.referral import Referral
    from karma.core.referrals.stages import Stage

ThirdName = Literal["no future", "cultivate", "next step"]
EXPECTED = 1 / 3
"""The share that each of the three usually comes to (S12)."""
_STAGES: dict[ThirdName, tuple[Stage, ...]] = {
    "no future": ("lost", "no-fit"),
    "cultivate": ("cultivating",),
    "next step": ("reached", "next-step", "won"),
}
"""Where each stage counts. You are talking when they are `reached`, which is where a next step comes from."""
_NOTHING_YET: tuple[Stage, ...] = ("referred", "approached", "unreachable")
"""In no third: nothing has followed so far. Where they do not answer any more, nothing follows either."""


@dataclass(frozen=True, slots=True)
class Third:
    """One of the three: its referrals, oldest first, and their share of all that something followed from.

    The share is from 0 to 1, None when nothing followed from any referral; `EXPECTED` stands beside it.
    """

    name: ThirdName
    referrals: tuple[Referral, ...]
    share: float | None


@dataclass(frozen=True, slots=True)
class Thirds:
    """What followed from the referrals opened from `start` to before `end`.

    `thirds` are always the three, in the order no future, cultivate, next step. `nothing_yet` are the
    referrals from which, by the stage they stand in, nothing has followed; they belong to no third.
    """

    start: date
    end: date
    thirds: tuple[Third, ...]
    nothing_yet: tuple[Referral, ...]

    @property
    def followed(self) -> int:
        """From how many something followed."""
        return sum(len(third.referrals) for third in self.thirds)


def thirds(referrals: Iterable[Referral], today: date) -> Thirds:
    """What followed from those of `referrals` that were opened in the twelve months up to `today`.

    S12 speaks of names that you were given, so that `pipeline.inbound` is what to count; `outbound` can be
    laid beside it in the same way.
    """
    start, end = twelve_months(today)
    opened = [referral for referral in referrals if start <= referral.opened < end]
    grouped = {
        name: tuple(referral for referral in opened if referral.stage in stages)
        for name, stages in _STAGES.items()
    }
    followed = sum(map(len, grouped.values()))
    return Thirds(
        start,
        end,
        tuple(
            Third(name, found, len(found) / followed if followed else None) for name, found in grouped.items()
        ),
        nothing_yet=tuple(referral for referral in opened if referral.stage in _NOTHING_YET),
    )
