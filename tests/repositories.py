"""Real git in a test: a repository in a temporary folder, called as a user would, and books that stand in one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.cli.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *args: str, check: bool = True, stdin: str = "") -> str:
    """What git prints, without the last line break; with `check` it has to succeed."""
    done = subprocess.run(
        ["git", *args], cwd=folder, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 or not check, (args, done.stdout, done.stderr)
    return done.stdout.rstrip("\n")


@dataclass
class GitShelf(Shelf):
    """A book in a repository whose first commit holds everything."""

    def git(self, *args: str, check: bool = True) -> str:
        return git(self.root, *args, check=check)

    def begin(self) -> GitShelf:
        self.git("init", "--quiet")
        self.put(".gitignore", ".karma/\n")
        self.commit_all("the book as it was")
        return self

    def commit_all(self, subject: str) -> None:
        """A commit of all that is there, made by hand."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def subjects(self) -> list[str]:
        """The subjects of all commits, the newest first."""
        return self.git("log", "--format=%s").split("\n")

    def dirty(self) -> list[str]:
        """`git status` in short, one line for each path."""
        return self.git("status", "--short").splitlines()
