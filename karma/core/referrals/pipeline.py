"""From log lines to referrals: who sent whom, and where each one stands (S7, format.md).

The lines of a day have no order of their own: openings come first, then stages without a time in the order in
which a referral goes through them, then those with one by the clock. So the same lines tell the same story
however they stand in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.logline import write
from karma.core.money import NOTHING
from karma.core.once import once_per_book
from karma.core.referrals.answers import is_answer, is_attempt, lines_between, unanswered
from karma.core.referrals.openings import givers_named, receivers_named
from karma.core.referrals.referral import Pipeline, Referral, Step, Unfit
from karma.core.referrals.stages import IN_TOUCH, OUTCOMES, STAGES
from karma.core.referrals.words_back import person_id, words_back

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.money import Money
    from karma.core.referrals.stages import Direction, Stage
    from karma.core.referrals.words_back import WordsBack

_RANK = {"referred": 0, "intro": 0} | {stage: place for place, stage in enumerate(STAGES) if place}
"""The verbs of the pipeline in the order in which the lines of one day are read."""
_STAGE: dict[str, Stage] = {stage: stage for stage in STAGES[1:]}
_LEVEL = re.compile(r"level-?([1-5])")
_INBOUND = ("by", "from")


@once_per_book
def pipeline_of(book: Book, today: date) -> Pipeline:
    """Every referral as the lines up to and including `today` tell it."""
    back = words_back(book, today)
    referrals: list[Referral] = []
    unfit: list[Unfit] = []
    for contact, deeds_of in deeds(book):
        lines = [line for line in deeds_of if line.verb in _RANK and line.date <= today]
        if lines:
            file = _File(contact, book)
            for line in _in_order(lines):
                file.read(line)
            referrals += (_finished(draft, contact, book, back, today) for draft in file.drafts)
            unfit += file.unfit
    referrals.sort(key=lambda one: (one.opened, one.prospect.id, one.giver or "", one.receiver or ""))
    return Pipeline(tuple(referrals), tuple(unfit))


def _in_order(lines: list[LogLine]) -> list[LogLine]:
    """The lines as they are read; those that nothing else tells apart by their words."""
    if len({_place(line) for line in lines}) < len(lines):
        lines = sorted(lines, key=write)
    return sorted(lines, key=_place)


def _place(line: LogLine) -> tuple[date, bool, str, int]:
    rank = _RANK[line.verb]
    return line.date, rank > 0, line.time or "", rank


@dataclass(slots=True)
class _Draft:
    """A referral in the making; `other` is the giver or the receiver, `""` for an own prospect."""

    direction: Direction
    other: str
    line: LogLine
    steps: list[Step] = field(default_factory=list)
    amount: Money = NOTHING

    @property
    def closed(self) -> bool:
        return self.steps[-1].stage in OUTCOMES


@dataclass(slots=True)
class _File:
    """The referrals of one prospect's file while its lines are read, oldest first."""

    contact: Contact
    book: Book
    drafts: list[_Draft] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)

    def read(self, line: LogLine) -> None:
        """Takes in one line: an opening, or a stage of what is open already."""
        if line.verb == "referred":
            self._opened("in", line, givers_named(line))
        elif line.verb == "intro":
            if not line.inbound:
                self._opened("out", line, receivers_named(line))
        elif fitting := self._fitting(line):
            self._moved(fitting, line)
        else:
            self.unfit.append(Unfit(self.contact, line))

    def _opened(self, direction: Direction, line: LogLine, named: tuple[str, ...]) -> None:
        """Opens it with each of those named.

        A second line of the same two people, while the first is open, is a reminder of it.
        """
        others = dict.fromkeys(person_id(target, self.book) for target in named)
        others.pop(self.contact.id, None)  # nobody sends themselves
        if not others:
            self.unfit.append(Unfit(self.contact, line))
        for other in others:
            known = _newest(self._with(direction, other))
            if known is None or known.closed:
                self.drafts.append(_Draft(direction, other, line, [Step("referred", line.date, line)]))

    def _fitting(self, line: LogLine) -> list[_Draft]:
        """The referrals that a stage line moves; of a prospect with several givers all that are open."""
        if line.parties:
            named = (self._named(party.preposition, party.target) for party in line.parties)
            return list({id(draft): draft for draft in named if draft}.values())
        received = [draft for draft in self.drafts if draft.direction != "out"]
        if not received and self._met_without_a_giver():
            received = [_Draft("own", "", line)]
            self.drafts += received
            return received
        # What has ended is opened again where it ended last.
        return [draft for draft in received if not draft.closed] or sorted(received, key=_moved_last)[-1:]

    def _named(self, preposition: str, target: str) -> _Draft | None:
        """The referral with that person: `with` names a receiver, `by` a giver, if there is such a one."""
        other = person_id(target, self.book)
        order: tuple[Direction, ...] = ("in", "out") if preposition in _INBOUND else ("out", "in")
        found = (_newest(self._with(direction, other)) for direction in order)
        return next((draft for draft in found if draft), None)

    def _moved(self, drafts: list[_Draft], line: LogLine) -> None:
        stage = _STAGE[line.verb]
        # Money is made once: it is credited to the referral that came last.
        credited = _newest(drafts)
        for draft in drafts:
            sum_named = self._money(line) if draft is credited else NOTHING
            draft.steps.append(Step(stage, line.date, line, sum_named if stage == "won" else NOTHING))
            draft.amount = sum_named or draft.amount

    def _money(self, line: LogLine) -> Money:
        if line.amount is None:
            return NOTHING
        return ((line.currency or self.book.config.currency, line.amount),)

    def _with(self, direction: Direction, other: str) -> list[_Draft]:
        return [one for one in self.drafts if one.direction == direction and one.other == other]

    def _met_without_a_giver(self) -> bool:
        """You know each other from somewhere, and nobody introduced you."""
        return bool(self.contact.met or self.contact.met_at) and not self.contact.via


