"""Who is at the keyboard, as git knows them: the one who commits is the one who looks after people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.team import Me, me
from karma.files import git
from karma.files.repository.config import read_config

if TYPE_CHECKING:
    from pathlib import Path

OWNER = "karma.owner"
"""`git config karma.owner NAME`: how the `owner:` fields call me, where git's name is not it."""


def who_am_i(root: Path) -> Me:
    """Me in the book at `root`; called nothing when git does not know either."""
    repository = git.find(root)
    if repository is None:
        return me(None, None, None)
    config = read_config(repository)
    return me(config.get(OWNER), config.get("user.name"), config.get("user.email"))
