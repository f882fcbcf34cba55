"""Who did you a good turn and was not thanked since (S2, S8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

_INBOUND_HELP = ("intro", "helped")
"""Turned round by `in`, these are favours that they did you."""


@dataclass(frozen=True, slots=True)
class Favour:
    """A good turn to be thanked for: when, which line says so, and in whose file it stands."""

    date: date
    line: LogLine
    source: Contact

    @property
    def referred(self) -> Contact | None:
        """The person they sent you, if that is what they did."""
        return self.source if self.line.verb == "referred" else None


@dataclass(frozen=True, slots=True)
class Gratitude:
    """All favours and thanks of a book by contact id, gathered once, oldest first."""

    favours: dict[str, tuple[Favour, ...]]
    thanks: dict[str, tuple[date, ...]]

    def owed(self, contact: Contact, day: date) -> Favour | None:
        """The favour to thank for as that day begins; None when none is left without a `thanked` since.

        A referral that became work comes first, then the newest. Thanks on the day of the favour count.
        """
        thanks = [when for when in self.thanks.get(contact.id, ()) if when < day]
        last = max(thanks, default=None)
        open_ones = [
            favour
            for favour in self.favours.get(contact.id, ())
            if favour.date < day and (last is None or favour.date > last)
        ]
        return max(open_ones, key=lambda favour: (_became_work(favour, day), favour.date), default=None)


def gratitude(book: Book) -> Gratitude:
    """Favours: `got`, `intro in` and `helped in` in their file, `referred by` them in another's.

    Thanks: `thanked` in their own file when it links nobody, or a line that links them in any file.
    """
    favours: dict[str, list[Favour]] = {}
    thanks: dict[str, list[date]] = {}
    for contact in book.contacts:
        for line in contact.log:
            if _is_thanks(line):
                for person in _linked(line, book) if line.parties else (contact,):
                    thanks.setdefault(person.id, []).append(line.date)
            for person in _helpers(contact, line, book):
                favours.setdefault(person.id, []).append(Favour(line.date, line, contact))
    return Gratitude(
        {key: tuple(sorted(found, key=lambda favour: favour.date)) for key, found in favours.items()},
        {key: tuple(sorted(found)) for key, found in thanks.items()},
    )


def _became_work(favour: Favour, before: date) -> bool:
    """True when they sent you somebody who was won before that day."""
    return favour.referred is not None and any(
        line.verb == "won" and favour.date <= line.date < before for line in favour.referred.log
    )


def _helpers(contact: Contact, line: LogLine, book: Book) -> list[Contact]:
    """Who did you a good turn with this line of somebody's file; nobody sends themselves."""
    if line.verb == "referred":
        return [person for person in _linked(line, book) if person.id != contact.id]
    if line.verb == "got" and not line.inbound:
        return _linked(line, book) if line.parties else [contact]
    return [contact] if line.inbound and line.verb in _INBOUND_HELP else []


def _is_thanks(line: LogLine) -> bool:
    return line.verb == "thanked" and not line.inbound


def _linked(line: LogLine, book: Book) -> list[Contact]:
    """The people linked in the head of the line; nobody for a stem without a file."""
    people = (book.resolve(party.target) for party in line.parties)
    return [person for person in people if person]