def _moved_last(draft: _Draft) -> tuple[date, date, str]:
    return draft.steps[-1].since, draft.line.date, draft.other


def _newest(drafts: Iterable[_Draft]) -> _Draft | None:
    return max(drafts, key=lambda draft: (draft.line.date, draft.other), default=None)


def _finished(draft: _Draft, prospect: Contact, book: Book, back: WordsBack, today: date) -> Referral:
    outbound = draft.direction == "out"
    opened, pair = draft.line.date, (draft.other, prospect.id)
    contacted = _contacted(draft, prospect, book, today)
    tags = draft.line.tags
    return Referral(
        prospect=prospect,
        direction=draft.direction,
        giver=draft.other if draft.direction == "in" else None,
        receiver=draft.other if outbound else None,
        opened=opened,
        line=draft.line,
        steps=tuple(draft.steps),
        attempts=0 if outbound else _attempts(prospect, book, opened, contacted or today),
        unanswered=0 if outbound or draft.closed else len(unanswered(prospect, book, opened, today)),
        contacted=contacted,
        amount=draft.amount,
        told=back.last_told(*pair, opened, inbound=outbound) if draft.other else None,
        thanked=back.last_thanked(*pair, opened, inbound=outbound) if draft.other else None,
        consents="consents" in tags,
        level=next((int(match[1]) for tag in tags if (match := _LEVEL.fullmatch(tag))), None),
    )


def _contacted(draft: _Draft, prospect: Contact, book: Book, today: date) -> date | None:
    """The first day since the opening on which somebody spoke with the prospect, as far as the lines say."""
    days = [step.since for step in draft.steps if step.stage in IN_TOUCH]
    if draft.direction != "out":
        days += (
            line.date for line in lines_between(prospect, draft.line.date, today) if is_answer(line, book)
        )
    return min(days, default=None)


def _attempts(prospect: Contact, book: Book, opened: date, last: date) -> int:
    """Your calls and messages without an answer from the opening to `last`, both days included (S7)."""
    return sum(is_attempt(line, book) for line in lines_between(prospect, opened, last))
