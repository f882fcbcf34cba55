"""`karma init`: a new book, and the first commit of its history."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from karma.core.configfile import parse_config
from karma.files import git as door
from karma.files.repository.config import read_config
from karma.files.repository.driver import ATTRIBUTES, registered
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shelf import Shelf

FILES = [".gitattributes", ".gitignore", "karma.toml"]


def book(empty: Shelf, *options: str) -> Path:
    """A new book, begun without a word of complaint."""
    said = empty.done("init", str(empty.root / "people"), *options)
    assert said.err == ""
    return empty.root / "people"


def test_a_new_book_begins_its_history_with_exactly_its_files(empty: Shelf) -> None:
    root = book(empty)
    assert git(root, "log", "--format=%s %b") == "init: a new book Karma-Op: init"
    assert git(root, "ls-files").splitlines() == FILES
    assert git(root, "status", "--porcelain") == ""


def test_karma_merges_in_it_from_the_first_day(empty: Shelf) -> None:
    root = book(empty)
    assert (root / ".gitattributes").read_text("utf-8") == f"{ATTRIBUTES}\n"
    repository = door.find(root)
    assert repository is not None
    assert registered(read_config(repository))
    assert git(root, "check-attr", "merge", "eol", "--", "contacts/archive/bill.md").splitlines() == [
        "contacts/archive/bill.md: merge: karma",
        "contacts/archive/bill.md: eol: lf",
    ]


def test_what_karma_remembers_and_renders_stays_out_of_git(empty: Shelf) -> None:
    root = book(empty)
    for name in ("lock", "journal"):
        (root / ".karma" / name).touch()
    (root / "site").mkdir()
    (root / "site" / "index.html").touch()
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(("wanted", "branch"), [("", "main"), ("[init]\n\tdefaultBranch = trunk\n", "trunk")])
def test_the_branch_is_called_as_the_user_calls_it(
    empty: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wanted: str, branch: str
) -> None:
    own = tmp_path / "gitconfig"
    own.write_text(f"[user]\n\tname = N\n\temail = n@n.example\n{wanted}", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert git(book(empty), "branch", "--show-current") == branch


def test_in_a_repository_that_is_there_only_the_files_of_the_book_are_committed(empty: Shelf) -> None:
    git(empty.root, "init", "--quiet")
    empty.put("staged.txt", "mine\n")
    git(empty.root, "add", "staged.txt")
    root = book(empty)
    assert not (root / ".git").exists()
    assert git(empty.root, "ls-tree", "-r", "--name-only", "HEAD").splitlines() == [
        f"people/{name}" for name in FILES
    ]
    assert git(empty.root, "status", "--porcelain") == "A  staged.txt"
    repository = door.find(root)
    assert repository is not None
    assert registered(read_config(repository))


def test_a_gitattributes_that_was_there_stays_as_it_is_and_karma_says_what_it_lacks(empty: Shelf) -> None:
    empty.put("people/.gitattributes", "*.png binary\n")
    said = empty.done("init", str(empty.root / "people"))
    assert (empty.root / "people" / ".gitattributes").read_text("utf-8") == "*.png binary\n"
    assert said.out.splitlines()[-1].endswith("`karma doctor --fix` adds a line to it.")


def test_no_commit_leaves_git_alone(empty: Shelf) -> None:
    root = book(empty, "--no-commit")
    assert sorted(path.name for path in root.iterdir()) == [
        ".gitattributes",
        ".gitignore",
        "contacts",
        "karma.toml",
    ]


def test_without_git_the_book_is_made_all_the_same(empty: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "program", lambda: None)
    said = empty.done("init", str(empty.root / "people"))
    assert (empty.root / "people" / "karma.toml").exists()
    assert said.err.startswith("Not committed: git is not installed.")


def test_when_git_does_not_know_who_commits_the_book_is_made_and_it_is_said(
    empty: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "gitconfig"
    own.write_text("[user]\n\tuseConfigOnly = true\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    said = empty.karma("init", str(empty.root / "people"))
    assert (said.code, said.out.splitlines()[0][:12]) == (5, "✓ A new book")
    assert "git config --global user.name" in said.err
    assert git(empty.root / "people", "status", "--porcelain").splitlines() == [
        f"?? {name}" for name in FILES
    ]
    doctor = empty.karma("-C", str(empty.root / "people"), "doctor").out
    assert "git add karma.toml .gitattributes .gitignore\n" in doctor
    assert "everything is committed" not in doctor


def test_the_settings_explain_the_commits_and_are_the_usual_ones(empty: Shelf) -> None:
    text = (book(empty) / "karma.toml").read_text("utf-8")
    assert tomllib.loads(text) == {"git": {}}
    assert parse_config(text)[1] == ()
    assert not parse_config(text.replace("# commit = true", "commit = false"))[0].commit
