"""Where a person stands on a day, as plain values: what the list of the day is picked by (S1, S5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from karma.core.book import Book
from karma.core.cadence import cadence_of
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.promises import open_on
from karma.core.touch import between, unanswered
from karma.core.welcome import not_now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.promise import Promise
    from karma.core.verbs import Verb

LATEST_COUNTED = 2.0
"""Lateness above this adds nothing to the score, so that an old backlog does not crowd out the rest."""
BIRTHDAY = 0.3
"""The boost of a birthday within three days either side."""
BIRTHDAY_DAYS = 3


class Row(NamedTuple):
    """One person on one day in plain values. Days are numbers, 0 for none.

    `ideal` and `limit` are the days of the cadence, `last` the place in the log of the newest resetting
    touch, -1 for none. `score` is without thanks and promised calls. `held`: something keeps them from the
    list. `lines_today`: something in the log is dated today, and was not looked at for this morning.
    """

    ideal: int | None
    limit: int | None
    since: int
    lateness: float
    score: float
    birthday: bool
    call_me: bool
    last: int
    unanswered: int
    held: bool
    entered_today: bool
    lines_today: bool
    snooze: int


@of_each
def morning(contact: Contact, config: Config, today: date) -> tuple[Any, ...]:
    """Their row this morning, but for who is counted from the book's first day: see `counted`."""
    return tuple(row_of(contact, Book(config, (contact,)), today, today))


def row_of(contact: Contact, book: Book, today: date, before: date) -> Row:
    """The row of that person by what stands in their file: lines dated `before` that day count.

    Whoever is to be counted from the first day of the book has no `since` yet.
    """
    verbs, log = book.config.verbs, contact.log
    cadence = cadence_of(contact, book)
    last = next((at for at in reversed(range(len(log))) if _resets(log[at], verbs, before)), -1)
    start = log[last].date if last >= 0 else _own_start(contact, today)
    attempts = len(unanswered(contact, verbs, before))
    row = Row(
        ideal=cadence.ideal,
        limit=cadence.limit,
        since=0,
        lateness=0.0,
        score=0.0,
        birthday=bool(contact.birthday and contact.birthday.is_near(today, BIRTHDAY_DAYS)),
        call_me=any(_asks_for_call(promise, today) for promise in contact.promises),
        last=last,
        unanswered=attempts,
        held=not_now(contact, book, today, before=before, attempts=attempts) is not None,
        entered_today=(contact.added or contact.met) == today,
        lines_today=bool(between(contact, today, add_days(today, 1))),
        snooze=contact.snooze.toordinal() if contact.snooze else 0,
    )
    return _counted(row, start, contact, book, today) if start else row


def counted(row: Row, contact: Contact, book: Book, today: date) -> Row:
    """The row, counted from the first day of the book if it counts from no other day."""
    return row if row.since else _counted(row, _first_day(book, today), contact, book, today)


def start_of(contact: Contact, book: Book, today: date) -> date:
    """From when somebody never touched is counted: `added`, else `met`, else the book's first day."""
    return _own_start(contact, today) or _first_day(book, today)


def stable_hash(text: str) -> int:
    """A number that is the same on every machine and in every run, evenly spread."""
    return crc32(text.encode())


def _counted(row: Row, start: date, contact: Contact, book: Book, today: date) -> Row:
    """The row with its lateness and score, counted from the last touch or the start."""
    since, ideal = start, row.ideal
    if ideal and row.last < 0:
        # As if touched one cadence before their day, so that their first call falls due on it.
        since = add_days(start, stable_hash(contact.id) % ideal - ideal)
    lateness = (today - since).days / ideal if ideal else 0.0
    late = min(lateness, LATEST_COUNTED)
    score = late + late * (book.config.circle(contact.circle).weight - 1)
    if row.birthday:
        score += BIRTHDAY
    return row._replace(since=since.toordinal(), lateness=lateness, score=score)


def _own_start(contact: Contact, today: date) -> date | None:
    return next((day for day in (contact.added, contact.met) if day and day <= today), None)


def _first_day(book: Book, today: date) -> date:
    return book.first_day if book.first_day and book.first_day <= today else today


def _resets(line: LogLine, verbs: Mapping[str, Verb], before: date) -> bool:
    return line.date < before and verbs[line.verb].resets


def _asks_for_call(promise: Promise, today: date) -> bool:
    """True when you said that you would call, and the day has come."""
    by = promise.by
    return by is not None and by.start <= today and open_on(promise, today) and promise.asks_for_call
