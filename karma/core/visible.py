"""The book as others may see it: private people and fields are gone before anything is computed from it.

Pages, calendars and exports are made from `visible(book)`, so that no reason, opener or list can tell what
the files keep to themselves (format.md, `private`). A private person's name typed as plain text in somebody
else's file cannot be known for one; as a `[[link]]`, or as a link to their file, it is shown as “someone”.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields, replace
from operator import is_
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from karma.core.book import Book, Contact
from karma.core.each import EVER, of_each
from karma.core.fields import Labelled
from karma.core.links import LINK, fold
from karma.core.logline import LogLine, Party
from karma.core.promise import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.config import Config

SOMEONE = "someone"
_ANYBODY = frozenset({""})
"""Ids of which nobody has any, for a veil that only listens."""
_ADDRESS = re.compile(r"(?<=\]\()[ \t]*(?:<[^<>\n]*>|[^\s()<>]+)|[^][\s()<>|*`'\"“”,;=–—]+")
"""Where a Markdown link leads, or a word: each is looked at once, however long the text."""
_WEB = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|mailto:")
_TO_ITS_END = re.compile(r"\W*(.*?\.md)", re.IGNORECASE | re.DOTALL)
_FILE = re.compile(r"\.(?:md|html)$", re.IGNORECASE)
_COPY = re.compile(r"(?: \d+| \(.*|\.sync-conflict-.*)$")
"""What a sync tool puts behind the stem of a file that it keeps twice."""
_OUTLINE = {"id", "path", "every", "circle", "snooze", "birthday", "met", "added", "archived", "lines"}
_NEVER_EMPTIED = {"id", "path", "name", "private", "archived", "lines"}
_NOTHING_KNOWN = {"field-private", "front-matter-missing", "front-matter-open", "front-matter-shape"}
_DEFAULTS = {
    one.name: {} if one.default is MISSING else one.default
    for one in fields(Contact)
    if one.name not in ("id", "path", "name")
}
_SPOKEN: dict[type, tuple[str, ...]] = {
    LogLine: ("text", "parties"),
    Promise: ("text",),
    Labelled: ("value", "label"),
    Party: ("target",),
}
"""What of a thing may name somebody."""


def visible(book: Book, today: date) -> Book:
    """The book without anything private.

    A private person stays as a nameless outline (days and verbs, no words), because their place in the day's
    queue is the same as on the terminal; whoever shows the result leaves out contacts that are `hidden`. Who
    may be meant to be private, because `private:` cannot be read, is taken as private too. Links to hidden
    people read “someone”, private fields are empty, and problems in files that keep anything private are left
    out, since a message may quote a value, as are those that name a hidden person. A file that could not be
    read may be anybody's, and is taken as private in all of this.
    """
    unread = _unread(book)
    unsure = _unsure(book, today) | unread
    guarded = {contact.path for contact in book.contacts if contact.private} | unsure
    if not guarded:
        return book
    hidden = frozenset(contact.id for contact in book.contacts if contact.hidden or contact.path in unsure)
    stems = frozenset(_stems(unread)) - book.by_id.keys() - {""}
    veil = _Veil(book, hidden, stems)
    touched = guarded | _telling(book, veil)
    told = _naming((contact for contact in book.contacts if contact.id in hidden), stems)
    return replace(
        book,
        contacts=tuple(
            [veil.contact(contact) if contact.path in touched else contact for contact in book.contacts]
        ),
        problems=tuple(
            problem
            for problem in book.problems
            if problem.path not in guarded
            and not told.search(fold(f"{problem.path} {problem.message} {problem.remedy}"))
        ),
    )


def stem_meant(target: str) -> str:
    """The stem that a link to a file means, however it is written: `contacts/bill.md#notes` is `bill`."""
    path = re.split("[#?]", unquote(target), maxsplit=1)[0]
    return _FILE.sub("", re.split(r"[/\\:]", path)[-1]).strip()


def _unread(book: Book) -> set[str]:
    """The paths of problems with a file that is nobody's: it could not be read, or is a copy."""
    known = {contact.path for contact in book.contacts}
    return {problem.path for problem in book.problems if ".md" in problem.path.casefold()} - known


def _stems(paths: Iterable[str]) -> Iterator[str]:
    """Whose files these may be, folded."""
    for path in paths:
        stem = stem_meant(path)
        yield from (fold(stem), fold(_COPY.sub("", stem)))


def _unsure(book: Book, today: date) -> set[str]:
    """The files with something in them that may be meant as `private:` and could not be read."""
    said = [(contact.path, *told) for contact, told in _private_keys.people(book, today) if told]
    named = {(path, line) for path, line, _ in said}
    misspelt = {path for path, _, is_misspelt in said if is_misspelt}
    return misspelt | {
        problem.path
        for problem in book.problems
        if problem.code in _NOTHING_KNOWN
        or (problem.path, problem.line) in named
        or (problem.code == "duplicate-key" and "“private”" in problem.message)
    }


