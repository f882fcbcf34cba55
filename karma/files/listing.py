"""What stands under contacts/ and when it changed, in one walk: what a file *means* is not asked here.

Imports next to nothing, as it is all that a command needs to see that nothing has changed.
"""

from __future__ import annotations

import marshal
import os
import re
from dataclasses import dataclass, field
from stat import S_ISREG

CONTACTS = "contacts"

Stamp = tuple[int, int, int, int]
"""When a file changed, when anything about it changed (nanoseconds), its size, its inode."""


_LEFTOVERS = r"\.#.*|.*#|.*~|~\$.*|\..*\.sw[a-px]|4913|.*\.(?:orig|rej|bak|tmp)"


def is_leftover(name: str) -> bool:
    """True for what editors and tools leave beside a file: swap files, locks, backups.

    The one list of them, for the loader and for whoever watches the folder.
    """
    return re.fullmatch(_LEFTOVERS, name, re.IGNORECASE) is not None


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells one state of a file from another without opening it."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


@dataclass(slots=True)
class Listing:
    """Everything in contacts/, by paths relative to the book, in no order.

    `files` are ordinary files of any name with their stamps. `others` are links, pipes, folders that are
    hidden or called `x.md`; `failures` are the folders that could not be read.
    """

    files: dict[str, Stamp] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    failures: list[tuple[str, OSError]] = field(default_factory=list)

    def fingerprint(self) -> bytes | None:
        """Bytes that are the same only if nothing has changed; None when that cannot be told.

        What a link leads to may change without the link. A folder that is not changed keeps its order.
        """
        unsure = self.failures or any(not path.rpartition("/")[2].startswith(".") for path in self.others)
        return None if unsure else marshal.dumps((list(self.files.items()), self.others))


def look(root: str) -> Listing:
    """Walks through contacts/ of the book at `root`, opening nothing and following no link to a folder."""
    found = Listing()
    files, folders = found.files, [CONTACTS]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:  # ten thousand times: every call in here costs a millisecond
                    path = f"{folder}/{entry.name}"
                    try:
                        now = entry.stat(follow_symlinks=False)
                    except OSError:  # it has just gone, or may not be looked at: `discover` tries again
                        found.others.append(path)
                        continue
                    if S_ISREG(now.st_mode):
                        files[path] = (now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino)
                    else:
                        (folders if _is_folder(entry) else found.others).append(path)
        except FileNotFoundError as failure:
            if folder == CONTACTS:
                found.failures.append((folder, failure))
        except OSError as failure:
            found.failures.append((folder, failure))
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder in which people may stand."""
    name = entry.name
    is_named_so = name.startswith(".") or name.casefold().endswith(".md") or is_leftover(name)
    return not is_named_so and entry.is_dir(follow_symlinks=False)
