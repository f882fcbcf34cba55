"""Who did you a good turn and was not thanked since (S2, S8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.once import once_per_book
from karma.core.referrals.openings import givers_named
from karma.core.referrals.stages import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
    """All favours and thanks of a book by contact id, gathered once, oldest first.

    `thanks` are for all that somebody did; `for_sending`, by helper and prospect, for that referral only.
    """

    favours: dict[str, tuple[Favour, ...]]
    thanks: dict[str, tuple[date, ...]]
    for_sending: dict[tuple[str, str], tuple[date, ...]]

    def owed(self, contact: Contact, day: date, thanked_before: date | None = None) -> Favour | None:
        """The favour to thank for as that day begins; None when none is left without a `thanked` since.

        A referral that became work comes first, then the newest. Thanks on the day of the favour count, and
        those of the day itself with `thanked_before`: the day behind the last whose thanks are known.
        """
        favours = self.favours.get(contact.id)
        if not favours:
            return None
        end = thanked_before or day
        left = [
            favour
            for favour in favours
            if favour.date < day
            and not any(favour.date <= when < end for when in self._days(contact, favour))
        ]
        return max(left, key=lambda favour: (_became_work(favour, day), favour.date), default=None)

    def thanked_on(self, contact: Contact, day: date) -> bool:
        """True when you thanked them on that day, for whatever it was."""
        return any(day in self._days(contact, favour) for favour in self.favours.get(contact.id, ()))

    def _days(self, contact: Contact, favour: Favour) -> tuple[date, ...]:
        """The days of thanks that may be meant for the favour."""
        for_all = self.thanks.get(contact.id, ())
        if favour.referred is None:
            return for_all
        return (*for_all, *self.for_sending.get((contact.id, favour.referred.id), ()))


@once_per_book
def gratitude(book: Book) -> Gratitude:
    """Favours: `got`, `intro in` and `helped in` in their file, `referred by` them in another's.

    Thanks: `thanked` in their own file, or a line that links them in any file. Between somebody and a person
    whom they sent you, in either one's file, it is for that referral; else for all that they did (S8, S11).
    """
    favours: dict[str, list[Favour]] = {}
    thanked: list[tuple[Contact, LogLine]] = []
    for contact, lines in deeds(book):
        for line in lines:
            if line.verb == "thanked" and not line.inbound:
                thanked.append((contact, line))
            for person in _helpers(contact, line, book):
                if not _is_reminder(line, contact, favours.get(person.id, ())):
                    favours.setdefault(person.id, []).append(Favour(line.date, line, contact))
    thanks, for_sending = _thanks(thanked, _sent(favours), book)
    return Gratitude(
        {key: tuple(sorted(found, key=lambda favour: favour.date)) for key, found in favours.items()},
        {key: tuple(sorted(found)) for key, found in thanks.items()},
        {key: tuple(sorted(found)) for key, found in for_sending.items()},
    )


def _sent(favours: Mapping[str, Sequence[Favour]]) -> set[tuple[str, str]]:
    """Who sent you whom."""
    return {(helper, one.source.id) for helper, found in favours.items() for one in found if one.referred}


def _thanks(
    thanked: Iterable[tuple[Contact, LogLine]], sent: set[tuple[str, str]], book: Book
) -> tuple[dict[str, list[date]], dict[tuple[str, str], list[date]]]:
    """The days of thanks for all that somebody did, and of those for one referral."""
    thanks: dict[str, list[date]] = {}
    for_sending: dict[tuple[str, str], list[date]] = {}
    for contact, line in thanked:
        linked = [person for target in line.links if (person := book.resolve(target))]
        both_ways = [(contact.id, one.id) for one in linked] + [(one.id, contact.id) for one in linked]
        pairs = [pair for pair in both_ways if pair in sent]
        for pair in pairs:
            for_sending.setdefault(pair, []).append(line.date)
        if not pairs:
            for helper in _linked(line, book) if line.parties else (contact,):
                thanks.setdefault(helper.id, []).append(line.date)
    return thanks, for_sending


def _became_work(favour: Favour, before: date) -> bool:
    """True when they sent you somebody who was won before that day."""
    return favour.referred is not None and any(
        line.verb == "won" and favour.date <= line.date < before for line in favour.referred.log
    )


def _is_reminder(line: LogLine, contact: Contact, before: Sequence[Favour]) -> bool:
    """True for a second `referred by` of the same two people while the first referral is open."""
    if line.verb != "referred":
        return False
    first = next((one for one in reversed(before) if one.referred and one.source.id == contact.id), None)
    return first is not None and not any(
        other.verb in OUTCOMES and first.date <= other.date <= line.date for other in contact.log
    )


def _helpers(contact: Contact, line: LogLine, book: Book) -> list[Contact]:
    """Who did you a good turn with this line of somebody's file; nobody sends themselves."""
    if line.verb == "referred":
        givers = map(book.resolve, givers_named(line))
        return [person for person in givers if person and person.id != contact.id]
    if line.verb == "got" and not line.inbound:
        return _linked(line, book) if line.parties else [contact]
    return [contact] if line.inbound and line.verb in _INBOUND_HELP else []


def _linked(line: LogLine, book: Book) -> list[Contact]:
    """The people linked in the head of the line; nobody for a stem without a file."""
    people = (book.resolve(party.target) for party in line.parties)
    return [person for person in people if person]
