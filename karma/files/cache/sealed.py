"""Files in `.karma/` that only this karma, in this folder, can have written; anything else is no file.

What stands in them is read with `marshal`, twice as fast as JSON, which must not be given what a stranger or
a failing disk made. So each begins with a seal, which nobody can know who has not seen this folder, and a
check sum. A book that came from somewhere else has no cache, and gets its own.
"""

from __future__ import annotations

import os
import stat
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files.cache import scrap
from karma.files.cache.maker import made_by
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from pathlib import Path

_SAFELY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_LARGEST = 300_000_000
_SUM = 8


def read(root: Path | str, name: str) -> bytes | None:
    """What was written under that name by this karma in this folder; None for anything else. Never raises."""
    try:
        seal = _seal(root)
        handle = open_ours(root, name)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        data = file.read()
    body = data[len(seal) + _SUM :]
    known = data.startswith(seal) and data[len(seal) : len(seal) + _SUM] == _sum(body)
    return body if known else None


def write(root: Path, name: str, body: bytes) -> bool:
    """Puts `body` there, in the place of what there was; False, and no word, when that cannot be."""
    with suppress(OSError, WriteRefused):
        state_folder(root)  # which makes what the seal is of
        return scrap.put(root, name, _seal(root) + _sum(body) + body)
    return False


def open_ours(root: Path | str, name: str) -> int:
    """A handle to an ordinary file of our own in `.karma/`. Raises OSError for whatever else stands there."""
    folder = f"{root}/{FOLDER}"
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise OSError(folder)
    handle = os.open(f"{folder}/{name}", os.O_RDONLY | _SAFELY)
    status = os.fstat(handle)
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if stat.S_ISREG(status.st_mode) and ours and status.st_size <= _LARGEST:
        return handle
    os.close(handle)
    raise OSError(name)


def _seal(root: Path | str) -> bytes:
    """The folder as this disk numbers it, and the moment its first file was made here, to the nanosecond."""
    here, first = (os.lstat(f"{root}/{FOLDER}{name}") for name in ("", "/.gitignore"))
    place = (here.st_dev, here.st_ino, first.st_ino, first.st_ctime_ns)
    return f"karma's cache, safe to delete\n{place} {made_by()}\n".encode("utf-8", "surrogateescape")


def _sum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body)
