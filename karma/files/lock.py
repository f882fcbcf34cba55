"""One writer at a time: the kernel's lock on `.karma/lock`, never on a contact (faults.md C02, C07).

The kernel frees the lock when its holder ends, however it ends: there are no stale locks. Those who wait have
their turn by a second one beside it, `.karma/lock-turn`, which is a courtesy and keeps nobody out.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another karma before giving up."""
_PAUSE = 0.01
_NAME = f"{FOLDER}/lock"

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        # A byte far behind the text is locked, so that others can still read who holds it.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(
    root: Path,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Holds the book's lock inside the block; waits up to ten seconds for it.

    `clock` counts seconds from anywhere. Raises WriteRefused, naming the process that holds the lock.
    """
    path = state_folder(root) / "lock"
    handle = waited_for(path, PATIENCE, clock, sleep)
    if handle is None:
        raise WriteRefused(
            _NAME,
            f"another karma{_holder(path)} has been writing for {PATIENCE:.0f} seconds",
            "Wait until it is done, or end it; then run the command again.",
        )
    try:
        yield
    finally:
        with suppress(OSError):  # what was written inside the block is written
            os.close(handle)


def waited_for(
    path: Path,
    patience: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int | None:
    """The open lock file, the lock on which is ours; None when others have held it for so many seconds.

    The lock is asked for by whoever has the turn: who writes line after line has to queue again behind those
    who wait, instead of always being the first again. Raises WriteRefused where there can be no lock.
    """
    began = clock()
    turn = _Turn(path.with_name(f"{path.name}-turn"))
    try:
        while True:
            if turn.has_come() and (handle := _acquired(path)) is not None:
                return handle
            waited = clock() - began
            if waited >= patience:
                return None
            if waited > patience / 2:
                turn.is_due = True
            sleep(_PAUSE)
    finally:
        turn.close()


class _Turn:
    """The turn of one who waits. It `is_due` to who has waited long: whoever has it may have been stopped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self.is_due = False

    def has_come(self) -> bool:
        """True when it is ours, or due, or there can be none."""
        if self._handle is None and not self.is_due:
            try:
                self._handle = _acquired(self._path)
            except WriteRefused:
                self.is_due = True
        return self.is_due or self._handle is not None

    def close(self) -> None:
        """Lets the next have it."""
        if self._handle is not None:
            with suppress(OSError):  # it is free all the same, and nobody else knows the lock that is ours
                os.close(self._handle)


def _acquired(path: Path) -> int | None:
    """The open lock file when the lock is ours, else None."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as failure:
        raise _impossible(path, failure) from failure
    try:
        # Somebody may have deleted the file since it was opened: a lock on it would keep nobody out.
        if _try_lock(handle) and _still_there(handle, path):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, b"%d\n" % os.getpid())
            return handle
    except OSError as failure:
        os.close(handle)
        raise _impossible(path, failure) from failure
    os.close(handle)
    return None


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _impossible(path: Path, failure: OSError) -> WriteRefused:
    if path.is_symlink() or path.is_dir():
        return WriteRefused(
            _NAME, "something else stands where karma's lock should be", "Move it away; karma makes a file."
        )
    return WriteRefused(
        _NAME, f"the book cannot be locked: {failure.strerror}", "See who may write in the book's folder."
    )


def _holder(path: Path) -> str:
    try:
        pid = path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return f" (process {pid})" if pid else ""
