"""Entries that karma wrote and that are not in their files: saved over by an editor, kept out by a full disk.

An editor that had the file open before karma wrote to it saves its old text, and the entry is gone
(faults.md C05).
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from karma.core import logline, promise
from karma.core.links import fold
from karma.core.problems import Fault
from karma.files import journal
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS
from karma.files.journalled import is_corrected, same_entry
from karma.files.lines import content, split_lines
from karma.files.lock import locked
from karma.files.read import read_text
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.edit import Edit
    from karma.files.plan import Written
    from karma.files.write import Writer

_GONE_REMEDY = "Bring it back with git, or from a backup; `karma recover --forget` if that was meant."


class Missing(NamedTuple):
    """A line that should stand in the file `path` and does not. `written`: it once stood there.

    `path` is where the person's file is now, relative to the book; `gone`: there is no such file any more.
    """

    id: str
    path: str
    line: str
    written: bool
    gone: bool = False

    def edit(self, config: Config) -> Edit | None:
        """The edit that puts the line back; None when it is a line that karma no longer understands."""
        from karma.files.edit import AddLog, AddPromise  # noqa: PLC0415  (start-up)

        kept = promise.parse(self.line)
        if not isinstance(kept, Fault):
            return AddPromise(kept)
        happened = logline.parse(self.line, config.verbs)
        return None if isinstance(happened, Fault) else AddLog(happened)


def missing(root: Path) -> tuple[Missing, ...]:
    """The journal's lines that are not in their files, oldest first; two equal lines are wanted twice.

    A promise counts as there in whatever state its box is, and a line that somebody has corrected since as
    the corrected one. A file that moved is found by its stem.
    """
    records = journal.records(root)
    by_path: dict[str, list[journal.Record]] = {}
    places = _places(root, {record.path for record in records})
    for record in records:
        by_path.setdefault(places.get(record.path, record.path), []).append(record)
    found: dict[str, Missing] = {}
    for path, wanted in by_path.items():
        text, gone = read_text(root / path), not (root / path).exists()
        if isinstance(text, Fault) and not gone:
            continue  # unreadable just now: the problem of the file is reported, its entries are not lost
        lines = [] if isinstance(text, Fault) else [content(line) for line in split_lines(text)]
        for record in _not_there(wanted, lines):
            found[record.id] = Missing(record.id, path, record.line, record.done, gone)
    return tuple(found[record.id] for record in records if record.id in found)


def _places(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Where the files of these paths are now, for those that moved."""
    elsewhere = [path for path in paths if not (root / path).exists()]
    if not elsewhere:
        return {}
    by_stem = {
        fold(stem_of(name)): root.__class__(folder, name).relative_to(root).as_posix()
        for folder, _, names in os.walk(root / CONTACTS)
        for name in sorted(names)
        if name.endswith(".md")
    }
    return {path: now for path in elsewhere if (now := by_stem.get(fold(stem_of(path))))}


def _not_there(wanted: Sequence[journal.Record], lines: Sequence[str]) -> list[journal.Record]:
    there = Counter(map(same_entry, lines))
    absent = []
    for record in wanted:
        there[same_entry(record.line)] -= 1
        if there[same_entry(record.line)] < 0:
            absent.append(record)
    if not absent:
        return []
    others = []  # lines that karma did not write, each of which may be one that was corrected
    for line in lines:
        if there[same_entry(line)] > 0:
            there[same_entry(line)] -= 1
            others.append(line)
    return [record for record in absent if not _taken_as_corrected(record.line, others)]


def _taken_as_corrected(line: str, others: list[str]) -> bool:
    """Takes the line out of `others` that is `line` corrected by hand, if there is one."""
    corrected = next((other for other in others if is_corrected(line, other)), None)
    if corrected is not None:
        others.remove(corrected)
    return corrected is not None


def put_back(writer: Writer, entry: Missing) -> tuple[Written, ...]:
    """Writes the line again and stops asking for it. Raises WriteRefused, and then goes on asking."""
    if entry.gone:
        raise WriteRefused(entry.path, "the file for these lines is gone", _GONE_REMEDY)
    edit = entry.edit(writer.config)
    if edit is None:
        raise WriteRefused(entry.path, f"karma no longer understands: {entry.line}", "Put it back by hand.")
    written = writer.change([(entry.path, [edit])])
    if not writer.dry_run:
        forget(writer.root, [entry])  # the line put back has a record of its own
    return written


def forget(root: Path, found: Iterable[Missing]) -> None:
    """Never reports these again. Waits for the book's lock."""
    with locked(root):
        journal.forget(root, [entry.id for entry in found])


def saved_over(root: Path) -> tuple[Problem, ...]:
    """A warning for each line that karma wrote and that is not there any more (faults.md C05).

    A file that is gone, with all its lines, is one problem.
    """
    found = missing(root)
    gone = Counter(entry.path for entry in found if entry.gone)
    return (
        *(_file_gone(lines).at(path, 1) for path, lines in gone.items()),
        *(_line_gone(entry).at(entry.path, 1) for entry in found if not entry.gone),
    )


def _file_gone(lines: int) -> Fault:
    what = "1 line" if lines == 1 else f"{lines:,} lines"
    return Fault(
        "file-gone", f"the file is gone, with {what} that karma wrote there", _GONE_REMEDY, severity="warning"
    )


def _line_gone(entry: Missing) -> Fault:
    return Fault(
        "entry-missing",
        f"a line that karma wrote is not there any more: {entry.line}",
        "`karma recover` puts it back; `karma recover --forget` if it was taken out on purpose.",
        severity="warning",
    )
