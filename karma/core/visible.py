"""The book as others may see it: private people and fields are gone before anything is computed from it.

Pages, calendars and exports are made from `visible(book)`, so that no reason, opener or list can tell what
the files keep to themselves (format.md, `private`). A private person's name typed as plain text in somebody
else's file cannot be known for one; written as a `[[link]]` it is shown as “someone”.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from karma.core.book import Book, Contact
from karma.core.fields import Labelled
from karma.core.links import LINK, fold
from karma.core.logline import LogLine, Party
from karma.core.promise import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable

SOMEONE = "someone"
_OUTLINE = {"id", "path", "every", "circle", "snooze", "birthday", "met", "added", "archived", "lines"}
_NEVER_EMPTIED = {"id", "path", "name", "private", "archived", "lines"}
_NOTHING_KNOWN = {"field-private", "front-matter-missing", "front-matter-open", "front-matter-shape"}
_DEFAULTS = {
    field.name: {} if field.default is MISSING else field.default
    for field in fields(Contact)
    if field.name not in ("id", "path", "name")
}


def visible(book: Book) -> Book:
    """The book without anything private.

    A private person stays as a nameless outline (days and verbs, no words), because their place in the day's
    queue is the same as on the terminal; whoever shows the result leaves out contacts that are `hidden`. Who
    may be meant to be private, because `private:` cannot be read, is taken as private too. Links to hidden
    people read “someone”, private fields are empty, and problems in files that keep anything private are left
    out, since a message may quote a value, as are those that name a hidden person.
    """
    unsure = _unsure(book)
    guarded = {contact.path for contact in book.contacts if contact.private} | unsure
    if not guarded:
        return book
    hidden = frozenset(contact.id for contact in book.contacts if contact.hidden or contact.path in unsure)
    veil = _Veil(book, hidden)
    told = _naming(contact for contact in book.contacts if contact.id in hidden)
    return replace(
        book,
        contacts=tuple(veil.contact(contact) for contact in book.contacts),
        problems=tuple(
            problem
            for problem in book.problems
            if problem.path not in guarded
            and not told.search(fold(f"{problem.path} {problem.message} {problem.remedy}"))
        ),
    )


def _unsure(book: Book) -> set[str]:
    """The files with something in them that may be meant as `private:` and could not be read."""
    named = {
        (contact.path, contact.lines["private"]) for contact in book.contacts if "private" in contact.lines
    }
    misspelt = {
        contact.path
        for contact in book.contacts
        if any(key.casefold().startswith("priv") for key, _ in contact.unknown)
    }
    return misspelt | {
        problem.path
        for problem in book.problems
        if problem.code in _NOTHING_KNOWN
        or (problem.path, problem.line) in named
        or (problem.code == "duplicate-key" and "“private”" in problem.message)
    }


def _naming(people: Iterable[Contact]) -> re.Pattern[str]:
    """Finds the stem, name or an alias of any of `people` as a whole word in folded text."""
    names = {fold(name) for contact in people for name in (contact.id, contact.name, *contact.aliases)}
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names - {""}))) + r")(?!\w)" if names else r"(?!)"
    )


@dataclass(frozen=True, slots=True)
class _Veil:
    """What is put over the words of a book in which the people with the ids `hidden` are not to be named."""

    book: Book
    hidden: frozenset[str]

    def contact(self, contact: Contact) -> Contact:
        if contact.id in self.hidden:
            return self._outline(contact)
        changed: dict[str, Any] = {}
        for name, default in _DEFAULTS.items():
            value = getattr(contact, name)
            if name in contact.private and name not in _NEVER_EMPTIED:
                changed[name] = default
            elif self.hidden and value and name not in _NEVER_EMPTIED:
                changed[name] = self._target(value) if name == "via" else self._value(value)
        return replace(contact, **changed) if changed else contact

    def _outline(self, contact: Contact) -> Contact:
        kept: dict[str, Any] = {name: getattr(contact, name) for name in _OUTLINE}
        log = tuple(replace(entry, text="", parties=()) for entry in contact.log)
        promises = tuple(
            replace(known, text="call" if known.asks_for_call else SOMEONE) for known in contact.promises
        )
        return Contact(**kept, name=SOMEONE, private=("true",), log=log, promises=promises)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return LINK.sub(self._link, value) if "[[" in value else value
        if isinstance(value, tuple):
            return tuple(self._value(item) for item in value)
        if isinstance(value, LogLine):
            parties = tuple(Party(party.preposition, self._target(party.target)) for party in value.parties)
            return replace(value, text=self._value(value.text), parties=parties)
        if isinstance(value, Promise):
            return replace(value, text=self._value(value.text))
        if isinstance(value, Labelled):
            return Labelled(self._value(value.value), self._value(value.label))
        return value

    def _link(self, match: re.Match[str]) -> str:
        return SOMEONE if self._names_hidden(match[1]) else match[0]

    def _target(self, written: str) -> str:
        return SOMEONE if self._names_hidden(written) else written

    def _names_hidden(self, written: str) -> bool:
        found = self.book.resolve(written.strip())
        return found is not None and found.id in self.hidden
