"""Finding people by any words in their files: each word somewhere, accents and case aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core import logline, promise
from karma.core.lookup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book, Contact

_FIELDS = (
    *("name", "aliases", "org", "title", "circle", "tags", "interests", "needs", "offers", "phone", "email"),
    *("city", "address", "language", "met_at", "via", "url", "owner"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who has all the words. `where`: the field or section that has any, and its text."""

    contact: Contact
    where: tuple[tuple[str, str], ...]


def search(book: Book, words: str) -> tuple[Hit, ...]:
    """Who has every word of `words` somewhere; those with one in the name first, then by id."""
    wanted = plain(words).split()
    if not wanted:
        return ()
    hits = [hit for contact in book.contacts if (hit := _hit(contact, wanted))]
    return tuple(
        sorted(hits, key=lambda hit: (not _by_name(hit, wanted), hit.contact.archived, hit.contact.id))
    )


def _hit(contact: Contact, wanted: list[str]) -> Hit | None:
    missing = set(wanted)
    where: list[tuple[str, str]] = []
    for place, text in _texts(contact):
        form = plain(text)
        found = {word for word in wanted if word in form}
        if found:
            missing -= found
            where.append((place, text))
    return None if missing else Hit(contact, tuple(where))


def _by_name(hit: Hit, wanted: list[str]) -> bool:
    names = plain(" ".join((hit.contact.id, hit.contact.name, *hit.contact.aliases)))
    return any(word in names for word in wanted)


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
