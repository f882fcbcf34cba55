"""What calls brought that nobody had planned: a referral or intel on the day of a conversation (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.matching.people import linked
from karma.core.spans import twelve_months
from karma.core.touch import events

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

_CALLS = ("call", "requalified")


@dataclass(frozen=True, slots=True)
class Windfall:
    """A conversation that brought something: the line `talk` in the log of `person`, and what came that day.

    `heard` is intel from them, `referred` are people they sent you.
    """

    person: Contact
    talk: LogLine
    heard: tuple[LogLine, ...]
    referred: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Serendipity:
    """The windfalls from `start` to before `end`, by day, and how many calls there were in all.

    `calls` counts the ones that you made and that were answered.
    """

    start: date
    end: date
    calls: int
    windfalls: tuple[Windfall, ...]

    @property
    def lucky_calls(self) -> int:
        """How many of your calls brought something."""
        return sum(one.talk.verb in _CALLS and not one.talk.inbound for one in self.windfalls)

    @property
    def intel(self) -> int:
        """How many pieces of intel came of them."""
        return sum(len(one.heard) for one in self.windfalls)

    @property
    def referrals(self) -> int:
        """How many people were sent to you in them."""
        return sum(len(one.referred) for one in self.windfalls)


def serendipity(book: Book, today: date) -> Serendipity:
    """What the conversations of the last twelve months brought, today's among them.

    A line `heard` or `referred by` belongs to the conversation of its day with whom it came from: no link and
    no number has to be typed.
    """
    start, end = twelve_months(today)
    heard, referred = _brought(book, start, end)
    brought = {who for who, _ in (*heard, *referred)}
    windfalls = [
        Windfall(contact, talk, tuple(heard.get(at, ())), tuple(referred.get(at, ())))
        for contact in book.contacts
        if contact.id in brought
        for day, talk in _talks(contact, book, start, end).items()
        if (at := (contact.id, day)) in heard or at in referred
    ]
    return Serendipity(
        start,
        end,
        sum(line.verb in _CALLS and not line.inbound for line in events(book, start, end)),
        tuple(sorted(windfalls, key=lambda one: (one.talk.date, one.person.id))),
    )


_From = tuple[str, "date"]
"""From whom, by id, and on which day."""


def _brought(
    book: Book, start: date, end: date
) -> tuple[dict[_From, list[LogLine]], dict[_From, list[Contact]]]:
    heard: dict[_From, list[LogLine]] = {}
    referred: dict[_From, list[Contact]] = {}
    for contact, lines in deeds(book):
        for line in lines:
            if start <= line.date < end:
                if line.verb == "heard":
                    for person in linked(line, book) if line.parties else (contact,):
                        heard.setdefault((person.id, line.date), []).append(line)
                elif line.verb == "referred":
                    for person in linked(line, book):
                        referred.setdefault((person.id, line.date), []).append(contact)
    return heard, referred


def _talks(contact: Contact, book: Book, start: date, end: date) -> dict[date, LogLine]:
    """The first conversation of each day; a message on a machine is none."""
    found: dict[date, LogLine] = {}
    for line in contact.log:
        if start <= line.date < end and book.config.verbs[line.verb].answered:
            found.setdefault(line.date, line)
    return found
