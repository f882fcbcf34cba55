"""Promises of a day: due, overdue, by strength, and how many were kept on time (S11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from karma.core.agenda import Owed
from karma.core.each import EVER, of_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.promise import Promise

Precision = Literal["day", "week", "month", "someday"]
STRENGTHS: tuple[Precision, ...] = ("day", "week", "month", "someday")
"""From the strongest to the weakest: the more exact the date, the stronger the promise."""


@dataclass(frozen=True, slots=True)
class Strength:
    """The open promises of one strength, the earliest first."""

    name: Precision
    promises: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class PromiseBook:
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


def promises(book: Book, today: date) -> PromiseBook:
    """The promises of everybody who is not archived, and how many of yours to anybody were kept on time."""
    people = [contact for contact, has in _has_open.people(book, EVER) if has]
    still_open = _owed(people, today, lambda promise: promise.state == "open")
    overdue = tuple(owed for owed in still_open if owed.overdue)
    counts = list(filter(None, _counts.values(book, today)))
    on_time, late, overdue_mine = (sum(count[at] for count in counts) for at in range(3))
    counted = on_time + late + overdue_mine
    return PromiseBook(
        mine=_by_strength(owed for owed in still_open if not owed.promise.theirs),
        theirs=_by_strength(owed for owed in still_open if owed.promise.theirs),
        overdue=overdue,
        kept_on_time=on_time,
        kept_late=late,
        overdue_mine=overdue_mine,
        kept_rate=on_time / counted if counted else None,
    )


def promises_of_today(book: Book, today: date) -> tuple[Owed, ...]:
    """Promises whose day, week or month has come, yours and theirs, overdue first, then by strength and date.

    Those kept today stand where they stood, done.
    """
    people = [contact for contact, has in _has_due.people(book, today) if has]
    return tuple(_owed(people, today, lambda promise: _is_of(promise, today)))


@of_each
def _has_open(contact: Contact, _config: Config, _today: date) -> bool:
    """True when any promise is open, theirs too."""
    return any(promise.state == "open" for promise in contact.promises)


@of_each
def _has_due(contact: Contact, _config: Config, today: date) -> bool:
    """True when the day of any promise has come, or it was kept today."""
    return any(_is_of(promise, today) for promise in contact.promises)


@of_each
def _counts(contact: Contact, _config: Config, today: date) -> tuple[int, int, int] | None:
    """Of your promises to them: kept on time, kept late, and overdue; None for none of these."""
    on_time, late = _kept(contact, today)
    overdue = sum(promise.overdue(today) and not promise.theirs for promise in contact.promises)
    return (on_time, late, overdue) if on_time or late or overdue else None


def _is_of(promise: Promise, day: date) -> bool:
    return _kept_on(promise, day) or promise.due(day)


def _owed(contacts: Iterable[Contact], today: date, wanted: Callable[[Promise], bool]) -> list[Owed]:
    found = (
        Owed(contact, promise, promise.overdue(today), _kept_on(promise, today))
        for contact in contacts
        if contact.promises and not contact.archived
        for promise in contact.promises
        if wanted(promise)
    )
    return sorted(found, key=lambda owed: _place(owed, today))


def _kept_on(promise: Promise, day: date) -> bool:
    return promise.state == "kept" and promise.kept_on == day


def _place(owed: Owed, today: date) -> tuple[bool, int, date, str, int]:
    by = owed.promise.by
    late = by is not None and by.end <= today
    return (
        not late,
        STRENGTHS.index(_strength(owed)),
        by.start if by else date.max,
        owed.contact.id,
        owed.promise.line,
    )


def _strength(owed: Owed) -> Precision:
    return owed.promise.by.precision if owed.promise.by else "someday"


def _by_strength(found: Iterable[Owed]) -> tuple[Strength, ...]:
    all_of_them = tuple(found)
    return tuple(
        Strength(name, tuple(owed for owed in all_of_them if _strength(owed) == name)) for name in STRENGTHS
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
