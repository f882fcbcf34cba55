"""The records on the disk: one file that only grows, and an index that says where in it whose record stands.

After an edit a few kilobytes are added and the index is written anew; when more than half of the records are
nobody's any more, both are. A record counts only if it sums up to what the index says, which is sealed.
"""

from __future__ import annotations

import marshal
import os
import zlib
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache import scrap, sealed
from karma.files.cache.rows import NOBODY, Place, Rows
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from karma.files.listing import Stamp

INDEX = "people.index"
AT_ONCE = 250
"""Records that are written in one go, half a megabyte or so."""
_SPARE = 1_000_000
"""Bytes of records that are nobody's any more, below which nothing is worth tidying."""

Record = tuple[bytes, bytes]
"""What is asked daily of somebody, and the rest, as `shape.pack` gives them."""


class Known(NamedTuple):
    """What an index says: the rows of people's files for contacts/ in that `state` (see `Listing`).

    `links` are the stamps of people's files that are no ordinary ones there. `loose` are the paths of files
    for which no stamp stands, or that cannot be read: they are looked at every time. `problems` are those
    that the names of the files have.
    """

    rows: Rows = NOBODY
    state: bytes = b""
    links: tuple[tuple[str, Stamp], ...] = ()
    loose: tuple[str, ...] = ()
    problems: tuple[tuple[Any, ...], ...] = ()


class Records:
    """An index and the file of records that belongs to it. `listed`: the index on the disk leads to it."""

    def __init__(self, handle: int, name: str, known: Known, *, listed: bool = True) -> None:
        self._handle, self.name, self.known, self.listed = handle, name, known, listed

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._handle)

    def size(self) -> int:
        """How many bytes of records there are."""
        return os.fstat(self._handle).st_size

    def daily(self, place: Place) -> bytes | None:
        """What is asked daily of whose record stands there; None when it is not what was written."""
        return self._read(place.at, place.size, place.sum)

    def rest(self, place: Place) -> bytes | None:
        """The rest; None when it is not what was written."""
        return self._read(place.at + place.size, place.more, place.sum_more)

    def _read(self, at: int, size: int, known_sum: int) -> bytes | None:
        try:
            data = read_at(self._handle, size, at)
        except OSError:
            return None
        return data if len(data) == size and zlib.crc32(data) == known_sum else None


def opened(root: Path, settings: str) -> Records | None:
    """What is remembered of the people of this book, read with these settings; None if nothing is."""
    body = sealed.read(root, INDEX)
    if body is None:
        return None
    made_for, name, rows, *known = marshal.loads(body)  # noqa: S302  (behind its seal)
    if made_for != settings:
        return None
    with suppress(OSError):
        return Records(sealed.open_ours(root, name), name, Known(Rows(*rows), *known))
    return None


def forget(root: Path, name: str = INDEX) -> None:
    """Has the next run look at every file anew; or lets go of a file of records."""
    scrap.remove(root / FOLDER / name)


def save(root: Path, settings: str, name: str, known: Known) -> bool:
    """Writes the index, and clears away the files of records that it does not lead to; False if it cannot."""
    body = (settings, name, known.rows.plain(), *known[1:])
    if not sealed.write(root, INDEX, marshal.dumps(body)):
        return False
    for path in (root / FOLDER).glob("people-*.records"):
        if path.name != name:
            scrap.remove(path)
    return True


def begun(root: Path) -> Records | None:
    """A new file without a record, which no index leads to yet; None if it cannot be."""
    name = f"people-{os.urandom(6).hex()}.records"
    with suppress(OSError):
        if scrap.put(root, name, b""):
            return Records(sealed.open_ours(root, name), name, Known(), listed=False)
    return None


def add(root: Path, name: str, records: Iterable[Record]) -> list[Place] | None:
    """Puts these records behind those that there are, and says where they stand; None if it cannot."""
    parts: list[bytes] = []
    places: list[Place] = []
    end = 0
    for daily, rest in records:
        parts += (daily, rest)
        places.append(Place(end, len(daily), zlib.crc32(daily), len(rest), zlib.crc32(rest)))
        end += len(daily) + len(rest)
    start = scrap.add(root, name, b"".join(parts)) if parts else 0
    return None if start is None else [place._replace(at=start + place.at) for place in places]


def add_all(root: Path, name: str, records: Iterator[tuple[str, Record]]) -> dict[str, Place] | None:
    """Adds any number of records, a few hundred at a time, so that they are never all in memory at once."""
    found: dict[str, Place] = {}
    while some := list(islice(records, AT_ONCE)):
        places = add(root, name, [record for _, record in some])
        if places is None:
            return None
        found |= zip((path for path, _ in some), places, strict=True)
    return found


def is_worn(records: Records, rows: Rows) -> bool:
    """True when more than half of the file is nobody's record any more."""
    return records.size() > 2 * rows.size() + _SPARE


def read_at(handle: int, size: int, at: int) -> bytes:
    """So many bytes of an open file from there on, fewer at its end. Raises OSError."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)
