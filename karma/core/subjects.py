"""The sentence that a commit begins with, as a person would write it in a diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.links import LINK
from karma.core.operation import Operation, names, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise


def happened(who: Sequence[Contact], entry: LogLine, book: Book, name: str = "log") -> Operation:
    """`call: Bill Okafor, off to the mountains`; `won: Jane Doe, USD 12000, signed`."""
    what = f"{entry.verb} in" if entry.inbound else entry.verb
    amount = " ".join(filter(None, (entry.currency, f"{entry.amount:f}" if entry.amount is not None else "")))
    rest = ", ".join(filter(None, (_parties(who, entry, book), amount, in_words(entry.text, book))))
    return Operation(name, sentence(what, [one.name for one in who], rest), tuple(one.id for one in who))


def promised(contact: Contact, promise: Promise, book: Book, name: str = "promise") -> Operation:
    """`promise: Bill Okafor, send the checklist by 2026-W50`; `keep` and `release` say what became of it."""
    what = {"promise": "promise", "keep": "kept", "release": "let go"}[name]
    by = f" by {promise.by}" if promise.by and name == "promise" else ""
    they = "they: " if promise.theirs else ""
    rest = f"{they}{in_words(promise.text, book)}{by}"
    return Operation(name, sentence(what, [contact.name], rest), (contact.id,))


def snoozed(who: Sequence[Contact], until: str | None) -> Operation:
    """`snooze: Bill Okafor until 2026-12-01`."""
    said = f"{names([one.name for one in who])} {f'until {until}' if until else 'no more'}"
    return Operation("snooze", sentence("snooze", rest=said), tuple(one.id for one in who))


def in_words(text: str, book: Book) -> str:
    """The text with links as names; a subject is read where nothing can be followed."""

    def name(target: str) -> str:
        person = book.resolve(target)
        return person.name if person else target

    return LINK.sub(lambda match: match[2] or name(match[1].strip()), text)


def _parties(who: Sequence[Contact], entry: LogLine, book: Book) -> str:
    """`by Bill Okafor`, for who is linked in the head of the line and is not one of `who`."""
    ids = {one.id for one in who}
    said = []
    for party in entry.parties:
        person = book.resolve(party.target)
        if person is None or person.id not in ids:
            said.append(f"{party.preposition} {person.name if person else party.target}".strip())
    return " ".join(said)
