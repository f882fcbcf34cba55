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
def in_turn(root: Path, folder: Path) -> Iterator[bool]:
    """Waits until no other karma makes pages of the book at `root` in `folder`; then others wait.

    Gives whether there was one to wait for: then the book has to be looked at again, so that no page of an
    older book comes after a newer one. Where there can be no lock, as in a book that may only be read, nobody
    waits.
    """
    handle, waited = None, False
    with suppress(WriteRefused):
        path = state_folder(root) / name_of(folder, "lock")
        handle = waited_for(path, 0)
        if handle is None:
            handle, waited = waited_for(path, PATIENCE), True
    try:
        yield waited
    finally:
        if handle is not None:
            os.close(handle)
