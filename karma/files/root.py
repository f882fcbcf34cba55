"""Where the book is."""

from __future__ import annotations

import os

from karma.core.places import FILE
from karma.files.listing import CONTACTS


def find_root(start: str) -> str | None:
    """The nearest folder, from `start` upwards, that has a karma.toml or a contacts/ folder."""
    folder = os.path.join(os.getcwd(), start)  # noqa: PTH109, PTH118  (start-up)
    while not _is_book(folder):
        above = os.path.dirname(folder)  # noqa: PTH120  (start-up)
        if above == folder:
            return None
        folder = above
    return folder


def _is_book(folder: str) -> bool:
    return os.path.isfile(f"{folder}/{FILE}") or os.path.isdir(f"{folder}/{CONTACTS}")  # noqa: PTH112, PTH113
