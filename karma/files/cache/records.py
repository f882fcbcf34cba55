"""The records on the disk: one file that only grows, and an index that says where in it whose record stands.

After an edit a few kilobytes are added and the index is written anew; when more than half of the records are
nobody's any more, both are. A record counts only if it sums up to what the index says, which is sealed.
"""

from __future__ import annotations

import marshal
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache import scrap, sealed
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from karma.files.listing import Stamp

INDEX = "people.index"
_SPARE = 1_000_000
"""Bytes of records that are nobody's any more, below which nothing is worth tidying."""

Record = tuple[bytes, bytes]
"""What is asked daily of somebody, and the rest, as `shape.pack` gives them."""
Names = tuple[Any, ...]
"""What somebody is known by: see `shape.NAMES`."""


class Row(NamedTuple):
    """What is known of one person's file: its stamp, the digest of its bytes, and the problems in it alone.

    The record stands at byte `at` of the file of records: what is asked daily, `size` bytes that sum up to
    `sum`, and behind it the rest, `more` bytes that sum up to `sum_more`.
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
    """An index and the file of records that belongs to it."""

    def __init__(self, handle: int, name: str, known: Known) -> None:
        self._handle, self.name, self.known = handle, name, known

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


def forget(root: Path) -> None:
    """Has the next run look at every file anew."""
    scrap.remove(root / FOLDER / INDEX)


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


def add(root: Path, name: str, rows: dict[str, Row], fresh: Mapping[str, Record]) -> bool:
    """Puts these records behind those that there are, and their places into `rows`; False if it cannot."""
    start = scrap.add(root, name, _joined(fresh)) if fresh else 0
    if start is not None:
        _place(rows, fresh, start)
    return start is not None


def begin(root: Path, rows: dict[str, Row], every: Mapping[str, Record]) -> str:
    """A new file of these records, whose places go into `rows`; its name, empty if it cannot be."""
    name = f"people-{os.urandom(6).hex()}.records"
    _place(rows, every, 0)
    return name if scrap.put(root, name, _joined(every)) else ""


def is_worn(records: Records, rows: Mapping[str, Row]) -> bool:
    """True when more than half of the file is nobody's record any more."""
    return records.size() > 2 * sum(row.size + row.more for row in rows.values()) + _SPARE


def _place(rows: dict[str, Row], records: Mapping[str, Record], start: int) -> None:
    for path, (daily, rest) in records.items():
        size, more = len(daily), len(rest)
        row = rows[path]._replace(at=start, size=size, more=more)
        rows[path] = row._replace(sum=zlib.crc32(daily), sum_more=zlib.crc32(rest))
        start += size + more


def _joined(records: Mapping[str, Record]) -> bytes:
    return b"".join(part for record in records.values() for part in record)


def read_at(handle: int, size: int, at: int) -> bytes:
    """So many bytes from there on; another process may read through the same handle."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)
