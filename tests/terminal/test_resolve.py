"""`karma resolve` at the terminal: one conflict after the other, one key each, every answer written at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.repositories import git
from tests.terminal.screen import IN_TMUX, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = IN_TMUX

BASE = """\
---
name: Bill Okafor
title: Owner
circle: client
every: 4w..6w
tags:
  - marine
added: 2025-01-01
---

Prefers calls.

## Log

- 2026-08-20 call: slips
"""


class Resolving(Terminal):
    """A terminal with `karma resolve` in it."""

    def start(self, *whos: str) -> None:
        karma = f"'{sys.executable}' -m karma -C '{self.book}' --today 2026-11-22 resolve {' '.join(whos)}"
        editor = "EDITOR=\"sh -c 'printf merged > \\$0'\""
        shell = f"{editor} {karma}; echo LEFT $? | tee '{self.book}/left'; exec cat"
        self.run("new-session", "-d", "-x", "80", "-y", "24", shell)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Two conflicts in Bill's file: his title, and what he prefers. Ann was changed here and deleted there."""
    (tmp_path / "contacts").mkdir()

    def put(stem: str, text: str) -> None:
        (tmp_path / "contacts" / f"{stem}.md").write_text(text, "utf-8")

    def save(subject: str) -> None:
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "-m", subject)

    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text(".karma/\nleft\n", "utf-8")
    put("bill", BASE)
    put("ann", "---\nname: Ann Lee\n---\n")
    save("base")
    git(tmp_path, "switch", "--quiet", "--create", "laptop")
    put("bill", BASE.replace("Owner", "Founder").replace("calls.", "calls at noon."))
    (tmp_path / "contacts" / "ann.md").unlink()
    save("laptop")
    git(tmp_path, "switch", "--quiet", "main")
    put("bill", BASE.replace("Owner", "Captain").replace("calls.", "calls before ten."))
    put("ann", "---\nname: Ann Lee\ncircle: friend\n---\n")
    save("main")
    git(tmp_path, "merge", "--quiet", "laptop", check=False)
    found = Resolving(tmp_path)
    found.start()
    found.until_screen("q quit")
    yield found
    found.run("kill-server")


def test_one_key_each_settles_all_and_the_merge_can_be_finished(terminal: Terminal) -> None:
    assert "It was changed in what stood here, and deleted in what came in." in " ".join(terminal.seen())
    terminal.type("k")
    terminal.until_screen("2 of 3")
    terminal.until(lambda: {"   title: Captain", "   title: Founder"} < set(terminal.seen()))
    terminal.until(lambda: "q quit" in terminal.seen()[-1])
    assert len(terminal.seen()) <= 24
    assert "b both" not in terminal.screen()  # a title has one value
    terminal.type("t")
    terminal.until_screen("3 of 3")
    terminal.type("b")
    terminal.until_screen("To finish: git commit")
    assert "title: Founder\n" in terminal.file("bill")
    assert "Prefers calls before ten.\nPrefers calls at noon.\n" in terminal.file("bill")
    git(terminal.book, "commit", "--quiet", "--no-edit")
    assert git(terminal.book, "status", "--short") == ""


def test_what_was_settled_before_q_stays_and_the_rest_is_still_open(terminal: Terminal) -> None:
    terminal.type("d")
    terminal.until_screen("2 of 3")
    terminal.type("o")
    terminal.until_screen("3 of 3")
    terminal.type("q")
    terminal.until_screen("LEFT 1")
    assert "1 place still open: karma resolve" in terminal.screen()
    assert not (terminal.book / "contacts" / "ann.md").exists()
    assert "title: Captain\n" in terminal.file("bill")
    assert terminal.file("bill").count("<<<<<<<") == 1
    assert git(terminal.book, "status", "--short") == "D  contacts/ann.md\nUU contacts/bill.md"


def test_ctrl_c_keeps_what_was_settled(terminal: Terminal) -> None:
    terminal.type("k")
    terminal.until_screen("2 of 3")
    terminal.type("C-c")
    terminal.until_screen("LEFT 130")
    assert git(terminal.book, "status", "--short") == "UU contacts/bill.md"


def test_an_editor_may_say_something_third(terminal: Terminal) -> None:
    terminal.type("s")
    terminal.until_screen("2 of 3")
    terminal.type("s")
    terminal.until_screen("3 of 3")
    terminal.type("e")
    terminal.until_screen("2 places still open")
    assert "\nmerged\n" in terminal.file("bill")
