"""Meetings with a partner: which there were, the next that is promised, names each way (S12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import links_in
from karma.core.partners.names import names_in
from karma.core.verbs import IN_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.partners.names import Names
    from karma.core.promise import Promise

_TO_MEET = re.compile(r"(?:exchange|lunch|meet|meeting|coffee|breakfast|dinner)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One referral meeting with one person: its line, names each way, and the ids of whom you spoke of."""

    line: LogLine
    names: Names
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traded:
    """Names over several exchanges: how many meetings, and the sums of the sides that are known.

    `given_in` and `got_in` count the exchanges whose line says how many names went that way, `unread` those
    of which it leaves a side open.
    """

    exchanges: int
    gave: int
    got: int
    given_in: int
    got_in: int
    unread: int

    @property
    def gave_per_meeting(self) -> float | None:
        """Names you gave at an exchange, on average; None when no line says."""
        return self.gave / self.given_in if self.given_in else None

    @property
    def got_per_meeting(self) -> float | None:
        """Names you got at an exchange, on average; None when no line says."""
        return self.got / self.got_in if self.got_in else None


def meetings(contact: Contact, start: date, end: date) -> tuple[LogLine, ...]:
    """The times you met from `start` to before `end`, oldest first: `exchange`, `lunch`, `meeting`."""
    return tuple(line for line in contact.log if start <= line.date < end and line.verb in IN_PERSON)


def last_meeting(contact: Contact, end: date) -> LogLine | None:
    """The last time you met before that day, None when you never did."""
    return next((line for line in reversed(contact.log) if line.date < end and line.verb in IN_PERSON), None)


def next_meeting(contact: Contact, today: date) -> Promise | None:
    """The next meeting that is promised, by either side: the earliest that has not passed.

    It is a promise with a date whose text begins with such a word: “Exchange, her office”, “Lunch with…”.
    """
    ahead = [
        (promise.by.last, promise.line, promise)
        for promise in contact.promises
        if promise.state == "open" and promise.by and promise.by.end > today and _TO_MEET.match(promise.text)
    ]
    return min(ahead, key=lambda one: one[:2])[2] if ahead else None


def exchanges(contact: Contact, book: Book, start: date, end: date) -> tuple[Exchange, ...]:
    """The referral meetings from `start` to before `end`, oldest first."""
    return tuple(
        Exchange(line, names_in(line.text, contact), _spoken_of(line, contact, book))
        for line in contact.log
        if line.verb == "exchange" and start <= line.date < end
    )


def traded(found: Iterable[Exchange]) -> Traded:
    """The sums over these exchanges."""
    names = [one.names for one in found]
    gave = [one.gave for one in names if one.gave is not None]
    got = [one.got for one in names if one.got is not None]
    unread = sum(one.gave is None or one.got is None for one in names)
    return Traded(len(names), sum(gave), sum(got), len(gave), len(got), unread)


def _spoken_of(line: LogLine, contact: Contact, book: Book) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_people(line, contact, book)))


def _people(line: LogLine, contact: Contact, book: Book) -> Iterator[str]:
    for target in links_in(line.text):
        person = book.resolve(target)
        if person and person.id != contact.id:
            yield person.id
