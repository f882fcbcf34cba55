"""Hints that something changed: noted by one thread, waited for by another."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUIET = 0.2
"""Seconds without a hint after which whoever is writing has finished (faults.md W01, W05)."""
SAVED = 0.02
"""Seconds that suffice where a file was saved: it, what the editor had beside it, and all are closed."""
FEW = 3
"""Files that an editor touches for one save; more of them are a checkout or a sync, which takes its time."""
LONGEST = 2.0
"""Seconds after which karma builds even where hints never end."""


class Hints:
    """A bell: `note` rings it from any thread, and whoever has to act waits for quiet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rung = threading.Condition()
        self._paths: dict[str, bool] = {}
        self._first = self._last = 0.0

    def note(self, path: str, *, finished: bool = False) -> None:
        """Something happened at `path`; `finished` when whoever wrote there has closed it."""
        with self._rung:
            self._last = self._clock()
            if not self._paths:
                self._first = self._last
            self._paths[path] = finished
            self._rung.notify_all()

    def wait(self, seconds: float) -> bool:
        """Waits for a hint, so many seconds at most; True when there is one."""
        with self._rung:
            return self._rung.wait_for(lambda: bool(self._paths), max(seconds, 0))

    def unrest(self) -> float:
        """Seconds until what was hinted at is finished; 0 when it is, or there is nothing."""
        with self._rung:
            if not self._paths:
                return 0.0
            quiet = SAVED if _are_saved(self._paths) else QUIET
            return max(min(self._last + quiet, self._first + LONGEST) - self._clock(), 0.0)

    def settle(self) -> None:
        """Waits until what was hinted at is finished; a file that is closed meanwhile ends a long wait."""
        while unrest := self.unrest():
            self.pause(min(unrest, SAVED))

    def now(self) -> float:
        """Seconds on a clock that only goes forward."""
        return self._clock()

    def pause(self, seconds: float) -> None:
        """Lets so much time pass, whatever is hinted at."""
        time.sleep(seconds)

    def taken(self) -> tuple[str, ...]:
        """What was noted and is about to be looked at: the paths, if a few files were saved and no more."""
        with self._rung:
            paths, self._paths = self._paths, {}
        return tuple(paths) if _are_saved(paths) else ()


def _are_saved(paths: Mapping[str, bool]) -> bool:
    """True when nothing happened but that a few files were saved."""
    return len(paths) <= FEW and all(paths.values())
