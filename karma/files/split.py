"""Whether work can be shared with a second process."""

from __future__ import annotations

import os
import sys
import threading


def can_split() -> bool:
    """True on Linux with two processors and no thread: elsewhere a split process is not to be relied on."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1
