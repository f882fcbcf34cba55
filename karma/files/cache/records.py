"""The records on the disk: one file that only grows, and an index that says where in it whose record stands.

After an edit a few kilobytes are added, and what is new stands beside the index, as news, until there is much
of it. When more than half of the records are nobody's any more, all is written anew. A record counts only if
it sums up to what the index says, which is sealed.
"""

from __future__ import annotations

import marshal
import os
import zlib
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache import scrap, sealed
from karma.files.cache.rows import NOBODY, Place, Row, Rows
from karma.files.listing import stamp_of
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from karma.files.listing import Stamp

INDEX = "people.index"
NEWS = "people.news"
_MOST_NEWS = 100
"""When more people than these have news, the index is written anew."""
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
    """An index and the file of records that belongs to it.

    `mark` is what the index on the disk is known by, empty where none leads here, and `stamp` that of the
    file; `news` are the paths of those whose rows the index does not have.
    """

    def __init__(
        self, handle: int, name: str, known: Known, mark: str = "", news: Iterable[str] = ()
    ) -> None:
        self._handle, self.name, self.known = handle, name, known
        self.mark, self.news = mark, set(news)
        self.stamp: Stamp | None = None

    @property
    def listed(self) -> bool:
        """True when the index on the disk leads to it."""
        return bool(self.mark)

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
    stamp, body = _stamp(root), sealed.read(root, INDEX)
    if body is None:
        return None
    made_for, name, mark, rows, *known = marshal.loads(body)  # noqa: S302  (behind its seal)
    if made_for != settings:
        return None
    with suppress(OSError):
        now, news = _with_news(root, mark, Known(Rows(*rows), *known))
        found = Records(sealed.open_ours(root, name), name, now, mark, news)
        found.stamp = stamp
        return found
    return None


def _with_news(root: Path, mark: str, known: Known) -> tuple[Known, Iterable[str]]:
    """What the index says, as the news have it that stand beside it, and whose rows are new."""
    body = sealed.read(root, NEWS)
    if body is None:
        return known, ()
    beside, rows, *rest = marshal.loads(body)  # noqa: S302  (behind its seal)
    if beside != mark:
        return known, ()
    return Known(known.rows.changed({path: Row.of(row) for path, row in rows.items()}), *rest), rows


def forget(root: Path, name: str = INDEX) -> None:
    """Has the next run look at every file anew; or lets go of a file of records."""
    scrap.remove(root / FOLDER / name)


def save(root: Path, settings: str, records: Records, known: Known) -> bool:
    """Writes the index, and clears away the files of records that it does not lead to; False if it cannot."""
    mark = os.urandom(6).hex()
    body = (settings, records.name, mark, known.rows.plain(), *known[1:])
    if not sealed.write(root, INDEX, marshal.dumps(body)):
        return False
    records.mark, records.stamp = mark, _stamp(root)
    records.known, records.news = known, set()
    for path in (root / FOLDER).glob("people-*.records"):
        if path.name != records.name:
            scrap.remove(path)
    return True


def can_add(root: Path, records: Records, rows: Rows, fresh: Collection[str]) -> bool:
    """True when the rows are those of the index but for few: for those at the `fresh` paths, and the news.

    False as well when another karma has written the index since.
    """
    same_people = records.listed and rows.paths == records.known.rows.paths
    few = len(records.news.union(fresh)) <= _MOST_NEWS
    return same_people and few and records.stamp == _stamp(root)


def save_news(root: Path, records: Records, known: Known, fresh: Collection[str]) -> bool:
    """Leaves what is known beside the index, which stays as it is; False if that cannot be."""
    news = records.news.union(fresh)
    rows = {path: known.rows[path].plain() for path in sorted(news)}
    if not sealed.write(root, NEWS, marshal.dumps((records.mark, rows, *known[1:]))):
        return False
    records.known, records.news = known, news
    return True


def begun(root: Path) -> Records | None:
    """A new file without a record, which no index leads to yet; None if it cannot be."""
    name = f"people-{os.urandom(6).hex()}.records"
    with suppress(OSError):
        if scrap.put(root, name, b""):
            return Records(sealed.open_ours(root, name), name, Known())
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


def _stamp(root: Path) -> Stamp | None:
    """The stamp of the index."""
    try:
        return stamp_of(os.stat(f"{root}/{FOLDER}/{INDEX}"))  # noqa: PTH116  (start-up)
    except OSError:
        return None


def read_at(handle: int, size: int, at: int) -> bytes:
    """So many bytes of an open file from there on, fewer at its end. Raises OSError."""
    if hasattr(os, "pread"):
        return os.pread(handle, size, at)
    os.lseek(handle, at, os.SEEK_SET)
    return os.read(handle, size)
