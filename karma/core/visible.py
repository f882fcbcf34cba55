"""The book as others may see it: private people and fields are gone before anything is computed from it.

Pages, calendars and exports are made from `visible(book)`, so that no reason, opener or list can tell what
the files keep to themselves (format.md, `private`). A private person's name typed as plain text in somebody
else's file cannot be known for one; written as a `[[link]]` it is shown as “someone”.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from karma.core.book import Book, Contact
from karma.core.fields import Labelled
from karma.core.links import LINK
from karma.core.logline import LogLine, Party
from karma.core.promise import Promise

if TYPE_CHECKING:
    import re

SOMEONE = "someone"
_OUTLINE = {"id", "path", "every", "circle", "snooze", "birthday", "met", "added", "archived", "lines"}
_NEVER_EMPTIED = {"id", "path", "name", "private", "archived", "lines"}
_DEFAULTS = {
    field.name: {} if field.default is MISSING else field.default
    for field in fields(Contact)
    if field.name not in ("id", "path", "name")
}


def visible(book: Book) -> Book:
    """The book without anything private.

    A private person stays as a nameless outline (days and verbs, no words), because their place in the day's
    queue is the same as on the terminal; whoever shows the result leaves out contacts that are `hidden`. A
    `private:` that karma cannot read hides the person. Links to hidden people read “someone”, private fields
    are empty, and problems in files that keep anything private are left out: a message may quote a value.
    """
    unreadable = {problem.path for problem in book.problems if problem.code == "field-private"}
    hidden = frozenset(
        contact.id for contact in book.contacts if contact.hidden or contact.path in unreadable
    )
    guarded = {contact.path for contact in book.contacts if contact.private} | unreadable
    if not hidden and not guarded:
        return book
    veil = _Veil(book, hidden)
    return replace(
        book,
        contacts=tuple(veil.contact(contact) for contact in book.contacts),
        problems=tuple(problem for problem in book.problems if problem.path not in guarded),
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
            replace(promise, text="call" if promise.asks_for_call else SOMEONE) for promise in contact.promises
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
