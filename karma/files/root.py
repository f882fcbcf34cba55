"""Where the book is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.places import FILE
from karma.files.listing import CONTACTS

if TYPE_CHECKING:
    from pathlib import Path


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that has a karma.toml or a contacts/ folder."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file() or (folder / CONTACTS).is_dir():
            return folder
    return None
