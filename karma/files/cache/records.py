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
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from karma.files.listing import Stamp

INDEX = "people.index"
AT_ONCE = 250
"""Records that are written in one go, half a megabyte or so."""
_SPARE = 1_000_000
"""Bytes of records that are nobody's any more, below which nothing is worth tidying."""

Record = tuple[bytes, bytes]
"""What is asked daily of somebody, and the rest, as `shape.pack` gives them."""
Names = tuple[Any, ...]
"""What somebody is known by: see `shape.NAMES`."""


class Place(NamedTuple):
    """Where a record stands: at byte `at` of the file of records.

    First what is asked daily, `size` bytes that sum up to `sum`, then the rest, `more` bytes that sum up to
    `sum_more`.
    """

    at: int
    size: int
    sum: int
    more: int
    sum_more: int


class Row(NamedTuple):
    """What is known of one person's file: its stamp, the digest of its bytes, and the problems in it alone.

    From `at` on it says where the record stands: see Place.
    """

    stamp: Stamp
    digest: bytes
    names: Names
    problems: tuple[tuple[Any, ...], ...]
    at: int = 0
    size: int = 0
    sum: int = 0
    more: int = 0
    sum_more: int = 0

    def placed(self, place: Place) -> Row:
        """The same, of a record that stands there."""
        return Row(self.stamp, self.digest, self.names, self.problems, *place)


class Known(NamedTuple):
    """What an index says. `settled` is the moment before which no file changed without its stamp.

    `state` is the fingerprint of the listing of which the rows are all there is to know, together with
    `problems`, which the names of the files have; empty where no listing can tell that.
    """

    settled: int
    rows: dict[str, Row]
    state: bytes = b""
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

    def daily(self, row: Row) -> bytes | None:
        """What is asked daily of that row's person; None when it is not what was written."""
        return self._read(row.at, row.size, row.sum)

    def rest(self, row: Row) -> bytes | None:
        """The rest; None when it is not what was written."""
        return self._read(row.at + row.size, row.more, row.sum_more)

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
    made_for, name, settled, rows, state, problems = marshal.loads(body)  # noqa: S302  (behind its seal)
    if made_for != settings:
        return None
    with suppress(OSError):
        handle = sealed.open_ours(root, name)
        rows = dict(zip(rows, map(Row._make, rows.values()), strict=True))
        return Records(handle, name, Known(settled, rows, state, problems))
    return None


def forget(root: Path, name: str = INDEX) -> None:
    """Has the next run look at every file anew; or lets go of a file of records."""
    scrap.remove(root / FOLDER / name)


def save(root: Path, settings: str, name: str, known: Known) -> bool:
    """Writes the index, and clears away the files of records that it does not lead to; False if it cannot."""
    plain = dict(zip(known.rows, map(tuple, known.rows.values()), strict=True))
    body = (settings, name, known.settled, plain, known.state, known.problems)
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
            return Records(sealed.open_ours(root, name), name, Known(0, {}), listed=False)
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


def is_worn(records: Records, rows: Mapping[str, Row]) -> bool:
    """True when more than half of the file is nobody's record any more."""
    return records.size() > 2 * sum(row.size + row.more for row in rows.values()) + _SPARE


def read_at(handle: int, size: int, at: int) -> bytes:
    """So many bytes of an open file from there on, fewer at its end. Raises OSError."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)
