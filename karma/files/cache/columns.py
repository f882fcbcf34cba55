"""What rules about one person alone said of everybody: a column for each rule, with a plain value a person.

A value counts for one path and the bytes that stood there, for the settings and for the day. After an edit
the one person is asked again, and of all others only the columns are read that somebody asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.each import EVER
from karma.files.cache import packed
from karma.files.cache.findings import Findings
from karma.files.cache.order import Order, step
from karma.files.cache.rows import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.files.cache.halves import Halves
    from karma.files.cache.order import Step
    from karma.files.cache.packed import Key, News, Packed, Shelf
    from karma.files.cache.rows import Rows

_DAYS = 3
"""So many days are held: today, the day before, of which this morning is made, and one of a preview."""
_NEWS = 100
"""When more people have news than these, and than a twentieth of all, the columns are written anew."""
WORTH_TWO = 2000
"""People below whom a second process costs more than it saves, when all of them are asked about."""
_UNKNOWN: Any = object()


class _Column(NamedTuple):
    order: Order
    values: list[Any]


class Columns:
    """What is known of the people of one book. It is a Memory, as rules know it (karma/core/each.py).

    `by_two`: of many people of whom nothing is known, two more processes may be asked, each about half. They
    go on until the columns are saved, or `by_one` is called: a lock that is held meanwhile they hold as well.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contacts: tuple[Contact, ...] = ()
        self._rows = NOBODY
        self._order = Order("", b"")
        self._steps: dict[int, tuple[Order, Step]] = {}
        self._shown: tuple[tuple[Contact, ...], list[int | None]] = (), []
        self._settings: tuple[Config, str] | None = None
        self._shelf: Shelf | None = None
        self._looked = False
        self._known: dict[Key, _Column] = {}
        self._days: list[int] = []
        self._fresh = False
        self.by_two = False
        self._halves: Halves | None = None
        self._findings = Findings(root, "")

    def now(self, contacts: tuple[Contact, ...], rows: Rows) -> None:
        """These are the people from now on, and these the rows of their files, in the same order."""
        self.by_one()
        self._contacts, self._rows, self._shown = contacts, rows, ((), [])
        if rows.order != self._order:
            self._order, self._steps = rows.order, {}

    def said(self, rule: str, book: Book, today: date, ask: Callable[[Contact], Any]) -> Sequence[Any]:
        """What the rule says of each contact of the book, in their order; `ask` gives what is not known.

        A contact that is not as its file says, but veiled or moved, is asked about anew.
        """
        self._take_up(book.config, today)
        values = self._values((rule, today.toordinal()), ask)
        if book.contacts is self._contacts:
            return values
        return [
            ask(contact) if place is None else values[place]
            for contact, place in zip(book.contacts, self._placed(book.contacts), strict=True)
        ]

    def kept(
        self, what: str, book: Book, about: Any, keys: Sequence[Any], find: Callable[[int], Any]
    ) -> list[Any]:
        """What `find` gives of that name for each key by its place, or what it gave for it before.

        It did so with the same settings, and when it was `about` the same.
        """
        self._take_up(book.config, EVER)
        return self._findings.kept(what, about, keys, find)

    def save(self, today: date) -> bool:
        """Leaves what is known about these days for the next run; False where it cannot. Never raises."""
        self.by_one()
        self._findings.save()
        if not self._fresh or not self._settings:
            return True
        day = today.toordinal()
        days = {EVER.toordinal(), day - 1, day, *self._days}
        known = {key: one.values for key, one in self._known.items() if self._holds(one) and key[1] in days}
        shelf = self._left()
        if shelf and not shelf.is_worn() and not self._much_news(shelf):
            said = self._added(shelf, known, days)
        else:
            said = self._begun(shelf, known, days)
        self._fresh = not (said and packed.save(self._root, self._settings[1], said))
        self._shelf, self._looked = None, False
        return not self._fresh

    def put_away(self, today: date) -> None:
        """Saves it, and holds none of it any more: who asks again has it from the disk."""
        if self.save(today):
            self._known.clear()

    def by_one(self) -> None:
        """Ends the other processes, which know these people and these settings only."""
        if self._halves:
            self._halves.close()
        self._halves = None

    # What is known, brought into the order that holds now

    def _take_up(self, config: Config, today: date) -> None:
        """Goes on from what the last run left, or from nothing when the settings have changed."""
        if self._settings is None or self._settings[0] is not config:
            self.by_one()
            settings = repr(config)
            if self._settings is None or self._settings[1] != settings:
                self._known, self._shelf, self._looked = {}, None, False
                self._findings = Findings(self._root, settings)
            self._settings = config, settings
        day = today.toordinal()
        if day not in self._days and today != EVER:
            self._days = [*self._days, day][-_DAYS:]
            held = {EVER.toordinal(), *self._days}
            self._known = {key: column for key, column in self._known.items() if key[1] in held}

    def _values(self, key: Key, ask: Callable[[Contact], Any]) -> list[Any]:
        """The column in the order that holds now, without a gap."""
        known = self._known.get(key)
        if known and self._holds(known):
            return known.values
        values, gaps = self._brought(known) if known else self._told(key)
        if self.by_two and len(gaps) == len(values) >= WORTH_TWO:
            values = self._of_everybody(key, ask)
        else:
            for place in gaps:
                values[place] = ask(self._contacts[place])
        self._fresh = self._fresh or bool(gaps)
        self._known[key] = _Column(self._order, values)
        return values

    def _of_everybody(self, key: Key, ask: Callable[[Contact], Any]) -> list[Any]:
        """A column of which nothing is known, by two processes more."""
        if self._halves is None and self._settings:
            from karma.files.cache.halves import Halves  # noqa: PLC0415  (start-up)

            self._halves = Halves(self._contacts, self._settings[0])
        return self._halves.asked(key, ask) if self._halves else [ask(one) for one in self._contacts]

    def _left(self) -> Shelf | None:
        """What the last run left."""
        if not self._looked and self._settings:
            self._shelf, self._looked = packed.opened(self._root, self._settings[1]), True
        return self._shelf

    def _told(self, key: Key) -> tuple[list[Any], Sequence[int]]:
        """What the last run left of a column, with the news, and the places of whom nothing is known."""
        shelf = self._left()
        column = shelf.column(key) if shelf and key in shelf.said.columns else None
        if not shelf or column is None:
            return [None] * len(self._contacts), range(len(self._contacts))
        stale = shelf.said.columns[key].stale
        for place in stale:
            column[place] = _UNKNOWN
        values, gaps = self._brought(_Column(shelf.said.order, column))
        for place in gaps:
            values[place] = _UNKNOWN
        gaps = _unknown(values, range(len(values)) if stale else gaps)
        for place in gaps:
            values[place] = self._news(shelf, place).get(key, _UNKNOWN)
        return values, _unknown(values, gaps)

    def _news(self, shelf: Shelf, place: int) -> dict[Key, Any]:
        """What the news say of a person, if their file is as it was then."""
        path = self._contacts[place].path
        digest, said = shelf.said.news.get(path, (b"", {}))
        return said if digest == self._rows.digest(path) else {}

    def _brought(self, column: _Column) -> tuple[list[Any], Sequence[int]]:
        """The values of a column in the order that holds now, and the places of whom nothing is known."""
        places, gaps = self._step(column.order)
        values = column.values
        if places is None:
            return values.copy(), gaps
        return [None if place is None else values[place] for place in places], gaps

    def _holds(self, column: _Column) -> bool:
        return column.order is self._order

    def _step(self, order: Order) -> Step:
        """The way from that order into the one that holds now."""
        if id(order) not in self._steps:
            self._steps[id(order)] = order, step(order, self._order)
        return self._steps[id(order)][1]

    def _placed(self, contacts: tuple[Contact, ...]) -> list[int | None]:
        """Where each of these contacts stands; None for who is not as their file says."""
        if self._shown[0] is not contacts:
            places = {id(contact): at for at, contact in enumerate(self._contacts)}
            self._shown = contacts, [places.get(id(contact)) for contact in contacts]
        return self._shown[1]

    # What is left for the next run

    def _much_news(self, shelf: Shelf) -> bool:
        return len(self._step(shelf.said.order).gaps) > max(_NEWS, len(self._contacts) // 20)

    def _added(self, shelf: Shelf, known: Mapping[Key, list[Any]], days: set[int]) -> Packed | None:
        """What was left, with the columns that are new, and the news of people."""
        said = shelf.said
        columns = {key: place for key, place in said.columns.items() if key[1] in days}
        back = step(self._order, said.order)
        new = {key: values for key, values in known.items() if key not in columns}
        fresh = ((key, _in_order(values, back)) for key, values in new.items())
        # What stands there for somebody who has another file now must not count if the old one comes back.
        stale = dict.fromkeys(new, tuple(back.gaps))
        stood = {at for place in columns.values() for at in place.stale}.difference(back.gaps)
        loose = {at if back.places is None else back.places[at] for at in stood}
        news: News = {}
        for at in sorted({*self._step(said.order).gaps, *(at for at in loose if at is not None)}):
            path = self._contacts[at].path
            before = {key: value for key, value in self._news(shelf, at).items() if key[1] in days}
            told = {key: values[at] for key, values in known.items()}
            news[path] = self._rows.digest(path) or b"", before | told
        return packed.added(self._root, said._replace(columns=columns, news=news), fresh, stale)

    def _begun(self, shelf: Shelf | None, known: Mapping[Key, list[Any]], days: set[int]) -> Packed | None:
        """All that is known, in the order that holds now; of what was not asked for, as much as is right."""
        columns = dict(known)
        stale: dict[Key, tuple[int, ...]] = {}
        for key in shelf.said.columns if shelf else ():
            if key not in columns and key[1] in days:
                values, gaps = self._told(key)
                columns[key] = [None if value is _UNKNOWN else value for value in values]
                stale[key] = tuple(gaps)
        return packed.begun(self._root, self._order, columns.items(), stale)


def _unknown(values: list[Any], places: Iterable[int]) -> list[int]:
    return [place for place in places if values[place] is _UNKNOWN]


def _in_order(values: list[Any], way: Step) -> list[Any]:
    if way.places is None:
        return values
    return [None if place is None else values[place] for place in way.places]
