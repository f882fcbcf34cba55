"""The git repository of a new book: the one it stands in, or one that is made for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.files import git
from karma.files.repository import driver

if TYPE_CHECKING:
    from pathlib import Path

_USUAL_BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Ready:
    """A repository that knows karma's merge; `made`: it was not there before."""

    top: Path
    made: bool


def make_ready(root: Path) -> Ready | str:
    """Makes a repository for the book at `root`, if it stands in none, and registers karma's merge.

    What git complained of, when it could not.
    """
    if git.program() is None:
        return "git is not installed"
    made = False
    if git.find(root) is None:
        begun = git.run_anywhere("init", "--quiet", f"--initial-branch={_branch(root)}", cwd=root)
        if not begun.ok:
            return begun.complaint
        made = True
    repository = git.find(root)
    if repository is None:
        return "git made no repository"
    registered = driver.register(repository)
    return Ready(repository.top, made) if registered.ok else registered.complaint


def _branch(root: Path) -> str:
    """What the user calls the first branch of their repositories."""
    return git.run_anywhere("config", "--get", "init.defaultBranch", cwd=root).text or _USUAL_BRANCH
