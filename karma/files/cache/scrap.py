"""How a cache gets to the disk: whole or not at all, and no more trouble than that, it can be made again."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files.atomic import write_all
from karma.files.refusals import WriteRefused
from karma.files.state import state_folder

if TYPE_CHECKING:
    from pathlib import Path

_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE
_ADD = os.O_WRONLY | os.O_APPEND | _SAFE


def put(root: Path, name: str, data: bytes) -> bool:
    """Puts `data` under that name into `.karma/`; False, and no word, when that cannot be."""
    with suppress(OSError, WriteRefused):
        folder = state_folder(root)
        temporary = folder / f".karma-{os.getpid()}-{os.urandom(6).hex()}.tmp"
        try:
            _write(os.open(temporary, _NEW, 0o600), data)
            temporary.replace(folder / name)
        except BaseException:
            remove(temporary)
            raise
        return True
    return False


def add(root: Path, name: str, data: bytes) -> int | None:
    """Puts `data` behind what that file holds, and says at which byte it begins; None when that cannot be.

    Two that add at once do not mix: the system puts each behind the other.
    """
    with suppress(OSError, WriteRefused):
        return _write(os.open(state_folder(root) / name, _ADD), data) - len(data)
    return None


def remove(path: Path) -> None:
    """Removes a file of ours, if it is there and that can be done."""
    with suppress(OSError):
        path.unlink()


def _write(handle: int, data: bytes) -> int:
    """Writes and closes; where the file ends then."""
    try:
        write_all(handle, data)
        return os.lseek(handle, 0, os.SEEK_CUR)
    finally:
        os.close(handle)
