"""Promises of a day: due, overdue, by strength, and how many were kept on time (S11)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.agenda import Owed, Precision
from karma.core.each import EVER, of_each
from karma.core.once import once_per_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.promise import Promise

STRENGTHS: tuple[Precision, ...] = ("day", "week", "month", "someday")
"""From the strongest to the weakest: the more exact the date, the stronger the promise."""
_NEVER = date.max.toordinal()


class Strength(NamedTuple):
    """The open promises of one strength, the earliest first."""

    name: Precision
    promises: tuple[Owed, ...]


class PromiseBook(NamedTuple):
    """Every open promise, yours and theirs, each by strength; `overdue` gathers those past their day.

    `kept_rate` is the share of your dated promises kept on time, of those kept or overdue: None when there
    are none. One that was ticked without a day counts as kept on time, one ticked for a day to come not at
    all. It counts everybody's, as `overdue_mine` does; the lists leave the archive out.
    """

    mine: tuple[Strength, ...]
    theirs: tuple[Strength, ...]
    overdue: tuple[Owed, ...]
    kept_on_time: int
    kept_late: int
    overdue_mine: int
    kept_rate: float | None


def open_on(promise: Promise, day: date) -> bool:
    """True when the promise was open as that day began: what is kept on the day was still open then."""
    if promise.state == "kept":
        return promise.kept_on is not None and promise.kept_on >= day
    return promise.state == "open"


@once_per_book
def promises(book: Book, today: date) -> PromiseBook:
    """The promises of everybody who is not archived, and how many of yours to anybody were kept on time."""
    still_open = _owed(_open.people(book, EVER), today)
    overdue = tuple([owed for owed in still_open if owed.overdue])
    counts = list(filter(None, _counts.values(book, today)))
    on_time, late, overdue_mine = (sum(count[at] for count in counts) for at in range(3))
    counted = on_time + late + overdue_mine
    return PromiseBook(
        mine=_by_strength([owed for owed in still_open if not owed.theirs]),
        theirs=_by_strength([owed for owed in still_open if owed.theirs]),
        overdue=overdue,
        kept_on_time=on_time,
        kept_late=late,
        overdue_mine=overdue_mine,
        kept_rate=on_time / counted if counted else None,
    )


def promises_of_today(book: Book, today: date) -> tuple[Owed, ...]:
    """Promises whose day, week or month has come, yours and theirs; those kept today stand there, done.

    First what is for this very day, and of that the calls that you promised (S15): of many that are past
    their day, few are named. Then other calls that you promised, and the rest; overdue first, by strength and
    date.
    """
    return tuple(_owed(_of_the_day.people(book, today), today))


_Row = tuple[int, int, int, int, int, int, bool, bool]
"""A promise in plain values: its rank among those of the day, its strength, the numbers of the first day of
its period and of the first after it, its line, its place among the promises of the person, whether it is
theirs, and whether it was kept."""


@of_each
def _open(contact: Contact, _config: Config, _today: date) -> tuple[_Row, ...] | None:
    """The promises that are open, theirs too; None for none."""
    found = enumerate(contact.promises)
    return tuple([_row(one, at) for at, one in found if one.state == "open"]) or None


@of_each
def _of_the_day(contact: Contact, _config: Config, today: date) -> tuple[_Row, ...] | None:
    """The promises whose day has come, and those kept today; None for none."""
    found = enumerate(contact.promises)
    of_day = [(one, at) for at, one in found if _kept_on(one, today) or one.due(today)]
    return tuple([_row(one, at, _rank(one, today)) for one, at in of_day]) or None


def _rank(promise: Promise, today: date) -> int:
    if promise.state != "open":
        return 3
    if promise.by and promise.by.start == today and promise.by.precision == "day":
        return 0 if promise.asks_for_call else 1
    return 2 if promise.asks_for_call else 3


def _row(promise: Promise, at: int, rank: int = 0) -> _Row:
    by, kept = promise.by, promise.state == "kept"
    if by is None:
        return rank, STRENGTHS.index("someday"), _NEVER, _NEVER, promise.line, at, promise.theirs, kept
    start, end = by.start.toordinal(), by.end.toordinal()
    return rank, STRENGTHS.index(by.precision), start, end, promise.line, at, promise.theirs, kept


@of_each
def _counts(contact: Contact, _config: Config, today: date) -> tuple[int, int, int] | None:
    """Of your promises to them: kept on time, kept late, and overdue; None for none of these."""
    on_time, late = _kept(contact, today)
    overdue = sum(promise.overdue(today) and not promise.theirs for promise in contact.promises)
    return (on_time, late, overdue) if on_time or late or overdue else None


def _owed(people: Iterable[tuple[Contact, tuple[_Row, ...] | None]], today: date) -> list[Owed]:
    """These promises by rank, past their day first, then by strength and date; nobody's of the archive."""
    day = today.toordinal()
    found = [(contact, row) for contact, rows in people if rows and not contact.archived for row in rows]
    found.sort(key=lambda one: (one[1][0], one[1][3] > day, *one[1][1:3], one[0].id, one[1][4]))
    return [
        Owed(contact, at, STRENGTHS[strength], theirs, overdue=end <= day and not kept, done=kept)
        for contact, (_, strength, _, end, _, at, theirs, kept) in found
    ]


def _kept_on(promise: Promise, day: date) -> bool:
    return promise.state == "kept" and promise.kept_on == day


def _by_strength(found: Sequence[Owed]) -> tuple[Strength, ...]:
    return tuple(
        [Strength(name, tuple([one for one in found if one.strength == name])) for name in STRENGTHS]
    )


def _kept(contact: Contact, today: date) -> tuple[int, int]:
    """How many of your promises were kept, on time and late."""
    on_time = late = 0
    for promise in contact.promises:
        if promise.state == "kept" and promise.by and not promise.theirs:
            if promise.kept_on and promise.kept_on > today:
                continue
            if promise.kept_on and promise.kept_on >= promise.by.end:
                late += 1
            else:
                on_time += 1
    return on_time, late
