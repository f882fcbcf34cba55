"""What stands under contacts/ and when it changed, in one walk: what a file *means* is not asked here.

Imports next to nothing, as it is all that a command needs to see that nothing has changed.
"""

from __future__ import annotations

import marshal
import os
import re
from functools import cached_property
from itertools import compress, count
from operator import ne
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    Names = Iterable[tuple[str, list[str]]]
    """Folders by their paths, each with all names in it."""

CONTACTS = "contacts"

_PLAINLY = 2
"""The last version of `marshal` that writes equal values alike, however often each is referred to."""

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


class Listing:
    """Everything in contacts/, by paths relative to the book, in no order.

    `names` are those of the ordinary files; what ends in a slash is the folder in which those behind it
    stand. `stamps` hold the four parts of each file's stamp, one behind the other. `others` are links, pipes,
    folders that are hidden or called `x.md`; `failures` are the folders that could not be read.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.stamps: list[int] = []
        self.others: list[str] = []
        self.failures: list[tuple[str, OSError]] = []

    @classmethod
    def of(cls, state: bytes) -> Listing:
        """Inverse to `state`; the empty one for no bytes. The bytes are our own: see `sealed`."""
        made = cls()
        if state:
            made.names, made.stamps, made.others = marshal.loads(state)  # noqa: S302
        return made

    @cached_property
    def state(self) -> bytes:
        """It in bytes, the same if nothing has changed: a folder that is not changed keeps its order."""
        return marshal.dumps((self.names, self.stamps, self.others), _PLAINLY)

    @cached_property
    def is_sure(self) -> bool:
        """False when something may change unseen: what a link leads to, a folder that is shut."""
        return not self.failures and all(path.rpartition("/")[2].startswith(".") for path in self.others)

    def fingerprint(self) -> bytes | None:
        """Bytes that are the same only if nothing has changed; None when that cannot be told."""
        return self.state if self.is_sure else None

    @cached_property
    def paths(self) -> list[str]:
        """The ordinary files, of any name."""
        found: list[str] = []
        folder = ""
        for name in self.names:
            if name.endswith("/"):
                folder = name
            else:
                found.append(f"{folder}{name}")
        return found

    @cached_property
    def files(self) -> dict[str, Stamp]:
        """The ordinary files, of any name, with their stamps."""
        every = iter(self.stamps)
        return dict(zip(self.paths, zip(every, every, every, every, strict=True), strict=True))

    def stamps_of(self, wanted: Collection[str]) -> dict[str, Stamp]:
        """The stamps of these files, of those that are here."""
        places = [at for at, path in enumerate(self.paths) if path in wanted] if wanted else []
        return {self.paths[at]: self._stamp(at) for at in places}

    @property
    def newest(self) -> Stamp:
        """A stamp that is as new as each one here."""
        return max(self.stamps[0::4], default=0), max(self.stamps[1::4], default=0), 0, 0

    def _stamp(self, at: int) -> Stamp:
        changed, touched, size, inode = self.stamps[4 * at : 4 * at + 4]
        return changed, touched, size, inode

    def changed_since(self, earlier: Listing) -> list[str] | None:
        """The ordinary files that are not as they were; None when any came or went, or it is not sure."""
        if not self.is_sure or (self.names, self.others) != (earlier.names, earlier.others):
            return None
        different = compress(count(), map(ne, self.stamps, earlier.stamps))
        return [self.paths[at] for at in sorted({at // 4 for at in different})]


def look(root: str) -> Listing:
    """Walks through contacts/ of the book at `root`, opening nothing and following no link to a folder."""
    found = Listing()
    folders = [CONTACTS]
    while folders:
        folder = folders.pop()
        try:
            _look_into(root, folder, found, folders)
        except FileNotFoundError as failure:
            if folder == CONTACTS:
                found.failures.append((folder, failure))
        except OSError as failure:
            found.failures.append((folder, failure))
    return found


def names_below(root: str) -> Names:
    """Each folder in which people may stand, with all names in it. Raises OSError."""
    folders = [CONTACTS]
    while folders:
        folder = folders.pop()
        names = os.listdir(f"{root}/{folder}")  # noqa: PTH208  (start-up)
        yield folder, names
        others = [f"{folder}/{name}" for name in names if not name.endswith(".md") and _is_for_people(name)]
        folders += [path for path in others if S_ISDIR(os.lstat(f"{root}/{path}").st_mode)]


def _look_into(root: str, folder: str, found: Listing, folders: list[str]) -> None:
    """Notes what stands in one folder. Raises OSError."""
    place = f"{root}/{folder}"
    # The system finds a file faster from the folder than from its whole path.
    handle = os.open(place, os.O_RDONLY) if os.scandir in os.supports_fd else None
    names, stamps = found.names, found.stamps
    names.append(f"{folder}/")
    try:
        with os.scandir(place if handle is None else handle) as entries:
            for entry in entries:  # ten thousand times: each call in here costs a millisecond
                try:
                    now = entry.stat(follow_symlinks=False)
                except OSError:  # it has just gone, or may not be looked at: `discover` tries again
                    found.others.append(f"{folder}/{entry.name}")
                    continue
                if S_ISREG(now.st_mode):
                    names.append(entry.name)
                    stamps += (now.st_mtime_ns, now.st_ctime_ns, now.st_size, now.st_ino)
                else:
                    (folders if _is_folder(entry) else found.others).append(f"{folder}/{entry.name}")
    finally:
        if handle is not None:
            os.close(handle)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder in which people may stand."""
    return _is_for_people(entry.name) and entry.is_dir(follow_symlinks=False)


def _is_for_people(name: str) -> bool:
    """True for the name of a folder in which people may stand, if it is one."""
    return not (name.startswith(".") or name.casefold().endswith(".md") or is_leftover(name))
