"""What a rule says of each person alone: worked out once for as long as their file stays as it is.

Most rules ask the same small thing of everybody before they look closer at a few: when was the last call, is
a favour left to thank for. Such a question is a function of one contact, the settings and the day, and its
answer a plain value: None, a bool, a number, a text, or tuples of them (a day is its `toordinal()`). So the
answers of a whole book can be kept beside it, and after an edit one of them is new.
"""

from __future__ import annotations

from datetime import date
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from karma.core.digest import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config

_Said = TypeVar("_Said")

_BRIEF = 12
EVER = date.min
"""The day to ask about where a rule does not look at the day: what it says then holds on all days."""


class Memory(Protocol):
    """What was said of the people of a book before, and by which rule."""

    def said(self, rule: str, book: Book, today: date, ask: Callable[[Contact], Any]) -> Sequence[Any]:
        """What the rule says of each contact of the book, in their order; `ask` gives what is not known."""
        ...

    def kept(
        self, what: str, book: Book, about: Any, keys: Sequence[Any], find: Callable[[int], Any]
    ) -> list[Any]:
        """What `find` gives of that name for each key by its place, or what it gave for it before.

        It did so with the same settings, and when it was `about` the same.
        """
        ...


class Each(Generic[_Said]):
    """A rule about one person alone. Called, it is that rule; `values` and `people` go through a book."""

    def __init__(self, rule: Callable[[Contact, Config, date], _Said]) -> None:
        self.name = f"{rule.__module__}.{rule.__qualname__}"
        self._rule = rule
        update_wrapper(self, rule)

    def __call__(self, contact: Contact, config: Config, today: date) -> _Said:
        """What the rule says of that contact."""
        return self._rule(contact, config, today)

    def values(self, book: Book, today: date) -> Sequence[_Said]:
        """What it says of each contact, in their order. Nobody may change it."""
        asked = (self, today)
        if asked not in book.found:
            book.found[asked] = self._found(book, today)
        return cast("Sequence[_Said]", book.found[asked])

    def people(self, book: Book, today: date) -> Iterator[tuple[Contact, _Said]]:
        """Each contact with what it says of them, in their order."""
        return zip(book.contacts, self.values(book, today), strict=True)

    def _found(self, book: Book, today: date) -> Sequence[_Said]:
        def ask(contact: Contact) -> _Said:
            return self._rule(contact, book.config, today)

        if book.memory is None:
            return [ask(contact) for contact in book.contacts]
        return book.memory.said(self.name, book, today, ask)


def let_go(book: Book) -> None:
    """Lets go of what rules said of the book, where a memory has it for whoever asks again."""
    if book.memory is not None:
        for asked in [one for one in book.found if isinstance(one, tuple) and isinstance(one[0], Each)]:
            del book.found[asked]


def of_each(rule: Callable[[Contact, Config, date], _Said]) -> Each[_Said]:
    """The rule, asked of everybody as `rule.values(book, today)` or `rule.people(book, today)`.

    It may look at the contact, the settings and the day and at nothing else, and must give plain values.
    """
    return Each(rule)


def brief(said: Any) -> bytes:
    """A digest of what one of thousands says, in the place of much of it; of plain values, no set or dict."""
    return digest(repr(said).encode(), _BRIEF)


def kept(what: str, book: Book, about: Any, find: Callable[[], _Said]) -> _Said:
    """What `find` finds out from `about` and the settings and from nothing else; it may be known from before.

    For what takes long to find in a whole book, and mostly is what it was: introductions, say, while nobody
    needs or offers something else. Both are plain values, made of None, numbers, texts, bytes, lists, tuples
    and dictionaries; equal ones of `about` are in one order, so that no set is among them.
    """
    return kept_of_each(what, book, about, [what], lambda _: find())[0]


def kept_of_each(
    what: str, book: Book, about: Any, keys: Sequence[Any], find: Callable[[int], _Said]
) -> list[_Said]:
    """The same of several things: what `find` finds out of each, by its place, from its key as well."""
    if book.memory is None:
        return [find(at) for at in range(len(keys))]
    return book.memory.kept(what, book, about, keys, find)
