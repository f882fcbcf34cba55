"""`karma call` makes one commit of each person's turn, however the round ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repositories import git
from tests.terminal.screen import IN_TMUX, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = IN_TMUX


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Two people to call, Ann and Bob, in a repository."""
    (tmp_path / "contacts").mkdir()
    (tmp_path / ".gitignore").write_text(".karma/\nleft\n", "utf-8")
    for stem, name, last in (("ann", "Ann Lee", "2026-01-01"), ("bob", "Bob Day", "2026-02-01")):
        text = f"---\nname: {name}\nadded: 2025-01-01\n---\n\n## Log\n\n- {last} call\n"
        (tmp_path / "contacts" / f"{stem}.md").write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "begun")
    found = Terminal(tmp_path)
    found.start()
    found.until_screen("q quit")
    yield found
    found.run("kill-server")


def subjects(terminal: Terminal) -> list[str]:
    return git(terminal.book, "log", "--format=%s").splitlines()


def test_a_turn_is_one_commit_whatever_was_asked_in_it(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("off to the mountains", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("the boys", "Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("2026-11-27 Send the list", "Enter")
    terminal.until_screen("2 of 2")
    assert subjects(terminal) == ["call: Ann Lee, off to the mountains", "begun"]
    terminal.type("z")
    terminal.until_screen("Until when?")
    terminal.type("Enter")
    terminal.until_screen("Enter done")
    terminal.type("Enter")
    terminal.until_screen("LEFT 0")
    assert subjects(terminal)[0] == "snooze: Bob Day until 2026-11-29"
    assert git(terminal.book, "status", "--short") == ""
    assert git(terminal.book, "log", "-1", "--format=%(trailers:key=Karma-Op,valueonly)").strip() == "call"


def test_undo_is_a_commit_of_its_own_that_names_what_it_takes_back(terminal: Terminal) -> None:
    before = terminal.file("ann")
    terminal.type("n")
    terminal.until_screen("2 of 2")
    done = git(terminal.book, "rev-parse", "HEAD")
    terminal.type("u")
    terminal.until_screen("Undone: Ann Lee is as before.")
    terminal.type("q")
    terminal.until_screen("LEFT 0")
    assert terminal.file("ann") == before
    assert subjects(terminal) == ["undo: tried: Ann Lee", "tried: Ann Lee", "begun"]
    message = git(terminal.book, "log", "-1", "--format=%b").splitlines()
    assert message == ["Karma-Op: undo", "Karma-Contact: ann", f"Karma-Undoes: {done}"]
    assert git(terminal.book, "status", "--short") == ""


@pytest.mark.parametrize("way", ["C-c", "C-d"])
def test_what_was_half_typed_when_the_round_broke_off_is_committed(terminal: Terminal, way: str) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("we spoke", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("the b", *([] if way == "C-c" else ["Enter"]))
    terminal.until_screen("the b" if way == "C-c" else "Did you promise anything?")
    terminal.type(way)
    terminal.until_screen("LEFT 130")
    assert subjects(terminal) == ["call: Ann Lee, we spoke", "begun"]
    assert "- the b\n" in terminal.file("ann")
    assert git(terminal.book, "status", "--short") == ""


def test_a_closed_window_commits_the_answers_before_it(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("we spoke", "Enter")
    terminal.until_screen("For next time?")
    terminal.run("kill-server")
    terminal.until((terminal.book / "left").exists)
    assert subjects(terminal) == ["call: Ann Lee, we spoke", "begun"]


def test_why_nothing_was_committed_is_said_once_at_the_end(terminal: Terminal) -> None:
    (terminal.book / ".git/index.lock").touch()
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.type("n")
    terminal.until_screen("Enter done")
    assert "Not committed" not in terminal.screen()
    terminal.type("Enter")
    terminal.until_screen("LEFT 0")
    assert terminal.screen().count("Not committed: another git is at work here.") == 1
    assert terminal.file("ann").endswith("tried\n")
    assert terminal.file("bob").endswith("tried\n")
