"""What moved: referrals that came to another stage in a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import link

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.referrals.referral import Pipeline, Referral, Step
    from karma.core.referrals.stages import Stage


@dataclass(frozen=True, slots=True)
class Move:
    """One prospect who came to a stage; `before` is None when the referral began there.

    `other` is the giver, or of a referral that you gave its receiver (`given`), as a stem; None for neither.
    """

    prospect: Contact
    date: date
    before: Stage | None
    stage: Stage
    given: bool
    other: str | None

    @property
    def says(self) -> str:
        """What happened in a few words, with `[[links]]`: `[[jane-doe]]: from reached to won`."""
        who, other = link(self.prospect.id), link(self.other) if self.other else ""
        if self.before is None and self.given:
            return f"{who}: you introduced them to {other}"
        if self.before is None and self.stage == "referred":
            return f"{who}: sent to you by {other}"
        begun = f"from {_words(self.before)} " if self.before else ""
        if self.given:
            begun = begun.replace("referred", "introduced")
        return f"{who}: {begun}to {_words(self.stage)}" + (f", with {other}" if self.given else "")


def moves(pipeline: Pipeline, start: date, end: date) -> tuple[Move, ...]:
    """The changes of stage from `start` to before `end`, the newest first.

    A line that moves several referrals of one prospect is one change.
    """
    found: list[Move] = []
    seen: dict[tuple[str, date, str | None], list[Step]] = {}
    for one in lively(pipeline, start, end):
        for step, move in _of(one, start, end):
            alike = seen.setdefault((move.prospect.id, move.date, move.other if move.given else None), [])
            if not any(step.at == other.at or step.line == other.line for other in alike):
                alike.append(step)
                found.append(move)
    return tuple(sorted(found, key=lambda move: (-move.date.toordinal(), move.prospect.id)))


def lively(pipeline: Pipeline, start: date, end: date) -> list[Referral]:
    """The referrals with a stage from `start` to before `end`."""
    return [
        one
        for one in pipeline.referrals
        if (last := one.steps[-1].since) >= start
        and (last < end or any(start <= step.since < end for step in one.steps))
    ]


def _words(stage: Stage) -> str:
    return stage.replace("-", " ")


def _of(one: Referral, start: date, end: date) -> list[tuple[Step, Move]]:
    given = one.direction == "out"
    other = one.receiver if given else one.giver
    before: Stage | None = None
    found = []
    for step in one.steps:
        if step.stage != before and start <= step.since < end:
            found.append((step, Move(one.prospect, step.since, before, step.stage, given, other)))
        before = step.stage
    return found
