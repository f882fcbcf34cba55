"""A file is the old one or the new one, never something between (faults.md C01, C06, C08, C09, F07, P10).

The new bytes go to a temporary file in the same folder and to the disk; then they take the old one's place.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_BUSY_ON_WINDOWS = {5, 32, 33}
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts, about two and a half in all: virus scanners and indexers let go by then."""


class Busy(Exception):  # noqa: N818 - the state of a file, not a mistake
    """Another program holds the file; the new bytes wait in `temporary`."""

    def __init__(self, temporary: Path) -> None:
        super().__init__(str(temporary))
        self.temporary = temporary


def stage(target: Path, data: bytes, *, durable: bool = True) -> Path:
    """A temporary file beside `target` with `data` on the disk, and the mode and owner that `target` has.

    What can be made again need not be `durable`. Raises OSError and leaves nothing behind.
    """
    temporary = target.with_name(f".karma-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    handle = os.open(temporary, _NEW, 0o666)
    try:
        try:
            _look_like(target, handle)
            write_all(handle, data)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def look_like(other: Path, temporary: Path) -> None:
    """Gives the staged file the mode of `other`: it is the same file under a new name. Raises OSError."""
    temporary.chmod(other.stat().st_mode & 0o7777)


def place(temporary: Path, target: Path, sleep: Callable[[float], None]) -> None:
    """Puts the staged file in the place of `target`. Raises OSError, or Busy if it is held."""
    for pause in _PAUSES:
        try:
            temporary.replace(target)
        except PermissionError as failure:
            if getattr(failure, "winerror", None) not in _BUSY_ON_WINDOWS:
                raise
            sleep(pause)
        else:
            return
    raise Busy(temporary)


def place_new(temporary: Path, target: Path) -> None:
    """Puts the staged file where nothing may be yet. Raises FileExistsError when something is."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        temporary.replace(target)
    else:
        discard(temporary)


def set_aside(target: Path) -> Path:
    """Gives the file a temporary name in its folder, so that it can come back as it was. Raises OSError."""
    aside = target.with_name(f".karma-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    target.rename(aside)
    return aside


def make_folder(folder: Path) -> None:
    """Makes the folder, and those above it that are missing, so that they last through a power cut."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in `folder` last through a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(temporary: Path) -> None:
    """Removes a staged file, if it is still there."""
    with suppress(OSError):
        temporary.unlink()


def write_all(handle: int, data: bytes) -> None:
    """Writes all of `data`: one `os.write` may take only a part of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _look_like(target: Path, handle: int) -> None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "fchown"):
        with suppress(PermissionError):  # only root may give a file away
            os.fchown(handle, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, status.st_mode & 0o7777)
