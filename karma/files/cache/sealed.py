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

from karma.files import atomic
from karma.files.cache.maker import made_by
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from pathlib import Path

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_LARGEST = 300_000_000
_SUM = 8


def read(root: Path, name: str) -> bytes | None:
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
    """Puts `body` there, in the place of what there was; False, and no word, when that cannot be.

    It need not outlast a power cut: what does not is made again.
    """
    with suppress(OSError, WriteRefused):
        target = state_folder(root) / name
        staged = atomic.stage(target, _seal(root) + _sum(body) + body, durable=False)
        try:
            staged.replace(target)
        except BaseException:
            atomic.discard(staged)
            raise
        return True
    return False


def open_ours(root: Path, name: str) -> int:
    """A handle to an ordinary file of our own in `.karma/`. Raises OSError for whatever else stands there."""
    folder = f"{root}/{FOLDER}"
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise OSError(folder)
    handle = os.open(f"{folder}/{name}", _READ)
    status = os.fstat(handle)
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if stat.S_ISREG(status.st_mode) and ours and status.st_size <= _LARGEST:
        return handle
    os.close(handle)
    raise OSError(name)


def _seal(root: Path) -> bytes:
    """The folder as this disk numbers it, and the moment its first file was made here, to the nanosecond."""
    here, first = (os.lstat(f"{root}/{FOLDER}{name}") for name in ("", "/.gitignore"))
    place = (here.st_dev, here.st_ino, first.st_ino, first.st_ctime_ns)
    return f"karma's cache, safe to delete\n{place} {made_by()}\n".encode("utf-8", "surrogateescape")


def _sum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body)
