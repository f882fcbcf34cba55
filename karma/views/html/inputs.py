"""What a page was made from, as a digest: the same values give the same digest, in every run and process.

All fields of all objects count, however deep. A contact counts with all that stands in their file, since a
template may show any of it.
"""

from __future__ import annotations

import io
import pickle  # only ever written, never read
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from karma.core.balance.turn import Between
from karma.core.book import Book, Contact
from karma.core.digest import digest
from karma.core.drafts.facts import FACTS, Facts, Gap, Noted
from karma.core.logline import LogLine
from karma.core.matching.intel import Intel
from karma.core.matching.share import MatchesOf, News
from karma.core.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable


class Inputs:
    """Digests of values that hold contacts. `known` gives the digest of a contact's file; None: look closer.

    A digest by `known` and one by a closer look are different: at worst a page is made once more.
    """

    def __init__(self, known: Callable[[Contact], bytes | None]) -> None:
        self._known = known
        self._found: dict[int, tuple[Any, bytes]] = {}
        self._ways = _Ways(self._contact, self._intel, self._line)

    def digest(self, *values: Any) -> bytes:
        """The digest of these values. Raises TypeError for a whole book, which no page may depend on."""
        return digest(self._written(values))

    def _written(self, values: Any) -> bytes:
        stream = io.BytesIO()
        pickler = pickle.Pickler(stream, 5)
        pickler.fast = True  # equal values are written alike, whether they are one object or two
        pickler.dispatch_table = self._ways
        pickler.dump(values)
        return stream.getvalue()

    def contact(self, contact: Contact) -> bytes:
        """The digest of all that stands in a contact's file."""
        found = self._found.get(id(contact))
        if found is not None:
            return found[1]
        if known := self._known(contact):
            self._found[id(contact)] = contact, known
            return known
        return self._once(contact, _CONTACT)

    def line(self, line: LogLine) -> bytes:
        """The digest of a line of a log."""
        return self._once(line, _LINE)

    def _contact(self, contact: Contact) -> tuple[Any, ...]:
        return str, (self.contact(contact),)

    def _intel(self, intel: Intel) -> tuple[Any, ...]:
        return str, (self._once(intel, _INTEL),)

    def _line(self, line: LogLine) -> tuple[Any, ...]:
        return str, (self.line(line),)

    def _once(self, one: Any, values: Callable[[Any], Any]) -> bytes:
        """The digest of what stands on many pages; it is held on to, so that no other comes in its place."""
        found = self._found.get(id(one))
        if found is None:
            found = one, digest(self._written(values(one)))
            self._found[id(one)] = found
        return found[1]


class _Ways(dict[type, Any]):
    """How each kind of object is written down: as the name of its class and all its fields."""

    def __init__(self, contact: Any, intel: Any, line: Any) -> None:
        # Intel knows all who would like to hear it, and a line is told on several pages.
        super().__init__({**_WAYS, Intel: intel, LogLine: line})
        self._contact = contact

    def __missing__(self, kind: type) -> Any:
        if issubclass(kind, Contact):
            way = self._contact
        elif issubclass(kind, Book):
            raise TypeError("a page must not depend on a whole book, but on what was found in it")
        elif is_dataclass(kind):
            way = _fields(kind)
        elif issubclass(kind, tuple):
            way = _as(kind, tuple)
        elif issubclass(kind, str):
            way = _as(kind, str)
        else:
            raise KeyError(kind)  # as pickle writes it
        self[kind] = way
        return way


def _standing(standing: Standing) -> tuple[Any, ...]:
    """Without the whole book behind it, of which only the terms of the score tell."""
    return str, (_STANDING(standing), standing.terms)


def _facts(facts: Facts) -> tuple[Any, ...]:
    """Those that are known: what a gap asks for is karma's own."""
    return str, (
        [(name, fact) for name, fact in zip(FACTS, _FACTS(facts), strict=True) if type(fact) is not Gap],
    )


def _noted(noted: Noted) -> tuple[Any, ...]:
    return str, (str(noted), noted.note)


def _fields(kind: type) -> Any:
    names = [spec.name for spec in fields(kind)]
    if not names:
        return lambda _: (str, (kind.__name__,))
    values = attrgetter(*names)
    return lambda one: (str, (kind.__name__, values(one)))


def _as(kind: type, plain: type) -> Any:
    return lambda one: (str, (kind.__name__, plain(one)))


def _between(between: Between) -> tuple[Any, ...]:
    """Without the whole ledger behind it, of which only what the turns weigh tells."""
    return str, (_BETWEEN(between),)


def _matches(matches: MatchesOf) -> tuple[Any, ...]:
    """What it shows, and not everybody's, of which it is made."""
    return str, (_MATCHES(matches),)


def _news(news: News) -> tuple[Any, ...]:
    return str, (_NEWS(news),)


_WAYS = {
    MatchesOf: _matches,
    News: _news,
    Between: _between,
    Standing: _standing,
    Facts: _facts,
    Noted: _noted,
    date: lambda day: (str, (day.toordinal(),)),
    Decimal: lambda number: (str, (str(number),)),
    MappingProxyType: lambda found: (str, (list(found.items()),)),
}
_FACTS = attrgetter(*FACTS)
_MATCHES = attrgetter("contact", "helped_by", "could_help", "unmet", "made", "news")
"""What a page may show of somebody's introductions and news."""
_NEWS = attrgetter("intel", "listener")
_BETWEEN = attrgetter("contact", "year_ago", "_codes", "told_elsewhere", "_ledger.weights.told")
_STANDING = attrgetter(*(spec.name for spec in fields(Standing) if spec.compare))
_CONTACT = attrgetter(*(spec.name for spec in fields(Contact)))
_LINE = attrgetter(*(spec.name for spec in fields(LogLine)))
_INTEL = attrgetter("source", "line", "listeners", "told")