@of_each
def _private_keys(contact: Contact, _config: Config, _today: date) -> tuple[int, bool] | None:
    """The line of `private:`, 0 without one, and whether a key looks like it; None for neither."""
    misspelt = any(key.casefold().startswith("priv") for key, _ in contact.unknown)
    line = contact.lines.get("private", 0)
    return (line, misspelt) if line or misspelt else None


def _telling(book: Book, veil: _Veil) -> set[str]:
    """The files in which something may name somebody who is hidden: all others are as they were."""
    if not veil.hidden and not veil.stems:
        return set()
    people = (contact for contact in book.contacts if contact.id in veil.hidden)
    names = {fold(name) for contact in people for name in (contact.id, contact.name, *contact.aliases)}
    names |= veil.stems
    return {contact.path for contact, said in _pointed.people(book, EVER) if not names.isdisjoint(said)}


@of_each
def _pointed(contact: Contact, config: Config, _today: date) -> tuple[str, ...]:
    """Whatever in the file may lead to somebody, as links are compared: all that a veil would look at."""
    listener = _Listener(Book(config, ()), _ANYBODY, frozenset())
    listener.contact(contact)
    return tuple(listener.heard)


def _naming(people: Iterable[Contact], stems: Iterable[str]) -> re.Pattern[str]:
    """Finds the stem, name or an alias of any of `people`, or one of `stems`, as a word in folded text."""
    names = {fold(name) for contact in people for name in (contact.id, contact.name, *contact.aliases)}
    names.update(stems)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names - {""}))) + r")(?!\w)" if names else r"(?!)"
    )


@dataclass(frozen=True, slots=True)
class _Veil:
    """What is put over the words of a book in which some are not to be named.

    They are the people with the ids `hidden`, and who the folded `stems` of unread files may mean.
    """

    book: Book
    hidden: frozenset[str]
    stems: frozenset[str]

    def contact(self, contact: Contact) -> Contact:
        if contact.id in self.hidden:
            return self._outline(contact)
        changed: dict[str, Any] = {}
        for name, default in _DEFAULTS.items():
            value = getattr(contact, name)
            if name in contact.private and name not in _NEVER_EMPTIED:
                changed[name] = default
            elif (self.hidden or self.stems) and value and name not in _NEVER_EMPTIED:
                veiled = self._target(value) if name == "via" else self._value(value)
                if veiled is not value:
                    changed[name] = veiled
        return replace(contact, **changed) if changed else contact

    def _outline(self, contact: Contact) -> Contact:
        kept: dict[str, Any] = {name: getattr(contact, name) for name in _OUTLINE}
        log = tuple(replace(entry, text="", parties=()) for entry in contact.log)
        promises = tuple(
            replace(known, text="call" if known.asks_for_call else SOMEONE) for known in contact.promises
        )
        return Contact(**kept, name=SOMEONE, private=("true",), log=log, promises=promises)

    def _value(self, value: Any) -> Any:
        """The value with nobody hidden in it; the same object where there is nobody."""
        if isinstance(value, str):
            text = self._text(value)
            return value if text == value else text
        if isinstance(value, tuple):
            items = tuple([self._value(item) for item in value])
            return value if all(map(is_, items, value)) else items
        if isinstance(value, LogLine | Promise | Labelled | Party):
            return self._parts(value, _SPOKEN[type(value)])
        return value

    def _parts(self, value: Any, names: tuple[str, ...]) -> Any:
        changed = {}
        for name in names:
            was = getattr(value, name)
            now = self._target(was) if name == "target" else self._value(was)
            if now is not was:
                changed[name] = now
        return replace(value, **changed) if changed else value

    def _text(self, text: str) -> str:
        if "[[" in text:
            text = LINK.sub(self._link, text)
        return _ADDRESS.sub(self._address, text) if "](" in text or ".md" in text.casefold() else text

    def _address(self, match: re.Match[str]) -> str:
        """The file that a word names, or what a link leads to; anything else is left as it is."""
        file = _TO_ITS_END.match(match[0])
        leads = match.string.endswith("](", 0, match.start())
        if _WEB.match(match[0]) or not (file or leads):
            return match[0]
        return SOMEONE if self._names_hidden(file[1] if file else match[0].strip(" \t<>")) else match[0]

    def _link(self, match: re.Match[str]) -> str:
        return SOMEONE if self._names_hidden(match[1]) else match[0]

    def _target(self, written: str) -> str:
        return SOMEONE if self._names_hidden(written) else written

    def _names_hidden(self, written: str) -> bool:
        found = self.book.resolve(written.strip()) or self.book.resolve(stem_meant(written))
        return found.id in self.hidden if found else fold(stem_meant(written)) in self.stems


@dataclass(frozen=True, slots=True)
class _Listener(_Veil):
    """A veil that hides nobody, and hears whom it would have to."""

    heard: dict[str, None] = field(default_factory=dict)

    def _names_hidden(self, written: str) -> bool:
        self.heard.update(dict.fromkeys((fold(written), fold(stem_meant(written)))))
        return False
