"""What stands under contacts/ and when it changed, in one walk: what a file *means* is not asked here.

Nearly every file has a plain name, and needs no second look; `discover` judges the others. Imports next to
nothing, as it is all that a command needs to see that nothing changed.
"""

from __future__ import annotations

import marshal
import os
import re
import stat
from dataclasses import dataclass, field

CONTACTS = "contacts"

Stamp = tuple[int, int, int, int]
"""When a file changed, when anything about it changed (nanoseconds), its size, its inode."""

_LEFTOVERS = re.compile(r"\.#.*|.*#|.*~|~\$.*|\..*\.sw[a-px]|4913|.*\.(?:orig|rej|bak|tmp)", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[^\W_](?:[\w '-]*[^\W_])?(?<! \d)\.md", re.IGNORECASE
).fullmatch
"""Names that computers, commands and sync tools all take for what they are: letters, digits, inner blanks."""


def is_leftover(name: str) -> bool:
    """True for what editors and tools leave beside a file: swap files, locks, backups.

    The one list of them, for the loader and for whoever watches the folder.
    """
    return _LEFTOVERS.fullmatch(name) is not None


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells one state of a file from another without opening it."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


@dataclass(slots=True)
class Listing:
    """Everything in contacts/ that could matter. Paths are relative to the book.

    `plain` are ordinary files with plain names: path and stamp, in no order. `odd` is all else that is not
    hidden, and `failures` are the folders that could not be read.
    """

    plain: dict[str, Stamp] = field(default_factory=dict)
    odd: list[tuple[str, os.DirEntry[str]]] = field(default_factory=list)
    failures: list[tuple[str, OSError]] = field(default_factory=list)

    def fingerprint(self) -> bytes | None:
        """Bytes that are the same only if nothing has changed; None when that cannot be told.

        What a link leads to may change without the link.
        """
        if self.failures or any(entry.is_symlink() for _, entry in self.odd):
            return None
        try:
            odd = [(path, *stamp_of(entry.stat(follow_symlinks=False))) for path, entry in self.odd]
        except OSError:  # it went while karma looked
            return None
        return marshal.dumps((list(self.plain.items()), odd))  # folders keep their order, too


def look(root: str) -> Listing:
    """Walks through contacts/ of the book at `root`, opening nothing and following no link to a folder."""
    found = Listing()
    folders = [CONTACTS]
    while folders:
        folder = folders.pop()
        is_plain = _PLAIN if _is_utf8(folder) else _never
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}"
                    if is_plain(entry.name) and (stamp := _ordinary(entry)):
                        found.plain[path] = stamp
                    else:
                        _sort_in(entry, path, found, folders)
        except FileNotFoundError as failure:
            if folder == CONTACTS:
                found.failures.append((folder, failure))
        except OSError as failure:
            found.failures.append((folder, failure))
    return found


def _ordinary(entry: os.DirEntry[str]) -> Stamp | None:
    """The stamp of an ordinary file; None for a link, a folder, a pipe, and for what has just gone."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return stamp_of(status) if stat.S_ISREG(status.st_mode) else None


def _sort_in(entry: os.DirEntry[str], path: str, found: Listing, folders: list[str]) -> None:
    """Puts a name that is not plain, or no ordinary file, where it belongs."""
    name = entry.name
    if is_leftover(name):
        if ".md" in name.casefold():
            found.odd.append((path, entry))
    elif name.startswith("."):
        return
    elif not name.casefold().endswith(".md") and entry.is_dir(follow_symlinks=False):
        folders.append(path)
    else:
        found.odd.append((path, entry))


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _never(_name: str) -> None:
    """No name is plain in a folder whose own name is odd."""
