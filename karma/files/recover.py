"""Entries that karma wrote and that are not in their files: saved over by an editor, kept out by a full disk.

An editor that had the file open before karma wrote to it saves its old text, and the entry is gone
(faults.md C05).
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core import logline, promise
from karma.core.links import fold
from karma.core.problems import Fault
from karma.files import journal
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS
from karma.files.edit import AddLog, AddPromise
from karma.files.lines import content, split_lines
from karma.files.lock import locked
from karma.files.read import read_text
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.edit import Edit
    from karma.files.write import Writer


@dataclass(frozen=True, slots=True)
class Missing:
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
        kept = promise.parse(self.line)
        if not isinstance(kept, Fault):
            return AddPromise(kept)
        happened = logline.parse(self.line, config.verbs)
        return None if isinstance(happened, Fault) else AddLog(happened)


def missing(root: Path) -> tuple[Missing, ...]:
    """The journal's lines that are not in their files, oldest first; two equal lines are wanted twice.

    A promise counts as there in whatever state its box is. A file that moved is found by its stem.
    """
    by_path: dict[str, list[journal.Record]] = {}
    records = journal.records(root)
    for record in records:
        by_path.setdefault(record.path, []).append(record)
    found: dict[str, Missing] = {}
    moved: dict[str, str] | None = None
    for path, wanted in by_path.items():
        text, now = read_text(root / path), path
        if isinstance(text, Fault) and not (root / path).exists():
            moved = _paths_by_stem(root) if moved is None else moved
            now = moved.get(fold(stem_of(path)), path)
            text = read_text(root / now)
        gone = isinstance(text, Fault) and not (root / now).exists()
        if isinstance(text, Fault) and not gone:
            continue  # unreadable just now: the problem of the file is reported, its entries are not lost
        lines = [] if isinstance(text, Fault) else split_lines(text)
        there = Counter(_key(content(line)) for line in lines)
        for record in wanted:
            there[_key(record.line)] -= 1
            if there[_key(record.line)] < 0:
                found[record.id] = Missing(record.id, now, record.line, record.done, gone)
    return tuple(found[record.id] for record in records if record.id in found)


def put_back(writer: Writer, entry: Missing) -> None:
    """Writes the line again and stops asking for it. Raises WriteRefused, and then goes on asking."""
    edit = entry.edit(writer.config)
    if edit is None:
        raise WriteRefused(entry.path, f"karma no longer understands: {entry.line}", "Put it back by hand.")
    writer.change([(entry.path, [edit])])
    if not writer.dry_run:
        forget(writer.root, [entry])


def forget(root: Path, found: Iterable[Missing]) -> None:
    """Never reports these again. Waits for the book's lock."""
    with locked(root):
        journal.forget(root, [entry.id for entry in found])


def _key(line: str) -> object:
    """What makes two lines the same entry: its words, and of a promise not the box."""
    line = line.strip()
    if line[:3] in ("- [", "* [", "+ ["):
        kept = promise.parse(line)
        if not isinstance(kept, Fault):
            return kept.text, kept.by, kept.theirs
    return line


def _paths_by_stem(root: Path) -> dict[str, str]:
    return {
        fold(stem_of(name)): (root.__class__(folder, name)).relative_to(root).as_posix()
        for folder, _, names in os.walk(root / CONTACTS)
        for name in sorted(names)
        if name.endswith(".md")
    }


def saved_over(root: Path) -> tuple[Problem, ...]:
    """A warning for each line that karma wrote and that is not there any more (faults.md C05)."""
    return tuple(
        Fault(
            "entry-missing",
            f"a line that karma wrote is not there any more: {entry.line}",
            "`karma recover` puts it back, or forgets it.",
            severity="warning",
        ).at(entry.path, 1)
        for entry in missing(root)
    )
