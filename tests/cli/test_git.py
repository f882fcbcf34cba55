"""`karma git` says to git whatever is said to it, in the folder of the book."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import click
import pytest

from karma.cli.main import cli, run
from karma.files import git as door
from tests.cli.shelf import BILL
from tests.repositories import GitShelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> GitShelf:
    """Bill in a repository, with what programs that karma starts print."""
    shelf = GitShelf(tmp_path, capfd)
    shelf.put("contacts/bill-okafor.md", BILL)
    return shelf.begin()


def git(shelf: GitShelf, *words: str) -> tuple[int, str, str]:
    shelf.capsys.readouterr()
    code = run(["-C", str(shelf.root), "git", *words])
    return (code, *shelf.capsys.readouterr())


def test_it_runs_in_the_folder_of_the_book(
    said: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert git(said, "log", "--oneline", "--format=%s", "-1") == (0, "the book as it was\n", "")
    assert git(said, "rev-parse", "--show-toplevel")[1] == f"{said.root}\n"


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["-C", "contacts", "rev-parse", "--show-prefix"], ["--version"]]
)
def test_options_and_help_are_gits(said: GitShelf, words: list[str]) -> None:
    code, out, _ = git(said, *words)
    assert (code, out.split()[0]) == (0, {"-C": "contacts/", "--version": "git"}.get(words[0], "usage:"))


@pytest.mark.parametrize(
    ("words", "code"), [("diff --quiet HEAD~1", 128), ("nonsense", 1), ("diff --quiet", 0)]
)
def test_the_exit_code_is_gits(said: GitShelf, words: str, code: int) -> None:
    assert git(said, *words.split())[0] == code


def test_the_users_own_settings_hold(said: GitShelf, tmp_path: Path) -> None:
    """It is their keyboard: an alias of the repository is theirs to say."""
    said.git("config", "alias.hello", f"!touch '{tmp_path}/hello'")
    assert git(said, "hello")[0] == 0
    assert (tmp_path / "hello").exists()


def test_contacts_are_merged_by_the_karma_that_runs(said: GitShelf) -> None:
    assert sys.executable in git(said, "config", "merge.karma.driver")[1]


def test_an_interrupt_is_for_git(said: GitShelf) -> None:
    before = signal.getsignal(signal.SIGINT)
    said.git("config", "alias.stop", f"!kill -INT {os.getpid()}; echo still here")
    _, out, _ = git(said, "stop")
    assert out == "still here\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_without_git_it_says_where_there_is_one(said: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "program", lambda: None)
    assert git(said, "status") == (
        1,
        "",
        "karma: git is not installed.\n  See https://git-scm.com/downloads\n",
    )


def test_its_page_in_the_manual_names_no_options_of_karmas() -> None:
    command = cli.get_command(click.Context(cli), "git")
    assert command is not None
    page = command.get_help(click.Context(command, info_name="karma git"))
    assert page.startswith("Usage: karma git WORDS…\n")
    assert "Options:" not in page
