"""One file, looked at: what stands in it, for which stamp, as values that another process can send."""

from __future__ import annotations

import os
from dataclasses import astuple
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.problems import Fault
from karma.files.cache.records import Row
from karma.files.cache.shape import pack
from karma.files.contact import parse_contact
from karma.files.listing import stamp_of
from karma.files.read import decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.listing import Stamp


class Seen(NamedTuple):
    """What one file turned out to be. `record` is empty when the known row still says it all.

    `row` is None for a file that cannot be read, and then `problems` say why; `settled`: the file stood still
    while it was read, so that its stamp stands for these bytes.
    """

    path: str
    row: Row | None
    record: bytes = b""
    problems: tuple[tuple[Any, ...], ...] = ()
    settled: bool = False


def see(root: Path, path: str, config: Config, known: Row | None) -> Seen:
    """Reads the file, and parses it unless its bytes are those that are known."""
    before = _stamp(root / path)
    data = read_bytes(root / path) or read_bytes(root / path)  # once more if torn (faults.md C03)
    if isinstance(data, Fault):
        return _unreadable(path, data)
    digest = blake2b(data, digest_size=16).digest()
    after = _stamp(root / path)
    settled = before is not None and before == after and len(data) == before[2]
    stamp = after or (0, 0, 0, 0)
    if known and known.digest == digest:
        return Seen(path, known._replace(stamp=stamp), settled=settled)
    text = decode(data)
    if isinstance(text, Fault):
        return _unreadable(path, text)
    contact, problems = parse_contact(text, path, config)
    names = (contact.id, contact.name, contact.aliases, contact.archived)
    row = Row(stamp, digest, names, tuple(map(astuple, problems)))
    return Seen(path, row, pack(contact), settled=settled)


def see_all(root: Path, paths: list[str], config: Config, known: Mapping[str, Row]) -> list[Seen]:
    """Each of the files, in that order."""
    return [see(root, path, config, known.get(path)) for path in paths]


def _unreadable(path: str, fault: Fault) -> Seen:
    return Seen(path, None, problems=(astuple(fault.at(path, 1)),))


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116  (ten thousand of them)
    except OSError:
        return None
