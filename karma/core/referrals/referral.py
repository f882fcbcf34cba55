"""The nouns of the pipeline: a referral is giver, prospect and receiver, and the stages it went through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from karma.core.money import NOTHING, Money, summed
from karma.core.referrals.stages import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.stages import Direction, Stage


class Step(NamedTuple):
    """A stage from its day on, and the line that says so; `value` is what was won then.

    The line stands in the log of the `prospect`, at the place `at`. One line can win the referrals of several
    givers: its money was made once, by the one that came last.
    """

    stage: Stage
    since: date
    prospect: Contact
    at: int
    value: Money = NOTHING

    @property
    def line(self) -> LogLine:
        """The line that says so."""
        return self.prospect.log[self.at]


class Referral(NamedTuple):
    """One referral, as the log lines up to a day tell it. Its lines stand in the prospect's file.

    `giver` and `receiver` are stems, or what the line says when there is no such file; None is you (or, for
    an `own` prospect, nobody). `line`, at the place `at` of the log, opened it. `steps` are oldest first; the
    first is `referred`, but for an `own` prospect. `attempts` are your calls and messages without an answer
    before the first contact, `contacted` its day; `unanswered` are those since the last answer, 0 when it has
    ended. `amount` is the last sum that any stage named, won or not.
    `told` is the last day the giver heard what became of it, `thanked` the last day they were thanked; for an
    `out` referral the receiver's word and thanks to you. `consents`: the prospect knows and agrees
    (`#consents`); `level` is how warm it is, 1 to 5 (`#level-4`). `touched` is the last day of any touch or
    favour in that file since they became a prospect.
    """

    prospect: Contact
    direction: Direction
    giver: str | None
    receiver: str | None
    opened: date
    at: int
    steps: tuple[Step, ...]
    attempts: int = 0
    unanswered: int = 0
    contacted: date | None = None
    amount: Money = NOTHING
    told: date | None = None
    thanked: date | None = None
    consents: bool = False
    level: int | None = None
    touched: date | None = None

    @property
    def line(self) -> LogLine:
        """The line that opened it."""
        return self.prospect.log[self.at]

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self.steps[-1].stage

    @property
    def since(self) -> date:
        """Since when it stands there: the day of the first line in a row that says this stage."""
        since = self.steps[-1].since
        for step in reversed(self.steps):
            if step.stage != self.stage:
                break
            since = step.since
        return since

    @property
    def wins(self) -> tuple[Step, ...]:
        """The steps in which it became work, oldest first; one that was taken back on its day is none."""
        won = [step for step in self.steps if step.stage == "won"]
        if not won:
            return ()
        taken_back = {
            later.since
            for step, later in pairwise(self.steps)
            if step.stage == "won" and later.stage in ("lost", "no-fit") and step.since == later.since
        }
        return tuple([step for step in won if step.since not in taken_back])

    @property
    def value(self) -> Money:
        """What was won in all."""
        return summed([step.value for step in self.wins])

    @property
    def closed(self) -> bool:
        """True when it has ended: won, lost, or no future in it."""
        return self.stage in OUTCOMES

    @property
    def outcome(self) -> Stage | None:
        """How it ended, None while it is open: what was work once was won, whatever came later."""
        if not self.closed:
            return None
        return "won" if self.wins else self.stage

    @property
    def to_tell(self) -> bool:
        """True when the giver does not know yet: never told, or not since the outcome (S11)."""
        last = self.since if self.closed else self.opened
        return self.direction == "in" and (self.told is None or self.told < last)

    @property
    def to_thank(self) -> bool:
        """True when the giver was never thanked for it (S8)."""
        return self.direction == "in" and self.thanked is None

    def days(self, today: date) -> int:
        """How many days it has stood in its stage."""
        return (today - self.since).days

    def stage_on(self, day: date) -> Stage | None:
        """The one stage it was in at the end of that day, None before it was opened."""
        return next((step.stage for step in reversed(self.steps) if step.since <= day), None)


class Unfit(NamedTuple):
    """A line of somebody's file that neither opens a referral nor belongs to one."""

    contact: Contact
    at: int

    @property
    def line(self) -> LogLine:
        """The line, which stands at the place `at` of the log."""
        return self.contact.log[self.at]


@dataclass(frozen=True)
class Pipeline:
    """Every referral of a book, by the day it was opened, then by prospect, giver and receiver."""

    referrals: tuple[Referral, ...]
    unfit: tuple[Unfit, ...] = ()

    @cached_property
    def inbound(self) -> tuple[Referral, ...]:
        """Those that you received."""
        return tuple(found for found in self.referrals if found.direction == "in")

    @cached_property
    def outbound(self) -> tuple[Referral, ...]:
        """Those that you gave."""
        return tuple(found for found in self.referrals if found.direction == "out")

    def of(self, contact: Contact) -> tuple[Referral, ...]:
        """Those in which this person is the prospect."""
        return self._by_prospect.get(contact.id, ())

    def given_by(self, contact: Contact) -> tuple[Referral, ...]:
        """Those that this person gave you."""
        return self._by_giver.get(contact.id, ())

    def sent_to(self, contact: Contact) -> tuple[Referral, ...]:
        """Those that you sent to this person."""
        return self._by_receiver.get(contact.id, ())

    @cached_property
    def _by_prospect(self) -> dict[str, tuple[Referral, ...]]:
        return grouped((found.prospect.id, found) for found in self.referrals)

    @cached_property
    def _by_giver(self) -> dict[str, tuple[Referral, ...]]:
        return grouped((found.giver, found) for found in self.inbound)

    @cached_property
    def _by_receiver(self) -> dict[str, tuple[Referral, ...]]:
        return grouped((found.receiver, found) for found in self.outbound)


def grouped(pairs: Iterable[tuple[str | None, Referral]]) -> dict[str, tuple[Referral, ...]]:
    """By person, each one's in the order given; a referral with nobody is left out."""
    found: dict[str, list[Referral]] = {}
    for person, referral in pairs:
        if person:
            found.setdefault(person, []).append(referral)
    return {person: tuple(referrals) for person, referrals in found.items()}
