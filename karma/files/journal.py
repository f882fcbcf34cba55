"""What karma wrote, remembered until it is surely there: `.karma/journal.jsonl` (faults.md C05, C06).

Before a file is written, each line that will be added is put here; after that, that it was done. So an entry
that a full disk kept out, or that an editor saved over, can be put back.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.links import fold
from karma.files.atomic import discard, stage, write_all
from karma.files.contact import stem_of
from karma.files.lines import content, split_lines
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

KEPT = 1_000
"""Written lines that are still watched when the journal is shortened; nobody has an older buffer open."""
_LONG = 500_000
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Record(NamedTuple):
    """One log or promise line for the file `path` (relative to the book). `done`: the file was written."""

    id: str
    path: str
    line: str
    done: bool = False


def begin(root: Path, entries: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Remembers that each line is about to be written to its path; the ids of the records, on the disk.

    The caller holds the lock. Raises OSError.
    """
    if not entries:
        return ()
    _shorten(root)
    records = [{"id": os.urandom(6).hex(), "path": path, "line": line} for path, line in entries]
    ids = tuple(record["id"] for record in records)
    try:
        _append(root, records, durable=True)
    except OSError:
        raise
    except BaseException:  # stopped half way: nothing of it will be written, so nothing is wanted back
        with suppress(OSError, WriteRefused):
            forget(root, ids)
        raise
    return ids


def finish(root: Path, ids: Sequence[str]) -> None:
    """Remembers that the files of these records were written.

    The caller holds the lock. Never raises: the lines stand in their files, which is what counts.
    """
    if ids:
        with suppress(OSError, WriteRefused):
            _append(root, [{"done": list(ids)}], durable=False)


def forget(root: Path, ids: Iterable[str]) -> None:
    """Stops watching these records: they were put back, or are not wanted. The caller holds the lock.

    Raises OSError or WriteRefused.
    """
    if gone := list(ids):
        _append(root, [{"forgotten": gone}], durable=False)


def forget_lines(root: Path, path: str, before: str, after: str) -> None:
    """Stops watching the lines that karma itself takes out of `path`, wherever the file stood before.

    The caller holds the lock.
    """
    removed = _lines(before) - _lines(after)
    if not removed:
        return
    ids = []
    person = fold(stem_of(path))
    for record in reversed(records(root)):
        if removed[record.line] and fold(stem_of(record.path)) == person:
            removed[record.line] -= 1
            ids.append(record.id)
    forget(root, ids)


def follow(root: Path, moved: Mapping[str, str]) -> None:
    """Watches the lines of each person whose file moved (old path to new) at the new path from now on.

    The caller holds the lock. Raises OSError or WriteRefused.
    """
    to = {fold(stem_of(old)): new for old, new in moved.items()}
    watched = [(record, to.get(fold(stem_of(record.path)))) for record in records(root)] if to else []
    again = [
        {"id": record.id, "path": path, "line": record.line, "written": record.done}
        for record, path in watched
        if path and path != record.path
    ]
    if again:
        _append(root, again, durable=True)


def forget_person(root: Path, path: str) -> None:
    """Stops watching all lines of the person whose file this was. The caller holds the lock.

    Raises OSError or WriteRefused.
    """
    person = fold(stem_of(path))
    forget(root, [record.id for record in records(root) if fold(stem_of(record.path)) == person])


def records(root: Path) -> tuple[Record, ...]:
    """Every record that is still watched, oldest first. A line that a crash cut short is passed over.

    What could not be written and was then tried again counts once.
    """
    found: dict[str, Record] = {}
    pending: dict[tuple[str, str], str] = {}
    for entry in _entries(root / FOLDER / "journal.jsonl"):
        if "line" in entry:
            record = Record(entry["id"], entry["path"], entry["line"], entry.get("written") is True)
            found[record.id] = record
            found.pop(pending.pop((record.path, record.line), ""), None)
            if not record.done:
                pending[record.path, record.line] = record.id
        for gone in entry.get("forgotten", ()):
            found.pop(gone, None)
        for finished in entry.get("done", ()):
            if record_or_none := found.get(finished):
                found[finished] = record_or_none._replace(done=True)
                pending.pop((record_or_none.path, record_or_none.line), None)
    return tuple(found.values())


def _lines(text: str) -> Counter[str]:
    return Counter(content(line).strip() for line in split_lines(text))


def _entries(path: Path) -> Iterable[dict[str, Any]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        with suppress(ValueError):
            entry = json.loads(line)
            if isinstance(entry, dict):
                yield entry


def _append(root: Path, entries: Iterable[dict[str, Any]], *, durable: bool) -> None:
    handle = os.open(state_folder(root) / "journal.jsonl", _APPEND, 0o600)
    try:
        data = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        # A crash may have cut the last line short; what comes now begins on one of its own.
        start = b"\n" if os.lseek(handle, 0, os.SEEK_END) else b""
        write_all(handle, start + data.encode())
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def _shorten(root: Path) -> None:
    path = root / FOLDER / "journal.jsonl"
    with suppress(OSError):
        if path.stat().st_size < _LONG:
            return
        watched = records(root)
        written = [record.id for record in watched if record.done]
        too_old = set(written[:-KEPT])  # what never got into its file stays, however old it is
        kept = [
            {"id": record.id, "path": record.path, "line": record.line, "written": record.done}
            for record in watched
            if record.id not in too_old
        ]
        temporary = stage(path, "".join(json.dumps(entry) + "\n" for entry in kept).encode())
        try:
            temporary.replace(path)
        except OSError:
            discard(temporary)
            raise
