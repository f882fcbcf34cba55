"""What a browser says to be known again, kept in `.karma/browser`, so that it still is after a restart.

Whoever may read the file may read the contacts beside it; nobody else may.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files import atomic
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "browser"
_SECRET = re.compile(rb"[A-Za-z0-9_-]{43}")


def browser_secret(root: Path) -> str:
    """256 bits for the book at `root`: those of last time, or new ones; never raises.

    New ones as well when the file is a link, or others may read it. Where it cannot be written, they last for
    this run.
    """
    path = root / FOLDER / _NAME
    with suppress(OSError):
        found = path.lstat()
        private = os.name == "nt" or not found.st_mode & 0o077
        if stat.S_ISREG(found.st_mode) and private and found.st_size < 100 and not path.parent.is_symlink():
            data = path.read_bytes()
            if _SECRET.fullmatch(data):
                return data.decode()
    secret = secrets.token_urlsafe(32)
    with suppress(OSError, WriteRefused):
        path = state_folder(root) / _NAME
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            atomic.write_all(handle, secret.encode())
        finally:
            os.close(handle)
    return secret
