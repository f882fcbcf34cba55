"""What a span of days came to: calls, touches, referrals, money, promises, people met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from karma.core.each import EVER, of_each
from karma.core.money import Money, summed
from karma.core.once import once_per_book
from karma.core.plan.done import touches_by_kind
from karma.core.plan.wanted import wanted_in
from karma.core.review.moved import Move, lively, moves
from karma.core.tally import tally
from karma.core.workdays import workdays_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.stages import Direction
    from karma.core.spans import Span


_LATE, _ON_TIME, _OPEN = range(3)
"""What a promise of yours came to: kept late, kept on time, past its day."""


class Days(NamedTuple):
    """The days from `start` to before `end`, of the `whole` span for which the plan wants something."""

    start: date
    end: date
    whole: Span


@dataclass(frozen=True, slots=True)
class KindDone:
    """How many touches of a kind you made, and how many the plan wants; None where it wants none."""

    kind: str
    done: int
    wanted: float | None

    @property
    def aim(self) -> int:
        """What is wanted in whole touches; 0 for none, and for less than half of one."""
        return int((self.wanted or 0) + 0.5)


@dataclass(frozen=True, slots=True)
class Figures:
    """A span of days in figures, from `start` to before `end`; `workdays` are those of the book in it.

    `calls` are karma calls. `won` is what your own work came to, `won_for_others` what those you sent on
    brought to their receivers. `kept` counts your promises by the day you ticked them, `kept_on_time` those
    of them within their day, week or month, `past` those whose last day lies in the span and is over by
    today, and that are open still.
    """

    start: date
    end: date
    workdays: int
    calls: int
    voice: int
    email: int
    kinds: tuple[KindDone, ...]
    referrals_in: int
    referrals_out: int
    won: Money
    won_for_others: Money
    kept: int
    kept_on_time: int
    past: int
    met: tuple[Contact, ...]
    moved: tuple[Move, ...]

    @property
    def calls_a_day(self) -> float:
        """Karma calls on a working day; calls of days off are counted, the days are not."""
        return self.calls / max(self.workdays, 1)

    @property
    def kept_says(self) -> str:
        """How many promises were kept, and how many of them on time, in words; empty for none."""
        if not self.kept_on_time:
            return str(self.kept or "")
        if self.kept == self.kept_on_time:
            return f"{self.kept}, {'all ' if self.kept > 1 else ''}on time"
        return f"{self.kept}, {self.kept_on_time} on time"


def figures(book: Book, today: date, days: Days, pipeline: Pipeline, named: Book) -> Figures:
    """What the days came to, as it stands on `today`; `named` has the people who may be named."""
    start, end, whole = days
    first, behind = start.toordinal(), end.toordinal()
    kept, on_time, past = _promises(book, today, days)
    verbs = book.config.verbs
    made = tally(book, today)
    opened = [one.direction for one in pipeline.referrals if start <= one.opened < end]
    alive = lively(pipeline, start, end)
    return Figures(
        start=start,
        end=end,
        workdays=workdays_between(book.config, max(start, whole.start), end),
        calls=made.calls(start, end),
        voice=made.touches((name for name, verb in verbs.items() if verb.voice), start, end),
        email=made.touches(["email"], start, end),
        kinds=tuple(
            KindDone(kind, done, wanted_in(book.config, kind, whole.start, whole.end))
            for kind, done in touches_by_kind(book, today, start, end).items()
        ),
        referrals_in=opened.count("in"),
        referrals_out=opened.count("out"),
        won=_won(days, alive, ("in", "own")),
        won_for_others=_won(days, alive, ("out",)),
        kept=kept,
        kept_on_time=on_time,
        past=past,
        met=tuple(one for one, day in _met.people(named, EVER) if day and first <= day < behind),
        moved=moves(pipeline, start, end),
    )


@of_each
def _met(contact: Contact, _config: Config, _today: date) -> int | None:
    """The day on which you met them, None when the file does not say."""
    return contact.met.toordinal() if contact.met else None


def _promises(book: Book, today: date, days: Days) -> tuple[int, int, int]:
    """Of your promises: kept in these days, kept on time, and open though their last day was one of these."""
    first, behind, found = days.start.toordinal(), days.end.toordinal(), [0, 0, 0]
    for (day, came_to), many in _yours_by_day(book, today).items():
        if first <= day < behind:
            found[came_to] += many
    return found[_LATE] + found[_ON_TIME], found[_ON_TIME], found[_OPEN]


@once_per_book
def _yours_by_day(book: Book, today: date) -> Counter[tuple[int, int]]:
    """How many of your promises were kept, or came to their last day, on each day."""
    return Counter(chain.from_iterable(_yours.values(book, today)))


@of_each
def _yours(contact: Contact, _config: Config, today: date) -> tuple[tuple[int, int], ...]:
    """Your promises to them that were kept, with the day, or are open past their day, with that."""
    found = []
    for promise in contact.promises:
        if promise.theirs:
            continue
        if promise.state == "kept" and promise.kept_on:
            on_time = promise.by is None or promise.kept_on < promise.by.end
            found.append((promise.kept_on.toordinal(), _ON_TIME if on_time else _LATE))
        elif promise.state == "open" and promise.by and promise.by.last < today:
            found.append((promise.by.last.toordinal(), _OPEN))
    return tuple(found)


def _won(days: Days, alive: Sequence[Referral], directions: tuple[Direction, ...]) -> Money:
    """What was won in these days by referrals of these directions; `alive` are those with a stage in them."""
    return summed(
        step.value
        for one in alive
        if one.direction in directions
        for step in one.wins
        if days.start <= step.since < days.end
    )
