"""The state of all that a site is made from besides the people, and of its pages: to see that nothing changed.

Imports next to nothing: most builds end here.
"""

from __future__ import annotations

import os
import stat
import time
from hashlib import blake2b
from marshal import dumps
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.files.cache.moment import is_settled, moment
from karma.files.history.head import head_of
from karma.files.listing import stamp_of
from karma.files.site.names import JOURNAL
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from karma.files.listing import Stamp

_OTHER_DISK = 3_000_000_000
_A_TICK = 0.004
"""Seconds in which a disk's clock goes on: what is stamped before that, nobody changes unnoticed."""


class State(NamedTuple):
    """Plain values that are the same only if nothing has changed; `latest` is the newest stamp among them."""

    values: tuple[Any, ...]
    latest: Stamp

    def is_settled(self, root: Path, folder: Path) -> bool:
        """True when nothing of it can change from now on without another stamp."""
        for _ in range(3):
            if is_settled(self.latest, site_moment(root, folder)):
                return True
            time.sleep(_A_TICK)
        return False


def state_of(root: Path, folder: Path, templates: Iterable[Path]) -> State | None:
    """The state of the site in `folder`; None where it cannot be told, or a build was cut short."""
    head = head_of(root)
    if head is None:
        return None
    latest = 0
    seen = []
    try:
        for place in (*(f"{one}" for one in templates), f"{folder}", f"{folder}/contacts"):
            rows = list(_files(place, deep=place not in (f"{folder}", f"{folder}/contacts")))
            latest = max((latest, *(max(stamp[:2]) for _, stamp in rows)))
            seen.append((place, blake2b(dumps(rows), digest_size=16).digest()))
    except (OSError, _Odd):
        return None
    return State((str(folder), head, *seen), (latest, latest, 0, 0))


class _Odd(Exception):  # noqa: N818  (what stands there)
    """Something stands there whose state says nothing: a link, or a build that was cut short."""


def _files(place: str, *, deep: bool) -> Iterator[tuple[str, Stamp]]:
    """The files in a folder with their stamps, but for what karma itself keeps there."""
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.name == JOURNAL or entry.is_symlink():
                raise _Odd
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                if deep:
                    yield from _files(entry.path, deep=True)
            elif not entry.name.startswith("."):
                yield entry.path, stamp_of(status)


def site_moment(root: Path, folder: Path) -> int:
    """Now, as a page gets it that is written now; earlier where the site is on another disk than the book."""
    now = moment(root)
    try:
        same = os.stat(folder).st_dev == os.stat(root / FOLDER).st_dev  # noqa: PTH116  (start-up)
    except OSError:
        return 0
    return now if same else now - _OTHER_DISK
