"""News for the browsers that listen: there was a build, or something is in its way."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field

HEARTBEAT = b": still here\n\n"
GONE = "This page is gone. Whoever it was about may have been renamed or archived."


@dataclass
class News:
    """What happened last, by number; whoever waits is woken by the next."""

    _changed: threading.Condition = field(default_factory=threading.Condition)
    _number: int = 0
    _trouble: str = ""
    _over: bool = False

    def tell(self, trouble: str = "") -> None:
        """There was a build; `trouble` is why it made no pages."""
        with self._changed:
            self._number, self._trouble = self._number + 1, trouble
            self._changed.notify_all()

    def end(self) -> None:
        """Nobody needs to wait any more."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    @property
    def over(self) -> bool:
        """True after the end."""
        return self._over

    def after(self, number: int, seconds: float) -> tuple[int, str]:
        """The newest number and its trouble; as soon as there is one behind `number`, or in `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number or self._over, seconds)
            return self._number, self._trouble


def messages(had: str, now: str, trouble: str) -> bytes:
    """What a browser is sent that has the page of tag `had`, where there is the one of tag `now`.

    Empty data says that nothing is in the way (any more).
    """
    if now == had or (trouble and not now):
        return message("trouble", trouble)
    return message("reload") if now else message("trouble", GONE)


def message(event: str, data: str = "") -> bytes:
    """One event of the stream; the data are JSON, and so on one line."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()
