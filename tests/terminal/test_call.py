"""`karma call` in a real terminal: keys, notes, undo, and leaving half way without losing anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import uuid
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed"),
]


class Terminal:
    """Eighty columns of tmux, with karma in it."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.tmux = ["tmux", "-L", f"karma-{uuid.uuid4().hex}", "-f", "/dev/null"]

    def start(self) -> None:
        """The shell outlives a closed window, to note that karma has ended."""
        karma = f"'{sys.executable}' -m karma -C '{self.book}' --today 2026-11-22 call"
        note = f"echo LEFT $? | tee '{self.book}/left'"
        self.run("new-session", "-d", "-x", "80", "-y", "60", f"trap '' HUP; {karma}; {note}; exec cat")

    def run(self, *words: str) -> str:
        return subprocess.run([*self.tmux, *words], capture_output=True, text=True, check=False).stdout

    def type(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def screen(self) -> str:
        return self.run("capture-pane", "-p", "-S", "-200")

    def until(self, seen: Callable[[], bool]) -> None:
        """Waits at most ten seconds."""
        end = time.monotonic() + 10
        while not seen():
            assert time.monotonic() < end, self.screen()
            time.sleep(0.02)  # a real terminal has no other way to say that it is ready

    def until_screen(self, text: str) -> None:
        self.until(lambda: text in self.screen())

    def file(self, stem: str) -> str:
        return (self.book / "contacts" / f"{stem}.md").read_text("utf-8")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Two people to call: Ann, then Bob."""
    (tmp_path / "contacts").mkdir()
    for stem, name, last in (("ann", "Ann Lee", "2026-01-01"), ("bob", "Bob Day", "2026-02-01")):
        text = f"---\nname: {name}\nadded: 2025-01-01\n---\n\n## Log\n\n- {last} call\n"
        (tmp_path / "contacts" / f"{stem}.md").write_text(text, "utf-8")
    found = Terminal(tmp_path)
    found.start()
    found.until_screen("q quit")
    yield found
    found.run("kill-server")


def test_a_whole_round(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("off to the mountains", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("the boys", "Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("Send the list", "Enter")
    terminal.until_screen("By when?")
    terminal.type("fri", "Enter")
    terminal.until_screen("2 of 2")
    terminal.type("n")
    terminal.until_screen("LEFT 0")
    ann = terminal.file("ann")
    assert "- 2026-11-22 call: off to the mountains\n" in ann
    assert "- the boys\n" in ann
    assert "- [ ] 2026-11-27 Send the list\n" in ann
    assert terminal.file("bob").endswith("- 2026-11-22 tried\n")
    assert "1 of 5 made" in terminal.screen()


def test_undo_puts_the_file_back_and_asks_again(terminal: Terminal) -> None:
    before = terminal.file("ann")
    terminal.type("n")
    terminal.until_screen("2 of 2")
    assert terminal.file("ann") != before
    terminal.type("u")
    terminal.until_screen("Undone: Ann Lee is as before.")
    assert terminal.file("ann") == before
    terminal.type("q")
    terminal.until_screen("LEFT 0")


@pytest.mark.parametrize("way", ["q", "C-c", "C-d"])
def test_leaving_between_two_people_keeps_what_was_entered(terminal: Terminal, way: str) -> None:
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.type(way)
    terminal.until_screen("LEFT 0" if way == "q" else "LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 tried\n")
    assert "2026-11-22" not in terminal.file("bob")


def test_ctrl_c_in_the_middle_of_a_line_keeps_the_half_line(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("she is off to")
    terminal.until_screen("she is off to")
    terminal.type("C-c")
    terminal.until_screen("LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 call: she is off to\n")


def test_ctrl_d_at_a_later_question_keeps_the_answers_before_it(terminal: Terminal) -> None:
    terminal.type("v")
    terminal.until_screen("What did you say?")
    terminal.type("congratulated her", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("C-d")
    terminal.until_screen("LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 voicemail: congratulated her\n")


def test_a_closed_window_keeps_the_answers_before_it(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("we spoke", "Enter")
    terminal.until_screen("For next time?")
    terminal.run("kill-server")
    terminal.until(lambda: "- 2026-11-22 call: we spoke\n" in terminal.file("ann"))


def test_a_closed_window_ends_it(terminal: Terminal) -> None:
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.run("kill-server")
    terminal.until((terminal.book / "left").exists)
    assert terminal.file("ann").endswith("- 2026-11-22 tried\n")
    assert "2026-11-22" not in terminal.file("bob")


def test_a_snooze_asks_until_when(terminal: Terminal) -> None:
    terminal.type("z")
    terminal.until_screen("Until when?")
    terminal.type("nonsense", "Enter")
    terminal.until_screen("no day that karma understands")
    terminal.type("in 2 weeks", "Enter")
    terminal.until_screen("2 of 2")
    assert "snooze: 2026-12-06\n" in terminal.file("ann")
