"""Killed and raced while they commit: no line is lost, and every one is committed or said not to be (faults.md C01, C02, C07, G09)."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.files import torture
from tests.files.test_torture import OLD, output, start
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

FILES = [f"contacts/bill-{number}.md" for number in range(10)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book in a repository: Bill, and ten more of him."""
    (tmp_path / "contacts").mkdir()
    for path in (torture.PATH, *FILES):
        (tmp_path / path).write_bytes(OLD)
    (tmp_path / ".gitignore").write_text(".karma/\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "the book as it was")
    return tmp_path


def logged(root: Path) -> list[str]:
    """What was added to the ten logs."""
    return sorted(text for path in FILES for text in torture.texts(root, path) if text != "first")


def all_committed(root: Path, lines: int) -> bool:
    """Every file is as committed, in as many commits as there were lines."""
    commits = int(git(root, "rev-list", "--count", "HEAD")) - 1
    return commits == lines and git(root, "status", "--porcelain") == ""


def test_kills_of_karma_and_of_its_git_lose_no_line_and_stop_no_later_commit(root: Path) -> None:
    assert int(output(start("commit", root, 12))) >= 0


def test_two_processes_that_log_and_commit_lose_no_line_and_no_commit(root: Path) -> None:
    for process in [start("log", root, name, 10) for name in "ab"]:
        assert "Not committed" not in output(process)
    assert logged(root) == sorted(f"{name} {number}" for name in "ab" for number in range(10))
    assert all_committed(root, 20)


def test_karma_started_many_times_at_once_loses_no_line_and_no_commit(root: Path) -> None:
    command = [sys.executable, "-m", "karma", "-C", str(root), "--today", torture.DAY.isoformat(), "log"]
    running = [
        subprocess.Popen([*command, f"bill-{number % 3}", "note", "-m", str(number)], stderr=subprocess.PIPE)
        for number in range(4)
    ]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, b"")
    assert logged(root) == sorted(map(str, range(4)))
    assert all_committed(root, 4)


def test_while_another_git_holds_the_index_lines_are_written_and_said_not_to_be_committed(root: Path) -> None:
    lock = root / ".git/index.lock"
    lock.touch()
    outcomes = [torture.append_committed(root, f"locked {number}") for number in range(3)]
    assert {outcome.kind for outcome in outcomes} == {"skipped"}
    assert {outcome.why for outcome in outcomes} == {"another git is at work here"}
    assert torture.texts(root) == ["first", "locked 0", "locked 1", "locked 2"]
    lock.unlink()
    assert torture.append_committed(root, "free").kind == "committed"
    assert git(root, "status", "--porcelain") == ""
    assert torture.texts(root)[-1] == "free"
