"""A real terminal with `karma call` in it, for tests to type into and to look at."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import uuid
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IN_TMUX = [
    pytest.mark.terminal,
    pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed"),
]
"""The marks of every test that uses it."""


class Terminal:
    """A small terminal, 80 by 24, with karma in it."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.tmux = ["tmux", "-L", f"karma-{uuid.uuid4().hex}", "-f", "/dev/null"]

    def start(self, *whos: str) -> None:
        """The shell outlives a closed window, to note that karma has ended; `whos` are to be called."""
        karma = f"'{sys.executable}' -m karma -C '{self.book}' --today 2026-11-22 call {' '.join(whos)}"
        note = f"echo LEFT $? | tee '{self.book}/left'"
        self.run("new-session", "-d", "-x", "80", "-y", "24", f"trap '' HUP; {karma}; {note}; exec cat")

    def run(self, *words: str) -> str:
        return subprocess.run([*self.tmux, *words], capture_output=True, text=True, check=False).stdout

    def type(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def screen(self) -> str:
        return self.run("capture-pane", "-p", "-S", "-200")

    def seen(self) -> list[str]:
        """What stands on the screen just now, without the empty lines at the end."""
        return self.run("capture-pane", "-p").rstrip().splitlines()

    def until(self, seen: Callable[[], bool]) -> None:
        """Waits at most a minute."""
        end = time.monotonic() + 60
        while not seen():
            assert time.monotonic() < end, self.screen()
            time.sleep(0.02)  # a real terminal has no other way to say that it is ready

    def until_screen(self, text: str) -> None:
        self.until(lambda: text in self.screen())

    def file(self, stem: str) -> str:
        return (self.book / "contacts" / f"{stem}.md").read_text("utf-8")
