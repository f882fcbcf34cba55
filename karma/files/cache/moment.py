"""The time as the book's own disk tells it, against which the times of its files are held."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from karma.files import atomic
from karma.files.listing import CONTACTS
from karma.files.refusals import WriteRefused
from karma.files.state import state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.listing import Stamp

_OTHER_DISK = 3_000_000_000


def moment(root: Path) -> int:
    """Now, in nanoseconds, as a file gets it that is written now; 0 when none can be written.

    A file that changed before this moment and is read after it has what its stamp stands for. One that
    changed at it or later may change once more without another stamp: git calls that racy, and so it is
    looked at again. Another disk may count more coarsely, by up to two seconds.
    """
    try:
        folder = state_folder(root)
        probe = atomic.stage(folder / "now", b"", durable=False)
        try:
            status = probe.stat()
        finally:
            atomic.discard(probe)
        elsewhere = (root / CONTACTS).stat().st_dev != status.st_dev
    except (OSError, WriteRefused):
        return 0
    return status.st_mtime_ns - (_OTHER_DISK if elsewhere else 0)


def is_settled(stamp: Stamp, at: int) -> bool:
    """True when nothing can have changed since that moment without changing the stamp."""
    return stamp[0] < at and (stamp[1] < at or os.name == "nt")
