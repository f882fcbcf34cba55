"""One page as it stands in the site's folder: what `karma serve` may show of the disk."""

from __future__ import annotations

import os
import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 100_000_000
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_page(folder: Path, name: str) -> bytes | None:
    """The bytes of the page `name` in the site's `folder`; None when it is no ordinary file there.

    Nothing behind a link is read, so that no page leads out of the folder (faults.md S04). `name` is the path
    of a page that a build made.
    """
    path = folder.resolve()
    try:
        for part in PurePosixPath(name).parts[:-1]:
            path /= part
            if not stat.S_ISDIR(path.lstat().st_mode):
                return None
        path /= PurePosixPath(name).name
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with os.fdopen(os.open(path, os.O_RDONLY | _SAFELY), "rb") as file:
            ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(_LARGEST + 1) if ordinary else b""
    except (OSError, ValueError):
        return None
    return data if ordinary and len(data) <= _LARGEST else None
