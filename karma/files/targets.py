"""Where a contact's path leads on the disk, and if karma may write there now (faults.md P04–P09, C04)."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.problems import Fault
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS, name_fault
from karma.files.read import read_text
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SETTINGS = ("karma.toml", ".gitattributes", ".gitignore")
"""The files of a book that are no people and that karma writes too; they stand at its top."""


def existing(root: Path, path: str, also: Collection[str] = ()) -> Path:
    """The file that `path` (relative to the book) leads to, a link inside the book followed.

    Paths of `also`, such as `SETTINGS`, may be written beside people; none of them is a link.
    Raises WriteRefused when it leads outside or to hidden folders, or when an editor has the file open.
    """
    real = root.resolve() / path if path in also else _inside(root, path)
    if path in also and (root / path).is_symlink():
        raise _leads_away(path)
    for place in dict.fromkeys((root / path, real)):
        if left := _held_by(place):
            raise WriteRefused(
                path,
                f"an editor has this file open ({left})",
                f"Save and close it there, then run the command again. If no editor is open, delete {left}.",
            )
    return real


def fresh(root: Path, paths: Sequence[str], leaving: Collection[str] = ()) -> list[Path]:
    """Where new files of these paths will stand; the files of `leaving` go in the same step.

    Raises WriteRefused for a name that some computer cannot hold, and for a stem that somebody already
    has anywhere under contacts/ (format.md, rule 1).
    """
    going = {root / path for path in leaving}
    taken = {fold(stem_of(file.name)): file for file in _files(root / CONTACTS) if file not in going}
    found = []
    for path in paths:
        name = PurePosixPath(path).name
        if not name.endswith(".md") or name.startswith(".") or name_fault(name, path):
            raise WriteRefused(
                path, "not every computer can hold a file of this name", "Choose another name."
            )
        if earlier := taken.get(fold(stem_of(path))):
            raise _taken(path, earlier, root)
        taken[fold(stem_of(path))] = root / path
        found.append(_inside(root, path))
    return found


def _inside(root: Path, path: str) -> Path:
    parts = PurePosixPath(path).parts
    if parts[:1] != (CONTACTS,) or ".." in parts or len(parts) < 2:
        raise WriteRefused(path, "this is not a path inside contacts/", "Name a file under contacts/.")
    try:
        real = (root / path).resolve()
        relative = real.relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        raise _leads_away(path) from None
    if any(part.startswith(".") for part in relative.parts):
        raise _leads_away(path)
    return real


def _taken(path: str, earlier: Path, root: Path) -> WriteRefused:
    where = earlier.relative_to(root).as_posix()
    if earlier.exists() and isinstance(read_text(earlier), Fault):
        return WriteRefused(
            where,
            "this file seems to be them, and karma cannot read it",
            "Mend that file; `karma check` says what is wrong.",
        )
    return WriteRefused(path, f"there is already a {earlier.name}", "Choose another name for the file.")


def _leads_away(path: str) -> WriteRefused:
    return WriteRefused(
        path, "this is a link that leads outside the book", "Put the file itself in its place."
    )


def _held_by(file: Path) -> str | None:
    """The name of the swap or lock file that vim, emacs or an office program keeps beside an open file."""
    marks = (f".{file.name}.swp", f".#{file.name}", f"~${file.name}", f".~lock.{file.name}#")
    return next((mark for mark in marks if os.path.lexists(file.with_name(mark))), None)


def _files(folder: Path) -> list[Path]:
    return [
        Path(at, name)
        for at, _, names in os.walk(folder)
        for name in names
        if name.casefold().endswith(".md")
    ]
