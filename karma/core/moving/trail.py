"""People under another file name: what the new name is, which links follow, and what may not change by it.

Whatever moves, the book has to say the same afterwards: every link means whom it meant (format.md, rule 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.links import fold, links_in, relinked
from karma.core.names import slug
from karma.core.stems import with_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from karma.core.book import Book, Contact

_FILE = re.compile(r"\.md$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """What somebody is to be called: `stem` for their file and, where one was given, a `name`."""

    stem: str
    name: str | None = None


def called(wanted: str) -> Called | None:
    """What `wanted` asks for: `bill-smith` is a file's name, and anything else what somebody is called.

    A file's name is one word as karma makes them, with a small letter in it: 李雷 is a name. `bill-smith.md`
    is one as well; None when the file's name is not one that every computer can hold (faults.md P05–P07).
    """
    stem = _FILE.sub("", wanted)
    is_stem = slug(stem) == stem and any(map(str.islower, stem))
    if is_stem or stem != wanted:
        return Called(stem) if slug(stem) == stem else None
    return Called(slug(wanted), wanted)


@dataclass(frozen=True, slots=True)
class Trail:
    """The links that follow somebody to the file `stem`: `moved` gives it for every folded target.

    Those of them that are names in place of a stem are `names`.
    """

    stem: str
    moved: Mapping[str, str]
    names: frozenset[str] = frozenset()

    def text(self, text: str) -> str:
        """`text` with every link to them leading to the new file. Pure, and what undoing it takes as well."""
        return relinked(text, self.moved, self.names)

    def target(self, target: str) -> str:
        """The target of a link as it is afterwards."""
        return self.moved.get(fold(target), target)

    def contact(self, contact: Contact) -> Contact:
        """What `contact` says when the links have followed."""
        return with_links(contact, self.text, self.target)


def trail(book: Book, contact: Contact, stem: str) -> Trail:
    """The links that mean `contact`: by stem, and by every name and alias that is theirs alone."""
    own = fold(contact.id)
    names = {fold(name) for name in (contact.name, *contact.aliases) if book.resolve(name) is contact}
    return Trail(stem, dict.fromkeys((own, *sorted(names)), stem), frozenset(names - {own}))


def said_before(contact: Contact) -> Contact:
    """`contact` in the form in which `Trail.contact` gives it, to be compared with one."""
    return with_links(contact, str, str)


def more_aliases(contact: Contact, book: Book, *names: str) -> tuple[str, ...]:
    """The aliases of `contact` with those of `names` that say something new.

    That is neither their own name nor an alias already, nor the file's name of anybody in `book`.
    """
    aliases = list(contact.aliases)
    for name in names:
        known = set(map(fold, (contact.name, *aliases)))
        if fold(name) not in known and fold(name) not in book.by_id:
            aliases.append(name)
    return tuple(aliases)


@dataclass(frozen=True, slots=True)
class Astray:
    """A link in the file `path` that would mean somebody else: it meant `was`, and would mean `now`."""

    path: str
    target: str
    was: Contact | None
    now: Contact | None


def led_astray(
    before: Book, after: Book, texts: Iterable[tuple[str, str]], followed: Trail, ids: Mapping[str, str]
) -> Iterator[Astray]:
    """Every link of `texts` (path and text, as they were) that would not mean the same person afterwards.

    `ids` are the stems that people had, with those that they have now.
    """
    for path, text in texts:
        for target in dict.fromkeys(links_in(text)):
            was, now = before.resolve(target), after.resolve(followed.target(target))
            meant = ids.get(was.id, was.id) if was else None
            if meant != (now.id if now else None):
                yield Astray(path, target, was, now)


def with_people(book: Book, gone: Iterable[str], here: Iterable[Contact]) -> Book:
    """The book without the files of the paths in `gone`, and with other contacts."""
    paths = set(gone)
    people = [contact for contact in book.contacts if contact.path not in paths]
    return replace(book, contacts=tuple(sorted([*people, *here], key=lambda contact: contact.id)))
