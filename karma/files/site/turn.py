"""One build at a time in one site: of two at once, each would take the other's pages for edited ones."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from karma.files.lock import waited_for
from karma.files.refusals import WriteRefused
from karma.files.site.left import name_of
from karma.files.state import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120.0
"""Seconds after which the other build is taken for one that hangs, and not waited for any more."""


@contextmanager
def in_turn(root: Path, folder: Path) -> Iterator[None]:
    """Waits until no other karma makes pages of the book at `root` in `folder`; then others wait.

    Where there can be no lock, as in a book that may only be read, nobody waits.
    """
    handle = None
    with suppress(WriteRefused):
        handle = waited_for(state_folder(root) / name_of(folder, "lock"), PATIENCE)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
