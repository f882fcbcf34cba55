"""What the plan has to say on a day: one thing for each kind that is behind (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.plan.done import counts_as
from karma.core.plan.next_one import next_ones
from karma.core.plan.proposal import Moment
from karma.core.plan.rows import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from karma.core.book import Book
    from karma.core.plan.proposal import Next
    from karma.core.plan.rows import Row
    from karma.core.referrals.referral import Pipeline

KINDS = ("lunch", "note", "gift", "article")
"""Calls, exchanges and introductions have their own place on the first page."""


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """The best proposal of each kind that is behind for its period, the kind that is furthest behind first.

    It is this morning's: what was done today stays, done. A kind that is behind in a circle only is proposed
    for somebody of that circle.
    """
    now = Moment(book, morning, today, today)
    behind = [row for row in rows(book, today, so_far=False, previous=0) if row.kind in KINDS and row.behind]
    behind.sort(key=lambda row: (row.circle is not None, _share(row), KINDS.index(row.kind)))
    found: dict[str | None, tuple[Next, ...]] = {}
    kinds_done: set[str] = set()
    taken: set[str] = set()
    for row in behind:
        if row.kind in kinds_done:
            continue
        if row.circle not in found:
            kinds = [one.kind for one in behind if one.circle == row.circle]
            found[row.circle] = next_ones(now, row.circle, kinds)
        one = next((one for one in found[row.circle] if one.kind == row.kind and _free(one, taken)), None)
        if one:
            kinds_done.add(one.kind)
            taken.update(contact.id for contact in one.people)
            yield Also(one.people[0], one.kind, one.text, one.reason, _is_done(one, book, today))


def _free(one: Next, taken: Collection[str]) -> bool:
    return not any(contact.id in taken for contact in one.people)


def _share(row: Row) -> float:
    """How much of what would be done by now is done."""
    return row.done / row.by_now if row.by_now else 1.0


def _is_done(found: Next, book: Book, today: date) -> bool:
    """True when it was sent today; for a lunch, when you were in touch today with everybody at the table."""
    verbs = book.config.verbs
    kinds = [
        {kind for line in contact.log if line.date == today for kind in counts_as(line, verbs)}
        for contact in found.people
    ]
    return all(kinds) if found.kind == "lunch" else all(found.kind in of_one for of_one in kinds)
