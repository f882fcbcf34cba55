"""The time as the book's own disk tells it, against which the times of its files are held."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from karma.files.cache import scrap
from karma.files.listing import CONTACTS
from karma.files.state import FOLDER

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
    probe = f"now-{os.getpid()}"
    if not scrap.put(root, probe, b""):
        return 0
    try:
        status = (root / FOLDER / probe).stat()
        elsewhere = (root / CONTACTS).stat().st_dev != status.st_dev
    except OSError:
        return 0
    finally:
        scrap.remove(root / FOLDER / probe)
    return status.st_mtime_ns - (_OTHER_DISK if elsewhere else 0)


def is_settled(stamp: Stamp, at: int) -> bool:
    """True when nothing can have changed since that moment without changing the stamp."""
    return stamp[0] < at and (stamp[1] < at or os.name == "nt")
