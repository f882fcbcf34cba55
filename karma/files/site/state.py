"""What a site is made from besides the people, and how its pages are: to see whether anything changed.

Imports next to nothing: most builds end here.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.digest import digest_of
from karma.files.cache.moment import is_settled, moment
from karma.files.history.head import head_of
from karma.files.listing import stamp_of
from karma.files.site.names import JOURNAL
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from karma.files.listing import Stamp

_OTHER_DISK = 3_000_000_000
_A_TICK = 0.004
"""Seconds in which a disk's clock goes on: what is stamped before that, nobody changes unnoticed."""
_PLAINLY = 0
"""The version of `marshal` that writes equal values alike, however often each is referred to."""
_PLACES = ("", "contacts/")
"""Where in a site the pages are."""


class State(NamedTuple):
    """Plain values that are the same only if nothing has changed; `latest` is the newest stamp among them."""

    values: tuple[Any, ...]
    latest: int

    def settled_at(self, at: int) -> bool:
        """True when nothing of it can have changed since that moment without another stamp."""
        return is_settled((self.latest, self.latest, 0, 0), at)

    def settles(self, root: Path, folder: Path) -> bool:
        """True when nothing in the site can change from now on without another stamp; waits for that."""
        for _ in range(3):
            if self.settled_at(site_moment(root, folder)):
                return True
            time.sleep(_A_TICK)
        return False


def state_around(root: Path, templates: Iterable[Path]) -> State | None:
    """The state of the history and the templates; None where it cannot be told."""
    head = head_of(root)
    try:
        seen = [_seen(list(_files(str(folder), {}, deep=True))) for folder in templates]
    except (OSError, _Odd):
        return None
    if head is None:
        return None
    return State((head, *(values for values, _ in seen)), max(latest for _, latest in seen))


def state_of_pages(folder: Path, left: Mapping[str, Stamp] | None = None) -> State | None:
    """The state of the pages in `folder`; None where it cannot be told.

    With `left`, the stamps with which a build has just left pages by their names, it is the state in which
    they were left: they are not looked at again, and None where one of them is gone.
    """
    known = {f"{folder}/{name}": stamp for name, stamp in left.items()} if left else {}
    try:
        rows = [row for place in _PLACES for row in _files(f"{folder}/{place}", known, deep=False)]
    except (OSError, _Odd):
        return None
    if not known.keys() <= {path for path, _ in rows}:
        return None
    values, latest = _seen(rows)
    return State((str(folder), values), latest)


def site_moment(root: Path, folder: Path) -> int:
    """Now, as a page gets it that is written now; earlier where the site is on another disk than the book."""
    now = moment(root)
    try:
        same = os.stat(folder).st_dev == os.stat(root / FOLDER).st_dev  # noqa: PTH116  (start-up)
    except OSError:
        return 0
    return now if same else now - _OTHER_DISK


class _Odd(Exception):  # noqa: N818  (what stands there)
    """Something stands there whose state says nothing: a link, or a build that was cut short."""


def _seen(rows: list[tuple[str, Stamp]]) -> tuple[bytes, int]:
    """A digest of the files with their stamps, and the newest of these."""
    newest = max([max(stamp[0], stamp[1]) for _, stamp in rows], default=0)
    return digest_of(rows), newest


def _files(place: str, known: Mapping[str, Stamp], *, deep: bool) -> Iterator[tuple[str, Stamp]]:
    """The files in a folder with their stamps, but for what karma itself keeps there.

    Of those that are `known` by their paths the stamps are not looked at.
    """
    before = f"{place.rstrip('/')}/"
    with os.scandir(place) as entries:
        for entry in entries:  # ten thousand times
            path = before + entry.name
            if path in known and entry.is_file(follow_symlinks=False):
                yield path, known[path]
            elif entry.name == JOURNAL or entry.is_symlink():
                raise _Odd
            elif entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from _files(path, known, deep=True)
            elif not entry.name.startswith("."):
                yield path, stamp_of(entry.stat(follow_symlinks=False))
