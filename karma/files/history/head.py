"""Which commit the history ends with, without asking git: enough to tell that nothing was committed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from karma.files.listing import stamp_of

if TYPE_CHECKING:
    from pathlib import Path

_MORE = ("packed-refs", "shallow", "config", "info/grafts", "refs/replace", "refs/heads")
_LONGEST = 4096
_ELSEWHERE = "ref: refs/heads/.invalid"
"""What stands in HEAD where git keeps its references in some other way."""


def head_of(book: Path) -> tuple[Any, ...] | None:
    """Plain values that stay the same as long as the history does: () without a repository, None for unknown.

    Unknown is a linked work tree, and whatever else keeps its references in another place.
    """
    for folder in (book, *book.parents):
        place = f"{folder}/.git"
        if os.path.lexists(place):
            return _told(place) if os.path.isdir(place) else None  # noqa: PTH112  (start-up)
    return ()


def _told(place: str) -> tuple[Any, ...] | None:
    head = _text(f"{place}/HEAD")
    if not head or head == _ELSEWHERE or os.path.lexists(f"{place}/reftable"):
        return None
    tip = _text(f"{place}/{head[5:]}") if head.startswith("ref: ") and ".." not in head else ""
    return place, head, tip, tuple(_stamp(f"{place}/{name}") for name in _MORE)


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123  (start-up)
            return file.read(_LONGEST).strip()
    except OSError:
        return ""


def _stamp(path: str) -> tuple[int, ...]:
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116  (start-up)
    except OSError:
        return ()
