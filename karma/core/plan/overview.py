"""The plan of a day: the eight touches done against wanted, and whom next (S9)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.plan.next_one import next_ones
from karma.core.plan.proposal import Moment
from karma.core.plan.rows import circle_rows, rows
from karma.core.plan.wanted import kinds

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.plan.proposal import Next
    from karma.core.plan.rows import Row
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Plan:
    """Done against wanted, and whom next. With `circle` it is about that circle only.

    `rows` has the eight kinds, then those of one's own that have an aim, each for the whole practice; then a
    row for every aim of a circle. `next` is in the order of the kinds, the best first.
    """

    today: date
    circle: str | None
    rows: tuple[Row, ...]
    next: tuple[Next, ...]

    @property
    def by_kind(self) -> tuple[tuple[str, tuple[Next, ...]], ...]:
        """Each kind for which there is a proposal, with its proposals."""
        return tuple((kind, tuple(found)) for kind, found in groupby(self.next, key=lambda one: one.kind))


def plan(
    book: Book, today: date, pipeline: Pipeline, circle: str | None = None, *, named: Book | None = None
) -> Plan:
    """How the plan stands on `today`, what was done today included; `pipeline` is that of today.

    On a page everybody's touches count, and only the people of the book `named` are proposed: `pipeline` is
    that book's.
    """
    now = Moment(named or book, pipeline, today, add_days(today, 1))
    found = rows(book, today) if circle is None else circle_rows(book, today, circle)
    return Plan(today, circle, found, next_ones(now, circle, kinds(book.config)))
