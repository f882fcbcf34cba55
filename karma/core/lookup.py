"""Whom a word means. Writes never guess: exact stem, then name or alias, then one unique prefix (cli.md)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold, link_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from karma.core.book import Book, Contact


@dataclass(frozen=True, slots=True)
class Found:
    """Exactly one person is meant."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several people could be meant, sorted by id."""

    candidates: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody is meant; `near` are people whose names look like it, the nearest first."""

    near: tuple[Contact, ...]


Lookup = Found | Ambiguous | Unknown
_Rule = tuple["Callable[[str], str]", "Callable[[str, str], bool]"]


_NEARLY, _FAIRLY = 0.75, 0.6
"""How alike a name is to a word that may be a slip for it: before writing, and for those that only look."""


def find(book: Book, who: str) -> Lookup:
    """The person that `who` means, without guessing: good enough to write to their file.

    A stem, a link, a name or an alias in full, else in full without its accents (`jose` for José), else the
    beginning of a stem or of any word of a name or alias, with its accents or without (`asa` for Åsa Berg).
    The first of these that fits anybody decides.
    """
    wanted = fold(link_target(who) or who)
    if not wanted:
        return Unknown(())
    if contact := book.by_id.get(wanted):
        return Found(contact)
    return (
        _one_or_more(book.by_name.get(wanted, ()))
        or _first_rule(book, wanted, ((plain, str.__eq__), (fold, _begins_either_way)))
        or Unknown(_near(book, wanted))
    )


def find_loosely(book: Book, who: str) -> Lookup:
    """Like `find`, and then any part of a name, with accents or without: for commands that only read.

    Those who are `near` may be less so: it does no harm to look at the wrong person.
    """
    found = find(book, who)
    if not isinstance(found, Unknown) or not fold(who):
        return found
    loosely = _first_rule(book, fold(who), ((plain, _begins_a_word), (plain, _contains)))
    return loosely or Unknown(found.near or _near(book, fold(who), _FAIRLY))


def plain(text: str) -> str:
    """`text` folded and without accents: `José` is `jose`."""
    if text.isascii():
        return fold(text)
    parts = unicodedata.normalize("NFD", fold(text))
    return unicodedata.normalize("NFC", "".join(char for char in parts if not unicodedata.combining(char)))


def _first_rule(book: Book, wanted: str, rules: tuple[_Rule, ...]) -> Lookup | None:
    for form, fits in rules:
        word = form(wanted)
        people = [
            contact
            for contact in book.contacts
            if word and any(fits(form(called), word) for called in _called(contact))
        ]
        if found := _one_or_more(tuple(people)):
            return found
    return None


def _called(contact: Contact) -> Iterator[str]:
    yield contact.id
    yield contact.name
    yield from contact.aliases


def _begins_a_word(called: str, word: str) -> bool:
    """True when `word` stands in `called` and a word of it begins there."""
    return word in called and re.search(rf"(?<!\w){re.escape(word)}", called) is not None


def _begins_either_way(called: str, word: str) -> bool:
    return _begins_a_word(called, word) or _begins_a_word(plain(called), word)


def _contains(called: str, word: str) -> bool:
    return word in called


def _one_or_more(people: tuple[Contact, ...]) -> Lookup | None:
    if not people:
        return None
    return Found(people[0]) if len(people) == 1 else Ambiguous(tuple(sorted(people, key=lambda p: p.id)))


def _near(book: Book, wanted: str, alike: float = _NEARLY) -> tuple[Contact, ...]:
    """At most three people with a stem, a name or one word of it that is nearly `wanted`."""
    names: dict[str, list[Contact]] = {}
    for contact in book.contacts:
        for called in _called(contact):
            for form in (plain(called), *plain(called).replace("-", " ").split()):
                names.setdefault(form, []).append(contact)
    from difflib import get_close_matches  # noqa: PLC0415  (start-up)

    close = get_close_matches(plain(wanted), sorted(names), n=3, cutoff=alike)
    people = {contact.id: contact for form in close for contact in names[form]}
    return tuple(people.values())[:3]
