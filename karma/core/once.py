"""What a rule finds in a book is found once: a book never changes, and many systems ask for the same."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.core.book import Book

_More = ParamSpec("_More")
_Found = TypeVar("_Found")


def once_per_book(
    rule: Callable[Concatenate[Book, _More], _Found],
) -> Callable[Concatenate[Book, _More], _Found]:
    """The rule, which remembers in the book itself what it found there, by what else it was asked.

    For facts of the whole book that several systems share. It is forgotten together with the book, so it is
    not for what is asked about many days, and nobody may change what was found.
    """

    @wraps(rule)
    def found(book: Book, *more: _More.args, **named: _More.kwargs) -> _Found:
        asked = (rule, more, tuple(named.items()))
        if asked not in book.found:
            book.found[asked] = rule(book, *more, **named)
        return cast("_Found", book.found[asked])

    return cast("Callable[Concatenate[Book, _More], _Found]", found)
