"""From log lines to referrals: who sent whom, and where each one stands (S7, format.md).

The lines of a day have no order of their own: openings come first, then stages without a time in the order in
which a referral goes through them, then those with one by the clock. So the same lines tell the same story
however they stand in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.money import NOTHING
from karma.core.once import once_per_book
from karma.core.referrals.referral import Pipeline, Referral, Step, Unfit
from karma.core.referrals.stages import IN_TOUCH, OUTCOMES, STAGES
from karma.core.referrals.story import ANSWER, ATTEMPT, stories
from karma.core.referrals.words_back import person_id, words_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Book, Contact
    from karma.core.money import Money
    from karma.core.referrals.stages import Direction, Stage
    from karma.core.referrals.story import Story, StoryLine
    from karma.core.referrals.words_back import WordsBack

    Signs = Sequence[tuple[int, str]]

_STAGE: dict[str, Stage] = {stage: stage for stage in STAGES[1:]}
_OPENS: dict[str, Direction] = {"referred": "in", "intro": "out"}
_INBOUND = ("by", "from")


@once_per_book
def pipeline_of(book: Book, today: date) -> Pipeline:
    """Every referral as the lines up to and including `today` tell it."""
    referrals: list[Referral] = []
    unfit: list[Unfit] = []
    back = words_back(book, today, today)
    for contact, story in stories(book, today).values():
        file = _read(contact, story, book, today)
        referrals += [_finished(draft, file, story.signs, story.touched, back) for draft in file.drafts]
        unfit += file.unfit
    return Pipeline(tuple(sorted(referrals, key=_place)), tuple(unfit))


@once_per_book
def pipeline_this_morning(book: Book, today: date) -> Pipeline:
    """Every referral as the lines before `today` tell it: the pipeline of the day before.

    It is that of today but for those of whom something is said today.
    """
    now, last = pipeline_of(book, today), add_days(today, -1)
    news = {contact.id for contact, story in stories(book, today).values() if story.news}
    news |= {one.prospect.id for one in now.referrals if today in (one.told, one.thanked)}
    referrals = [one for one in now.referrals if one.prospect.id not in news]
    unfit = [one for one in now.unfit if one.contact.id not in news]
    back = words_back(book, today, last)
    for contact, story in map(stories(book, today).__getitem__, news):
        file = _read(contact, story, book, last)
        signs = [one for one in story.signs if one[0] < today.toordinal()]
        referrals += [_finished(draft, file, signs, story.touched_before, back) for draft in file.drafts]
        unfit += file.unfit
    unfit.sort(key=lambda one: one.contact.id)
    return Pipeline(tuple(sorted(referrals, key=_place)), tuple(unfit))


def _place(referral: Referral) -> tuple[date, str, str, str]:
    return referral.opened, referral.prospect.id, referral.giver or "", referral.receiver or ""


def _read(contact: Contact, story: Story, book: Book, last: date) -> _File:
    """Their file, read up to and including `last`."""
    file, end = _File(contact, book, story.met), last.toordinal()
    for line in story.lines:
        if line.day <= end:
            file.read(line)
    return file


@dataclass(slots=True)
class _Draft:
    """A referral in the making; `other` is the giver or the receiver, `""` for an own prospect."""

    direction: Direction
    other: str
    line: StoryLine
    steps: list[Step] = field(default_factory=list)
    amount: Money = NOTHING

    @property
    def closed(self) -> bool:
        return self.steps[-1].stage in OUTCOMES


@dataclass(slots=True)
class _File:
    """The referrals of one prospect's file while its lines are read, oldest first.

    `met`: you know each other from somewhere, and nobody introduced you.
    """

    contact: Contact
    book: Book
    met: bool
    drafts: list[_Draft] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)

    def read(self, line: StoryLine) -> None:
        """Takes in one line: an opening, or a stage of what is open already."""
        if direction := _OPENS.get(line.verb):
            self._opened(direction, line)
        elif fitting := self._fitting(line):
            self._moved(fitting, line)
        else:
            self.unfit.append(Unfit(self.contact, line.at))

    def _opened(self, direction: Direction, line: StoryLine) -> None:
        """Opens it with each of those named.

        A second line of the same two people, while the first is open, is a reminder of it.
        """
        others = dict.fromkeys([person_id(target, self.book) for _, target in line.named])
        others.pop(self.contact.id, None)  # nobody sends themselves
        if not others:
            self.unfit.append(Unfit(self.contact, line.at))
        for other in others:
            known = _newest(self._with(direction, other))
            if known is None or known.closed:
                self.drafts.append(_Draft(direction, other, line, [self._step("referred", line)]))

    def _fitting(self, line: StoryLine) -> list[_Draft]:
        """The referrals that a stage line moves; of a prospect with several givers all that are open."""
        if line.named:
            named = (self._named(preposition, target) for preposition, target in line.named)
            return list({id(draft): draft for draft in named if draft}.values())
        received = [draft for draft in self.drafts if draft.direction != "out"]
        if not received and self.met:
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

    def _moved(self, drafts: list[_Draft], line: StoryLine) -> None:
        stage = _STAGE[line.verb]
        # Money is made once: it is credited to the referral that came last.
        credited = _newest(drafts) if line.amount else None
        for draft in drafts:
            sum_named = self._money(line) if draft is credited else NOTHING
            draft.steps.append(self._step(stage, line, sum_named if stage == "won" else NOTHING))
            draft.amount = sum_named or draft.amount

    def _step(self, stage: Stage, line: StoryLine, value: Money = NOTHING) -> Step:
        return Step(stage, date.fromordinal(line.day), self.contact, line.at, value)

    def _money(self, line: StoryLine) -> Money:
        if line.amount is None:
            return NOTHING
        return ((line.currency or self.book.config.currency, Decimal(line.amount)),)

    def _with(self, direction: Direction, other: str) -> list[_Draft]:
        return [one for one in self.drafts if one.direction == direction and one.other == other]


def _moved_last(draft: _Draft) -> tuple[date, int, str]:
    return draft.steps[-1].since, draft.line.day, draft.other


def _newest(drafts: Sequence[_Draft]) -> _Draft | None:
    if len(drafts) < 2:
        return drafts[0] if drafts else None
    return max(drafts, key=lambda draft: (draft.line.day, draft.other))


def _finished(draft: _Draft, file: _File, signs: Signs, touched: int, back: WordsBack) -> Referral:
    """The referral, with what the signs in the prospect's log and the last touch there say of it."""
    prospect, outbound = file.contact, draft.direction == "out"
    opened, pair = date.fromordinal(draft.line.day), (draft.other, prospect.id)
    signs = () if outbound or not signs else [one for one in signs if one[0] >= draft.line.day]
    contacted = _contacted(draft, signs)
    return Referral(
        prospect=prospect,
        direction=draft.direction,
        giver=draft.other if draft.direction == "in" else None,
        receiver=draft.other if outbound else None,
        opened=opened,
        at=draft.line.at,
        steps=tuple(draft.steps),
        attempts=_attempts(signs, contacted) if signs else 0,
        unanswered=_unanswered(signs) if signs and not draft.closed else 0,
        contacted=None if contacted is None else date.fromordinal(contacted),
        amount=draft.amount,
        told=back.last_told(*pair, opened, inbound=outbound) if draft.other else None,
        thanked=back.last_thanked(*pair, opened, inbound=outbound) if draft.other else None,
        consents=draft.line.consents,
        level=draft.line.level,
        touched=date.fromordinal(touched) if touched else None,
    )


def _contacted(draft: _Draft, signs: Signs) -> int | None:
    """The first day since the opening on which somebody spoke with the prospect, as far as the lines say."""
    days = [step.since.toordinal() for step in draft.steps if step.stage in IN_TOUCH]
    days += [day for day, sign in signs if sign == ANSWER]
    return min(days) if days else None


def _attempts(signs: Signs, contacted: int | None) -> int:
    """Your calls and messages without an answer up to the first contact, that day included (S7)."""
    return sum(sign == ATTEMPT and (contacted is None or day <= contacted) for day, sign in signs)


def _unanswered(signs: Signs) -> int:
    """How many attempts came after the last answer, and after the last stage that says there was one."""
    run = 0
    for _, sign in reversed(signs):
        if sign != ATTEMPT:
            break
        run += 1
    return run
