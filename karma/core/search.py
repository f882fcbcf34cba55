"""Finding people by any words in their files, as the page of people does (`templates/script/people.js`).

Each word stands somewhere; accents, case and punctuation aside.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from karma.core import logline, promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book, Contact

_FIELDS = (
    *("name", "aliases", "org", "title", "circle", "tags", "interests", "needs", "offers", "phone", "email"),
    *("city", "address", "language", "met_at", "via", "url", "owner"),
)
_PLAIN = str.maketrans(
    dict(zip("łøđðþæœıħς", ("l", "o", "d", "d", "th", "ae", "oe", "i", "h", "σ"), strict=True))
    | dict.fromkeys("'’‘ʼ`´")
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who has all the words. `where`: the field or section that has any, and its text."""

    contact: Contact
    where: tuple[tuple[str, str], ...]


class _Word(NamedTuple):
    """A word that was typed: the parts between its dashes, or the digits of a number."""

    parts: tuple[str, ...]
    number: str

    def is_in(self, found: set[str]) -> bool:
        return found.issuperset(self.parts) or self.number in found


def search(book: Book, words: str) -> tuple[Hit, ...]:
    """Who has every word of `words` somewhere; those with one in the name first, then by id.

    What stands around a word is none of it. A dash may be a blank in the file, a number may have any between.
    """
    wanted = _words(words)
    if not wanted:
        return ()
    hits = [hit for contact in book.contacts if (hit := _hit(contact, wanted))]
    return tuple(
        sorted(hits, key=lambda hit: (not _by_name(hit, wanted), hit.contact.archived, hit.contact.id))
    )


def _words(typed: str) -> list[_Word]:
    every = _folded(typed).split()
    bare = [word for one in every if (word := _bare(one))]
    return [_word(one) for one in bare or every]


def _word(typed: str) -> _Word:
    parts = "".join(" " if unicodedata.category(char) == "Pd" else char for char in typed).split()
    is_number = all(char.isdecimal() or _is_mark(char) for char in typed)
    return _Word(tuple(parts) or (typed,), "".join(filter(str.isdecimal, typed)) if is_number else "")


def _bare(typed: str) -> str:
    """The word without the marks around it; `#` belongs to a tag, and `+` may end a word such as C++."""
    start, end = 0, len(typed)
    while start < end and (_is_mark(typed[start]) or typed[start] == "+"):
        start += 1
    while start < end and _is_mark(typed[end - 1]):
        end -= 1
    return typed[start:end]


def _is_mark(char: str) -> bool:
    return char != "#" and unicodedata.category(char).startswith("P")


def _folded(text: str) -> str:
    """No accents, no case, no apostrophes, and plain letters for those that are but decorated."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.category(char).startswith("M")).translate(_PLAIN)


def _hit(contact: Contact, wanted: list[_Word]) -> Hit | None:
    pieces = {piece for word in wanted for piece in (*word.parts, word.number) if piece}
    all_found: set[str] = set()
    where: list[tuple[str, str]] = []
    for place, text in _texts(contact):
        form = _searched(place, text)
        found = {piece for piece in pieces if piece in form}
        if found:
            all_found |= found
            where.append((place, text))
    return Hit(contact, tuple(where)) if all(word.is_in(all_found) for word in wanted) else None


def _searched(place: str, text: str) -> str:
    if place == "tags":
        text = f"#{text}"
    return f"{_folded(text)} {''.join(filter(str.isdigit, text))}" if place == "phone" else _folded(text)


def _by_name(hit: Hit, wanted: list[_Word]) -> bool:
    names = _folded(" ".join((hit.contact.id, hit.contact.name, *hit.contact.aliases)))
    return any(all(part in names for part in word.parts) for word in wanted)


def _texts(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "file", contact.id
    for name in _FIELDS:
        value = getattr(contact, name)
        for text in value if isinstance(value, tuple) else (value,):
            if text:
                yield name, str(text)
    for key, text in contact.unknown:
        yield key, text
    for text in contact.next_time:
        yield "next time", text
    for one in contact.promises:
        yield "promise", promise.write(one).removeprefix("- ")
    for entry in reversed(contact.log):
        yield "log", logline.write(entry).removeprefix("- ")
    for text in contact.prose.splitlines():
        yield "notes", text.strip()
