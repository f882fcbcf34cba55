"""Whom one may propose at all, and who knows whom already (S14)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from karma.core.standing import cadence_of, first_known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

Pair = frozenset[str]
"""The ids of two people."""


def proposable(contact: Contact, book: Book, today: date) -> bool:
    """False for the archive, for who is to be left in peace, and for who is not in the book yet."""
    if contact.archived or cadence_of(contact, book).off:
        return False
    if contact.snooze and contact.snooze > today:
        return False
    known = first_known(contact)
    return not (known and known > today)


def acquainted(book: Book, before: date) -> frozenset[Pair]:
    """Who knows whom by what the files say before that day, whoever brought them together.

    They sat at one table, were on one call, were introduced or referred by one to the other, had a referral
    between them, or the field `via` says so. That a text mentions somebody is no acquaintance.
    """
    found: set[Pair] = set()
    for contact in book.contacts:
        via = contact.via and "via" not in contact.private and book.resolve(contact.via)
        if via:
            found.add(frozenset((contact.id, via.id)))
        for line in contact.log:
            if line.date >= before:
                break
            if line.parties and _together(line, book):
                people = {contact.id, *(person.id for person in linked(line, book))}
                found.update(map(frozenset, combinations(sorted(people), 2)))
    return frozenset(pair for pair in found if len(pair) == 2)


def linked(line: LogLine, book: Book) -> Iterator[Contact]:
    """The people in the head of the line; nobody for a stem without a file."""
    return (person for party in line.parties if (person := book.resolve(party.target)))


def _together(line: LogLine, book: Book) -> bool:
    verb = book.config.verbs[line.verb]
    return verb.answered or verb.kind in ("referral", "stage") or verb.name == "intro"
