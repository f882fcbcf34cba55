"""The shapes of a referral that stands still, and of the play for one who cannot be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.entries import iso

if TYPE_CHECKING:
    from karma.core.referrals.stuck import Stuck
    from karma.core.referrals.unreachable import Play


class PlayStepEntry(TypedDict):
    """One step for a referral who cannot be reached: `find`, `appeal`, `wait` or `ask`.

    `on` is the day it was done, for `wait` the day to wait for; `command` is what to type to record it.
    """

    name: str
    text: str
    done: bool
    on: str | None
    says: str
    command: str


class PlayEntry(TypedDict):
    """The play for a referral who cannot be reached: what moves them, the day to wait for, the steps."""

    pain: str
    gain: str
    until: str | None
    steps: list[PlayStepEntry]


class StuckRow(TypedDict):
    """A referral that stands still for so many days, and what would move it; `play` where there is one."""

    prospect: str
    name: str
    giver: str | None
    receiver: str | None
    days: int
    next: str
    play: PlayEntry | None


def stuck_row(one: Stuck) -> StuckRow:
    """One that stands still, and what would move it."""
    return {
        "prospect": one.referral.prospect.id,
        "name": one.referral.prospect.name,
        "giver": one.referral.giver,
        "receiver": one.referral.receiver,
        "days": one.days,
        "next": one.next,
        "play": _play(one.play) if one.play else None,
    }


def _play(play: Play) -> PlayEntry:
    return {
        "pain": play.interest.pain,
        "gain": play.interest.gain,
        "until": iso(play.until),
        "steps": [
            {
                "name": step.name,
                "text": step.text,
                "done": step.done,
                "on": iso(step.on),
                "says": step.says,
                "command": step.command,
            }
            for step in play.steps
        ],
    }
