"""What is known of everybody's files, in columns: ten thousand rows are read and held as a dozen lists."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache.order import Order
from karma.files.cache.shape import NAMES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

Names = tuple[Any, ...]
"""What somebody is known by: see `shape.NAMES`."""
_COLUMNS = 3 + len(NAMES)
"""Paths, digests, places, and what somebody is known by, of which the id comes first."""
_ID = 3
_FEW = 100
"""Rows that are put into their places one by one."""
_PLACE = Struct("<q4I")


class Place(NamedTuple):
    """Where a record stands: at byte `at` of the file of records.

    First what is asked daily, `size` bytes that sum up to `sum`, then the rest, `more` bytes that sum up to
    `sum_more`.
    """

    at: int = 0
    size: int = 0
    sum: int = 0
    more: int = 0
    sum_more: int = 0


class Row(NamedTuple):
    """What is known of one person's file: the digest of its bytes, what they are known by, and more.

    `problems` are those in this file alone; `place` is where the record stands.
    """

    digest: bytes
    names: Names
    problems: tuple[tuple[Any, ...], ...] = ()
    place: Place = Place()

    def plain(self) -> tuple[Any, ...]:
        """It, as `marshal` takes it."""
        return *self[:-1], tuple(self.place)

    @classmethod
    def of(cls, plain: tuple[Any, ...]) -> Row:
        """Inverse to `plain`."""
        return cls._make((*plain[:-1], Place(*plain[-1])))


class Rows:
    """The rows of people's files, in the order of their ids. Nobody changes them once they are made.

    `paths`, `digests` and each list of `names` have one value a person; `problems` are by path, for those
    who have any.
    """

    def __init__(self, columns: list[list[Any]], problems: dict[str, tuple[tuple[Any, ...], ...]]) -> None:
        self._columns, self.problems = columns, problems
        self.paths: list[str] = columns[0]
        self.digests: list[bytes] = columns[1]
        self._places: list[bytes] = columns[2]
        self.names = columns[_ID:]

    @classmethod
    def of(cls, rows: Mapping[str, Row]) -> Rows:
        """These rows, by path."""
        every = sorted((row.names[0], path, row) for path, row in rows.items())
        values = [_values(path, row) for _, path, row in every]
        columns = [[value[at] for value in values] for at in range(_COLUMNS)]
        return cls(columns, {path: row.problems for path, row in rows.items() if row.problems})

    def plain(self) -> tuple[Any, ...]:
        """What they are made of, as `marshal` takes it."""
        return self._columns, self.problems

    @cached_property
    def order(self) -> Order:
        """Whose rows they are, and of which bytes."""
        return Order("".join([f"{path}\0" for path in self.paths]), b"".join(self.digests))

    @cached_property
    def _at(self) -> dict[str, int]:
        return dict(zip(self.paths, range(len(self.paths)), strict=True))

    def __contains__(self, path: object) -> bool:
        return path in self._at

    def __getitem__(self, path: str) -> Row:
        at = self._at[path]
        names = tuple([column[at] for column in self.names])
        return Row(self.digests[at], names, self.problems.get(path, ()), self.place(path))

    def get(self, path: str) -> Row | None:
        """The row of the file at that path, if there is one."""
        return self[path] if path in self._at else None

    def digest(self, path: str) -> bytes | None:
        """The digest of the file at that path, if there is a row of it."""
        at = self._at.get(path)
        return None if at is None else self.digests[at]

    def place(self, path: str) -> Place:
        """Where the record of that person stands. Raises KeyError."""
        return Place._make(_PLACE.unpack(self._places[self._at[path]]))

    def size(self) -> int:
        """How many bytes of records they lead to."""
        return sum(size + more for _, size, _, more, _ in _PLACE.iter_unpack(b"".join(self._places)))

    def without(self, known: Container[str]) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        """The paths and the names of those whose paths are not among `known`."""
        if not known:
            return self.paths, self.names
        news = [at for at, path in enumerate(self.paths) if path not in known]
        return [self.paths[at] for at in news], [[column[at] for at in news] for column in self.names]

    def placed(self, places: Mapping[str, Place]) -> Rows:
        """The same, with records that stand there."""
        now = self._places.copy()
        for path, place in places.items():
            now[self._at[path]] = _PLACE.pack(*place)
        return Rows([self.paths, self.digests, now, *self.names], self.problems)

    def changed(self, news: Mapping[str, Row | None]) -> Rows:
        """With these rows in the place of others; None for what is known no more."""
        news = {path: row for path, row in news.items() if row != self.get(path)}
        if not news:
            return self
        if len(news) > _FEW:
            kept = {path: self[path] for path in self.paths if path not in news}
            return Rows.of(kept | {path: row for path, row in news.items() if row})
        columns = [column.copy() for column in self._columns]
        moved = [path for path, row in news.items() if not self._put(columns, path, row)]
        for at in sorted((self._at[path] for path in moved if path in self._at), reverse=True):
            for column in columns:
                del column[at]
        for path in moved:
            if row := news[path]:
                at = bisect_left(columns[_ID], row.names[0])
                for column, value in zip(columns, _values(path, row), strict=True):
                    column.insert(at, value)
        problems = {path: found for path, found in self.problems.items() if path not in news}
        problems |= {path: row.problems for path, row in news.items() if row and row.problems}
        return Rows(columns, problems)

    def _put(self, columns: list[list[Any]], path: str, row: Row | None) -> bool:
        """Puts the row where that person stands in these columns; False if that is not its place any more."""
        at = self._at.get(path)
        if row is None or at is None or columns[_ID][at] != row.names[0]:
            return False
        for column, value in zip(columns, _values(path, row), strict=True):
            column[at] = value
        return True


def _values(path: str, row: Row) -> tuple[Any, ...]:
    """What stands in each column."""
    return path, row.digest, _PLACE.pack(*row.place), *row.names


NOBODY = Rows([[] for _ in range(_COLUMNS)], {})
