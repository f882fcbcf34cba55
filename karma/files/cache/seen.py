"""One file, looked at: what stands in it, for which stamp, as values that another process can send."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.digest import digest
from karma.core.problems import Fault
from karma.files.cache.records import AT_ONCE, add
from karma.files.cache.rows import Row
from karma.files.cache.shape import names_of, pack
from karma.files.contact import parse_contact
from karma.files.listing import stamp_of
from karma.files.read import decode, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.cache.records import Record
    from karma.files.cache.rows import Rows
    from karma.files.listing import Stamp


class Seen(NamedTuple):
    """What one file turned out to be. `record` is None when the row leads to it already.

    `row` is None for a file that cannot be read, and then `problems` say why. `stamp` is None where no stamp
    stands for what was read.
    """

    path: str
    row: Row | None
    stamp: Stamp | None = None
    record: Record | None = None
    problems: tuple[tuple[Any, ...], ...] = ()


def see(root: Path, path: str, config: Config, known: Row | None) -> Seen:
    """Reads the file, and parses it unless its bytes are those that are known."""
    place = f"{root}/{path}"
    before = _stamp(place)
    data = read_bytes(place) or read_bytes(place)  # once more if torn (faults.md C03)
    if isinstance(data, Fault):
        return _unreadable(path, data)
    found = digest(data)
    after = _stamp(place)
    stood_still = before == after and after is not None and len(data) == after[2]
    stamp = after if stood_still else None
    if known and known.digest == found:
        return Seen(path, known, stamp)
    text = decode(data)
    if isinstance(text, Fault):
        return _unreadable(path, text)
    contact, problems = parse_contact(text, path, config)
    row = Row(found, names_of(contact), tuple(map(tuple, problems)))
    return Seen(path, row, stamp, pack(contact))


def see_all(root: Path, paths: list[str], config: Config, known: Rows, name: str = "") -> list[Seen]:
    """Each of the files, in that order. Their records go into the file of that name, if there is one."""
    found: list[Seen] = []
    for start in range(0, len(paths), AT_ONCE):
        some = [see(root, path, config, known.get(path)) for path in paths[start : start + AT_ONCE]]
        found += _put_away(root, name, some) if name else some
    return found


def _put_away(root: Path, name: str, seen: list[Seen]) -> list[Seen]:
    """The same, with their records on the disk; as they are when that cannot be."""
    places = add(root, name, [one.record for one in seen if one.record])
    if places is None:
        return seen
    left = iter(places)
    return [
        one._replace(row=one.row._replace(place=next(left)), record=None) if one.row and one.record else one
        for one in seen
    ]


def _unreadable(path: str, fault: Fault) -> Seen:
    return Seen(path, None, problems=(tuple(fault.at(path, 1)),))


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116  (ten thousand of them)
    except OSError:
        return None
