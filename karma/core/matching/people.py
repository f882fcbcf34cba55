"""Who knows whom already, by what the files say (S14)."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.links import fold
from karma.core.once import once_per_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

Pair = frozenset[str]
"""The ids of two people."""
_NOBODY: frozenset[str] = frozenset()
_Together = tuple[int, bool, tuple[str, ...]]
"""A line that brought people together: its day, whether you did it, and the folded targets of its head."""


class Acquainted:
    """Who knows whom. The ids of a pair are `in` it when the two know each other."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        """By an id, the ids of those whom they know; one may come twice, and be their own. It is plain."""
        self.listed = known
        self._known: dict[str, AbstractSet[str]] = {}

    def __contains__(self, pair: Pair) -> bool:
        one, *other = pair
        return bool(other) and other[0] in self.known_to(one)

    def known_to(self, who: str) -> AbstractSet[str]:
        """The ids of those whom the one of that id knows."""
        if who not in self.listed:
            return _NOBODY
        if who not in self._known:
            self._known[who] = frozenset(self.listed[who]) - {who}
        return self._known[who]


@once_per_book
def acquainted(book: Book, before: date, *, by_you: bool = True) -> Acquainted:
    """Who knows whom by what the files say before that day, whoever brought them together.

    They sat at one table, were on one call, were introduced or referred by one to the other, had a referral
    between them, or the field `via` says so. That a text mentions somebody is no acquaintance. Without
    `by_you` what you introduced them for, and what came of it, does not count.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for one, other in chain(_referred(book), _met(book, before, by_you=by_you)):
        known[one].append(other)
        known[other].append(one)
    return Acquainted(dict(known))


def linked(line: LogLine, book: Book) -> Iterator[Contact]:
    """The people in the head of the line; nobody for a stem without a file."""
    return (person for party in line.parties if (person := book.resolve(party.target)))


def people_of(line: LogLine, owner: Contact, book: Book) -> tuple[Contact, ...]:
    """Whom a line in the owner's file is about: people `with` the owner share it.

    Linked otherwise they are meant in the owner's place, as in `thanked [[bill]]` or `heard from [[ann]]`.
    """
    return people_meant(folded(line), owner, book, shared=is_shared(line))


def people_meant(targets: Iterable[str], owner: Contact, book: Book, *, shared: bool) -> tuple[Contact, ...]:
    """Whom a line with these folded targets in its head is about: the owner too when it is `shared`."""
    found = (*((owner,) if shared else ()), *meant(targets, book))
    return tuple({person.id: person for person in found}.values())


def is_shared(line: LogLine) -> bool:
    """True when the line is about the owner of the file, and about others only beside them."""
    return all(party.preposition == "with" for party in line.parties)


def folded(line: LogLine) -> tuple[str, ...]:
    """The targets in the head of the line as links are compared."""
    return tuple([fold(party.target) for party in line.parties])


def meant(targets: Iterable[str], book: Book) -> list[Contact]:
    """The people whom these folded targets mean, as `Book.resolve` says it of one as it is written."""
    found: list[Contact] = []
    for target in targets:
        person = book.by_id.get(target)
        if person is None:
            named = book.by_name.get(target, ())
            person = named[0] if len(named) == 1 else None
        if person:
            found.append(person)
    return found


def _referred(book: Book) -> list[tuple[str, str]]:
    """The ids of everybody who has a `via`, with those of whom it means."""
    by_id = book.by_id
    return [
        (contact.id, giver.id)
        for contact, via in _via.people(book, EVER)
        if via
        for giver in ([by_id[via]] if via in by_id else meant((via,), book))
    ]


def _met(book: Book, before: date, *, by_you: bool) -> list[tuple[str, str]]:
    """The ids of every two who stand in one line of those that brought people together."""
    until = before.toordinal()
    return [
        pair
        for contact, lines in _together.people(book, EVER)
        if lines
        for day, yours, targets in lines
        if day < until and (by_you or not yours)
        for pair in combinations((contact.id, *(one.id for one in meant(targets, book))), 2)
    ]


@of_each
def _via(contact: Contact, _config: Config, _today: date) -> str | None:
    """The folded target of `via`; None without one, or when it is private."""
    return fold(contact.via) if contact.via and "via" not in contact.private else None


@of_each
def _together(contact: Contact, config: Config, _today: date) -> tuple[_Together, ...] | None:
    """The lines of the log that brought people together, whenever it was; None when there are none."""
    found = [
        (line.date.toordinal(), _yours(line, config), folded(line))
        for line in contact.log
        if line.parties and _brings_together(line, config)
    ]
    return tuple(found) or None


def _brings_together(line: LogLine, config: Config) -> bool:
    verb = config.verbs[line.verb]
    return verb.answered or verb.kind in ("referral", "stage") or verb.name == "intro"


def _yours(line: LogLine, config: Config) -> bool:
    """True for an introduction that you made, and for the stages after it."""
    return (line.verb == "intro" and not line.inbound) or config.verbs[line.verb].kind == "stage"
