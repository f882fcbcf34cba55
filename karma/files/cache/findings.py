"""What was found in the whole book and is right for as long as what it was found from is the same.

Beside the columns, which say something of each person alone: a few plain values, each with a digest of all
that it depends on.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any

from karma.core.digest import digest_of
from karma.files.cache import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NAME = "findings"


_Known = dict[str, tuple[bytes, dict[bytes, Any]]]
"""By name a digest of what it is all about, and what was found by the digest of its key."""


class Findings:
    """What is known of the book at `root` with these settings."""

    def __init__(self, root: Path, settings: str) -> None:
        self._root, self._settings = root, settings
        self._known: _Known | None = None
        self._fresh = False

    def kept(self, what: str, about: Any, keys: Sequence[Any], find: Callable[[int], Any]) -> list[Any]:
        """What was found of that name for each key when it was `about` the same; else what `find` finds."""
        known = self._known = self._left() if self._known is None else self._known
        now, by = digest_of(about), [digest_of(key) for key in keys]
        last_time, before = known.get(what, (b"", {}))
        if last_time != now:
            before = {}
        found = {key: before[key] if key in before else find(at) for at, key in enumerate(by)}
        if not before or found.keys() != before.keys():
            known[what] = now, found
            self._fresh = True
        return [found[key] for key in by]

    def save(self) -> None:
        """Leaves what is new for the next run. Never raises."""
        if self._fresh:
            self._fresh = False
            sealed.write(self._root, NAME, marshal.dumps((self._settings, self._known)))

    def _left(self) -> _Known:
        body = sealed.read(self._root, NAME)
        settings, known = marshal.loads(body) if body else ("", {})  # noqa: S302  (behind its seal)
        return known if settings == self._settings else {}
