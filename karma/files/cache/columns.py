"""What rules about one person alone said of everybody: a column for each rule, with a plain value a person.

A value counts for one path and the bytes that stood there, for the settings and for the day. After an edit
the one person is asked again, and of all others only the columns are read that somebody asks for.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.files.cache.records import Row

_NAME = "columns"
_DAYS = 2
"""So many days are held in memory: today, and the day that a preview asks for."""
_UNKNOWN: Any = object()


class Order(NamedTuple):
    """Whose values stand in a column, one behind the other: their paths and the digests of their files."""

    paths: list[str]
    digests: list[bytes]


class Column(NamedTuple):
    """A column as it stands on the disk: packed, with the places whose values do not count any more."""

    packed: bytes
    stale: tuple[int, ...] = ()

    def values(self) -> list[Any]:
        """The values, unpacked."""
        found: list[Any] = marshal.loads(self.packed)  # noqa: S302  (behind its seal)
        for at in self.stale:
            found[at] = _UNKNOWN
        return found


class Sheet:
    """The columns of one day and of one state of the settings."""

    def __init__(self, order: Order, columns: Mapping[str, Column]) -> None:
        self._order, self._packed = order, dict(columns)
        self._values: dict[str, list[Any]] = {}
        self.fresh = False

    def values(self, rule: str, order: Order) -> list[Any]:
        """The column of that rule, in this order, with gaps where something is not known."""
        self._follow(order)
        if rule not in self._values:
            column = self._packed.pop(rule, None)
            self._values[rule] = column.values() if column else [_UNKNOWN] * len(order.paths)
        return self._values[rule]

    def plain(self, order: Order) -> tuple[Any, ...]:
        """All of it as `marshal` takes it."""
        self._follow(order)
        columns = {rule: tuple(column) for rule, column in self._packed.items()}
        return tuple(order), columns | {rule: _packed(values) for rule, values in self._values.items()}

    def _follow(self, order: Order) -> None:
        """Brings what is known into the order that holds now; who holds a column keeps it as it was."""
        was, self._order = self._order, order
        if was is order or was == order:
            return
        self.fresh = True
        if was.paths == order.paths:
            changed = [at for at, digest in enumerate(order.digests) if digest != was.digests[at]]
            self._values = {rule: _without(values, changed) for rule, values in self._values.items()}
            self._packed = {
                rule: Column(column.packed, (*column.stale, *changed))
                for rule, column in self._packed.items()
            }
            return
        place = {(path, digest): at for at, (path, digest) in enumerate(zip(*was, strict=True))}
        source = [place.get(one) for one in zip(*order, strict=True)]
        known = self._values | {rule: column.values() for rule, column in self._packed.items()}
        self._packed = {}
        self._values = {
            rule: [_UNKNOWN if at is None else values[at] for at in source] for rule, values in known.items()
        }


class Columns:
    """What is known of the people of one book. It is a Memory, as rules know it (karma/core/each.py)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sheets: dict[tuple[str, int], Sheet] | None = None
        self._contacts: tuple[Contact, ...] = ()
        self._rows: Mapping[str, Row] = {}
        self._order: Order | None = None
        self._places: dict[int, int] = {}
        self._settings: tuple[Config, str] | None = None

    def now(self, contacts: tuple[Contact, ...], rows: Mapping[str, Row]) -> None:
        """These are the people from now on, and these the rows of their files."""
        self._contacts, self._rows, self._order, self._places = contacts, rows, None, {}

    def said(self, rule: str, book: Book, today: date, ask: Callable[[Contact], Any]) -> Sequence[Any]:
        """What the rule says of each contact of the book, in their order; `ask` gives what is not known.

        A contact that is not as its file says, but veiled or moved, is asked about anew.
        """
        sheet = self._sheet(book.config, today)
        values = sheet.values(rule, self._ordered())
        if book.contacts is self._contacts:
            _fill(sheet, values, range(len(values)) if _UNKNOWN in values else (), book.contacts, ask)
            return values
        places = self._placed()
        at = [places.get(id(contact)) for contact in book.contacts]
        _fill(sheet, values, [place for place in at if place is not None], self._contacts, ask)
        return [
            ask(contact) if place is None else values[place]
            for contact, place in zip(book.contacts, at, strict=True)
        ]

    def save(self, today: date) -> None:
        """Leaves what is known of that day for the next run, if there is something new. Never raises."""
        for (settings, day), sheet in (self._sheets or {}).items():
            if day == today.toordinal() and sheet.fresh:
                sealed.write(self._root, _NAME, marshal.dumps((settings, day, *sheet.plain(self._ordered()))))
                sheet.fresh = False

    def _ordered(self) -> Order:
        if self._order is None:
            paths = [contact.path for contact in self._contacts]
            self._order = Order(paths, [self._rows[path].digest for path in paths])
        return self._order

    def _placed(self) -> dict[int, int]:
        if not self._places:
            self._places = {id(contact): at for at, contact in enumerate(self._contacts)}
        return self._places

    def _sheet(self, config: Config, today: date) -> Sheet:
        if self._settings is None or self._settings[0] is not config:
            self._settings = config, repr(config)
        key = self._settings[1], today.toordinal()
        if self._sheets is None:
            self._sheets = self._left()
        if key not in self._sheets:
            self._sheets = dict([*self._sheets.items(), (key, Sheet(self._ordered(), {}))][-_DAYS:])
        return self._sheets[key]

    def _left(self) -> dict[tuple[str, int], Sheet]:
        """What the last run left."""
        body = sealed.read(self._root, _NAME)
        if body is None:
            return {}
        settings, day, order, columns = marshal.loads(body)  # noqa: S302  (behind its seal)
        packed = {rule: Column(*column) for rule, column in columns.items()}
        return {(settings, day): Sheet(Order(*order), packed)}


def _fill(
    sheet: Sheet,
    values: list[Any],
    places: Sequence[int],
    contacts: tuple[Contact, ...],
    ask: Callable[[Contact], Any],
) -> None:
    """Asks about those of whom nothing is known."""
    for place in places:
        if values[place] is _UNKNOWN:
            values[place] = ask(contacts[place])
            sheet.fresh = True


def _packed(values: list[Any]) -> tuple[bytes, tuple[int, ...]]:
    stale = tuple([at for at, value in enumerate(values) if value is _UNKNOWN])
    return marshal.dumps([None if value is _UNKNOWN else value for value in values]), stale


def _without(values: list[Any], places: list[int]) -> list[Any]:
    kept = list(values)
    for at in places:
        kept[at] = _UNKNOWN
    return kept
