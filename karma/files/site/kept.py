"""What is dear to make and seldom changes, kept in `.karma/` from one build to the next: notes, templates.

It counts only for the programs that made it, and is as good as none where it is damaged or somebody else's.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any

from karma.files.cache import sealed

if TYPE_CHECKING:
    from pathlib import Path

_MAKERS = ("jinja2", "markupsafe", "markdown", "nh3")
_SHARDS = 16
_SPARE = 64
"""Entries of a file beyond those that are in use, below which nothing is worth tidying."""

Key = bytes | str


class Kept(MutableMapping[Any, Any]):
    """Plain values by keys, in a few files that are read when first asked for."""

    def __init__(self, root: Path, name: str, shards: int = _SHARDS) -> None:
        self._root, self._name, self._count = root, name, shards
        self._shards: dict[int, dict[Key, Any]] = {}
        self._changed: set[int] = set()

    def __getitem__(self, key: Key) -> Any:
        return self._shard(self._place(key))[key]

    def __setitem__(self, key: Key, value: Any) -> None:
        at = self._place(key)
        self._shard(at)[key] = value
        self._changed.add(at)

    def __delitem__(self, key: Key) -> None:
        del self._shard(self._place(key))[key]

    def __iter__(self) -> Iterator[Key]:
        for at in range(self._count):
            yield from self._shard(at)

    def __len__(self) -> int:
        return sum(len(self._shard(at)) for at in range(self._count))

    def save(self, in_use: int) -> None:
        """Writes what was added. Of each file the latest entries stay, for about as many as are in use."""
        most = 2 * in_use // self._count + _SPARE
        for at in sorted(self._changed):
            shard = self._shard(at)
            for key in list(shard)[:-most]:
                del shard[key]
            sealed.write(self._root, self._file(at), marshal.dumps((made_with(), shard)))
        self._changed = set()

    def _shard(self, at: int) -> dict[Key, Any]:
        if at not in self._shards:
            self._shards[at] = {}
            body = sealed.read(self._root, self._file(at))
            if body is not None:
                maker, shard = marshal.loads(body)  # noqa: S302  (behind its seal)
                if maker == made_with():
                    self._shards[at] = shard
        return self._shards[at]

    def _place(self, key: Key) -> int:
        first = key[0]
        return (first if isinstance(first, int) else ord(first)) % self._count

    def _file(self, at: int) -> str:
        return f"{self._name}-{at:x}.kept"


@cache
def made_with() -> str:
    """Words that are the same for the same programs that pages are made with, and for no others."""
    return repr([_place_of(name) for name in _MAKERS])


def _place_of(name: str) -> tuple[object, ...]:
    spec = PathFinder.find_spec(name)
    if spec is None or spec.origin is None:
        return ()
    status = os.stat(spec.origin)  # noqa: PTH116  (start-up)
    return spec.origin, status.st_mtime_ns, status.st_size, status.st_ino
