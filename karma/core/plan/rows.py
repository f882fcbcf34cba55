"""Done against wanted, kind by kind: the rows of the plan (S9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.plan.done import many_of, touches_by_kind, with_each
from karma.core.plan.wanted import aims, circle_aims
from karma.core.spans import Span, span, spans_before
from karma.core.workdays import workdays_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.plan.aim import Aim
    from karma.core.plan.done import With
    from karma.core.spans import Unit

PREVIOUS = 3
"""So many periods before this one are shown."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was done in a period that is over, from `start` to before `end`."""

    start: date
    end: date
    done: int


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of touch in the period that runs, from `start` to before `end`; `circle` is None for all.

    `passed` is the part of it that is over with today. `wanted` is for the whole period, `by_now` what has
    come up of it by today, spread evenly, in whole touches; both are None where there is no aim. With `each`
    in the aim, `done` counts for one person at most what is wanted for one, so that three notes to one do
    not stand for three people. `previous` has the latest first, and no period from before the book began.
    """

    kind: str
    circle: str | None
    aim: Aim | None
    start: date
    end: date
    passed: float
    wanted: int | None
    by_now: int | None
    done: int
    previous: tuple[Past, ...]

    @property
    def left(self) -> int | None:
        """What is still wanted in this period, never below nothing."""
        return None if self.wanted is None else max(self.wanted - self.done, 0)

    @property
    def behind(self) -> bool:
        """True when the period has gone further than the plan: less is done than would be by now."""
        return self.by_now is not None and self.done < self.by_now


def rows(book: Book, today: date, *, so_far: bool = True, previous: int = PREVIOUS) -> tuple[Row, ...]:
    """A row for each kind in the whole practice, then one for each aim of a circle.

    What was done today counts, unless `so_far` is false: then it is as it stood this morning. `previous` is
    how many periods before this one are counted.
    """
    before = add_days(today, 1) if so_far else today
    tally = _Tally(book, today, before, previous)
    found = [tally.row(kind, None, aim) for kind, aim in aims(book.config).items()]
    for circle in book.config.plan.circles:
        found += [row for row in _of_circle(book, today, before, circle, previous) if row.aim]
    return tuple(found)


def circle_rows(book: Book, today: date, circle: str) -> tuple[Row, ...]:
    """A row for each kind in one circle."""
    return tuple(_of_circle(book, today, add_days(today, 1), circle, PREVIOUS))


def _of_circle(book: Book, today: date, before: date, circle: str, previous: int) -> Iterator[Row]:
    members = tuple(contact for contact in book.contacts if contact.circle == circle)
    tally = _Tally(replace(book, contacts=members), today, before, previous)
    for kind, aim in circle_aims(book.config, circle).items():
        yield tally.row(kind, circle, aim)


@dataclass
class _Tally:
    """Counts the touches with the people of `book` before a day; each span of days once for all kinds."""

    book: Book
    today: date
    before: date
    previous: int
    counted: dict[Span, dict[str, int]] = field(default_factory=dict)

    def row(self, kind: str, circle: str | None, aim: Aim | None) -> Row:
        unit: Unit = aim.unit if aim else "month"
        now = span(unit, self.today)
        passed = self._passed(kind, now)
        wanted = by_now = None
        if aim:
            wanted = aim.count * (len(self.people) if aim.each else 1)
            by_now = int(wanted * passed + 0.5)
        begun = self.book.first_day or self.today
        previous = (one for one in spans_before(unit, now, self.previous) if one.end > begun)
        return Row(
            *(kind, circle, aim, now.start, now.end, passed, wanted, by_now),
            done=self._done(kind, aim, Span(now.start, self.before)),
            previous=tuple(Past(one.start, one.end, self._done(kind, aim, one)) for one in previous),
        )

    @cached_property
    def people(self) -> Sequence[With]:
        """What was done with each that an aim for `each` is about: in the book by now, and not archived."""
        return with_each(self.book, self.today)

    def _passed(self, kind: str, now: Span) -> float:
        """The part of the period that is over with today; calls are made on workdays."""
        if kind != "call":
            return now.passed(self.today)
        config = self.book.config
        over = workdays_between(config, now.start, add_days(self.today, 1))
        return over / workdays_between(config, *now)

    def _done(self, kind: str, aim: Aim | None, when: Span) -> int:
        if aim and aim.each:
            return sum(min(many_of(made, kind, *when), aim.count) for made in self.people)
        if when not in self.counted:
            self.counted[when] = touches_by_kind(self.book, self.today, *when)
        return self.counted[when][kind]
