"""When somebody wants to stop: never in the middle of a file, and a closed window is an end of input."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def hangup_ends_input() -> Iterator[None]:
    """A closed window or a request to end becomes the end of input, so that what was entered is written."""

    def end(_number: int, _frame: object) -> None:
        raise EOFError

    before = {one: signal.signal(one, end) for one in _STOPS if one != signal.SIGINT}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Whoever wants to stop waits until the file is written. Raises KeyboardInterrupt behind it."""
    wanted: list[int] = []
    before = {one: signal.signal(one, lambda number, _: wanted.append(number)) for one in _STOPS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if wanted:
        raise KeyboardInterrupt
