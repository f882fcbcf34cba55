"""Who knows whom already, by what the files say (S14)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

Pair = frozenset[str]
"""The ids of two people."""


def acquainted(book: Book, before: date, *, by_you: bool = True) -> frozenset[Pair]:
    """Who knows whom by what the files say before that day, whoever brought them together.

    They sat at one table, were on one call, were introduced or referred by one to the other, had a referral
    between them, or the field `via` says so. That a text mentions somebody is no acquaintance. Without
    `by_you` what you introduced them for, and what came of it, does not count.
    """
    found: set[Pair] = set()
    for contact in book.contacts:
        via = contact.via and "via" not in contact.private and book.resolve(contact.via)
        if via:
            found.add(frozenset((contact.id, via.id)))
        for line in contact.log:
            if (
                line.parties
                and line.date < before
                and _together(line, book)
                and (by_you or not _yours(line, book))
            ):
                people = {contact.id, *(person.id for person in linked(line, book))}
                found.update(map(frozenset, combinations(sorted(people), 2)))
    return frozenset(pair for pair in found if len(pair) == 2)


def linked(line: LogLine, book: Book) -> Iterator[Contact]:
    """The people in the head of the line; nobody for a stem without a file."""
    return (person for party in line.parties if (person := book.resolve(party.target)))


def people_of(line: LogLine, owner: Contact, book: Book) -> tuple[Contact, ...]:
    """Whom a line in the owner's file is about: people `with` the owner share it.

    Linked otherwise they are meant in the owner's place, as in `thanked [[bill]]` or `heard from [[ann]]`.
    """
    shared = all(party.preposition == "with" for party in line.parties)
    found = (*((owner,) if shared else ()), *linked(line, book))
    return tuple({person.id: person for person in found}.values())


def _together(line: LogLine, book: Book) -> bool:
    verb = book.config.verbs[line.verb]
    return verb.answered or verb.kind in ("referral", "stage") or verb.name == "intro"


def _yours(line: LogLine, book: Book) -> bool:
    """True for an introduction that you made, and for the stages after it."""
    return (line.verb == "intro" and not line.inbound) or book.config.verbs[line.verb].kind == "stage"
