"""A look at everything that a build reads, without opening it: what decides whether there is work to do.

Events are only hints (faults.md W01): they get lost, and some disks send none. What counts is that a look
differs from the one before the last build.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karma.core.configfile import FILE
from karma.files import git
from karma.files.discover import CONTACTS, is_leftover
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

TEMPLATES = "templates"
COMMITS = ".git"
"""The name under which a look notes that there is a new commit: pages tell what the newest ones changed."""
PAGES = ".site"
"""The name under which whoever looks notes that the pages are not as they were left: no path of a build's."""
JOURNAL = f"{FOLDER}/journal.jsonl"

Stamp = tuple[int, ...]
"""Nanoseconds of the last change, size, inode and mode of a file; nothing where only the name counts."""


@dataclass(frozen=True, slots=True)
class Look:
    """The stamp of each file that a build of the book reads, by its path relative to the book.

    `there`: the folder contacts/ stands where it should. `few`: only a few files were looked at, and of all
    others it is an earlier look.
    """

    stamps: Mapping[str, Stamp]
    there: bool
    few: bool = field(default=False, compare=False)

    def since(self, earlier: Look) -> tuple[str, ...]:
        """The paths that are new, changed or gone since an `earlier` look, sorted."""
        before = earlier.stamps
        new = [path for path, stamp in self.stamps.items() if before.get(path) != stamp]
        return tuple(sorted((*new, *(before.keys() - self.stamps.keys()))))


def look_at(root: Path) -> Look:
    """What stands in the book at `root` now; never raises."""
    stamps = dict(_files(root))
    return Look(stamps, (root / CONTACTS).is_dir())


def look_again(root: Path, earlier: Look, paths: Iterable[str]) -> Look | None:
    """An `earlier` look with these few as they are now; None where only a look at everything will do.

    That is so for all but people's files that stand where they are, and what editors have beside them.
    """
    stamps = dict(earlier.stamps)
    for one in map(root.__class__, paths):
        path = one.relative_to(root).as_posix() if one.is_relative_to(root) else ""
        if not path.startswith(f"{CONTACTS}/"):
            return None
        if _is_hidden(one.name):
            stamps.pop(path, None)
            if _is_named(one.name) and os.path.lexists(one):
                stamps[path] = ()
        elif path.casefold().endswith(".md") and _is_plain(one):
            stamps |= _stamped(one, path)
        else:
            return None
    return Look(stamps, earlier.there, few=True)


def is_read(path: Path, root: Path) -> bool:
    """True when a build of the book at `root` would read `path`, or a folder of what it reads.

    Never git's folder or karma's own, what is hidden, or the pages, which go nowhere near (W06).
    """
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
    if len(parts) == 1:
        return parts[0] in (FILE, CONTACTS, TEMPLATES)
    return bool(parts) and parts[0] in (CONTACTS, TEMPLATES) and not any(_is_hidden(part) for part in parts)


def stamp_of_file(path: Path) -> Stamp:
    """The stamp of one file; nothing where there is none."""
    return dict(_stamped(path, "")).get("", ())


def _files(root: Path) -> Iterator[tuple[str, Stamp]]:
    for name in (FILE, JOURNAL):
        yield from _stamped(root / name, name)
    for top in (CONTACTS, TEMPLATES):
        yield from _below(root, top)
    repository = git.find(root)
    if repository is not None:
        yield from _stamped(repository.git_dir / "logs" / "HEAD", COMMITS)


def _below(root: Path, top: str) -> Iterator[tuple[str, Stamp]]:
    folders = [top]
    while folders:
        folder = folders.pop()
        with suppress(OSError), os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if _is_hidden(entry.name):
                    if _is_named(entry.name):
                        yield path, ()
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif top == TEMPLATES or entry.name.casefold().endswith(".md") or entry.is_symlink():
                    yield from _stamped(entry, path)


def _stamped(file: Path | os.DirEntry[str], path: str) -> Iterator[tuple[str, Stamp]]:
    """The stamp of what a link leads to, or of the link itself where that is nothing."""
    for follows in (True, False):
        try:
            found = file.stat(follow_symlinks=follows)
        except OSError:
            continue
        yield path, (found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode)
        return


def _is_plain(path: Path) -> bool:
    """True for a file that is no link and no folder."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _is_named(name: str) -> bool:
    """True for an editor's file beside a person's, which `karma check` names."""
    return ".md" in name.casefold() and is_leftover(name)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or is_leftover(name)
