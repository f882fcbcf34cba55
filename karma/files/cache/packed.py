"""Columns on the disk: a file of them that only grows, and an index that says where in it which one stands.

After an edit the values of one person are new in every column. They go into the index, as news, and the
columns stay as they are until there is much news. A column counts only if it sums up to what the index says,
which is sealed; of all columns only those are read that somebody asks for.
"""

from __future__ import annotations

import marshal
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache import scrap, sealed
from karma.files.cache.order import Order
from karma.files.cache.records import read_at
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Columns = Iterable[tuple["Key", list[Any]]]
    Stale = Mapping["Key", tuple[int, ...]]

INDEX = "columns.index"
_SPARE = 4_000_000
"""Bytes of columns that nobody asks for any more, below which nothing is worth tidying."""

Key = tuple[str, int]
"""A rule, and the number of the day that it was asked about."""
News = dict[str, tuple[bytes, dict[Key, Any]]]
"""By path, for the file of that digest, what rules say now that their columns do not say."""


class Place(NamedTuple):
    """Where a column stands: at that byte, so many bytes, and what they sum up to.

    `stale` are the places in it whose values do not count.
    """

    at: int
    size: int
    sum: int
    stale: tuple[int, ...] = ()


class Packed(NamedTuple):
    """What an index says: the columns that stand in the file `name`, in which order, and the news since."""

    name: str
    order: Order
    columns: dict[Key, Place]
    news: News


class Shelf:
    """An index and the file of columns that belongs to it."""

    def __init__(self, handle: int, said: Packed) -> None:
        self._handle, self.said = handle, said

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._handle)

    def column(self, key: Key) -> list[Any] | None:
        """The values of a column as they were packed; None when it is not what was written."""
        place = self.said.columns[key]
        with suppress(OSError, EOFError, ValueError, TypeError):
            data = read_at(self._handle, place.size, place.at)
            if len(data) == place.size and zlib.crc32(data) == place.sum:
                values: list[Any] = marshal.loads(data)  # noqa: S302  (summed up behind a seal)
                return values
        return None

    def is_worn(self) -> bool:
        """True when more than half of the file is in no column any more."""
        used = sum(place.size for place in self.said.columns.values())
        return os.fstat(self._handle).st_size > 2 * used + _SPARE


def opened(root: Path, settings: str) -> Shelf | None:
    """What was left of a book with these settings; None if nothing was."""
    body = sealed.read(root, INDEX)
    if body is None:
        return None
    made_for, name, order, columns, news = marshal.loads(body)  # noqa: S302  (behind its seal)
    if made_for != settings:
        return None
    with suppress(OSError):
        places = {key: Place(*place) for key, place in columns.items()}
        return Shelf(sealed.open_ours(root, name), Packed(name, Order(*order), places, news))
    return None


def added(root: Path, said: Packed, columns: Columns, stale: Stale) -> Packed | None:
    """The same with these columns behind those that there are; None if that cannot be.

    They are written one by one: all of them packed would be some ten megabytes.
    """
    places = dict(said.columns)
    for key, values in columns:
        data = marshal.dumps(values)
        start = scrap.add(root, said.name, data)
        if start is None:
            return None
        places[key] = Place(start, len(data), zlib.crc32(data), stale.get(key, ()))
    return said._replace(columns=places)


def begun(root: Path, order: Order, columns: Columns, stale: Stale) -> Packed | None:
    """A new file of these columns; None if that cannot be."""
    name = f"columns-{os.urandom(6).hex()}.packed"
    return added(root, Packed(name, order, {}, {}), columns, stale) if scrap.put(root, name, b"") else None


def save(root: Path, settings: str, said: Packed) -> bool:
    """Writes the index, and clears away the files of columns that it does not lead to. Never raises.

    False when the index could not be written.
    """
    places = {key: tuple(place) for key, place in said.columns.items()}
    body: Any = (settings, said.name, tuple(said.order), places, said.news)
    if not sealed.write(root, INDEX, marshal.dumps(body)):
        return False
    for path in (root / FOLDER).glob("columns-*.packed"):
        if path.name != said.name:
            scrap.remove(path)
    return True
