"""The other repository: which one a book is shared through."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karma.files.sync.stopped import SyncStopped, asked

if TYPE_CHECKING:
    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig

_AN_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[^/\\]+:(?!\\)")


@dataclass(frozen=True, slots=True)
class Remote:
    """A branch of another repository. `known`: this clone already says that it follows it."""

    name: str
    branch: str
    known: bool

    @property
    def tracking(self) -> str:
        """The name under which its last known state is kept here."""
        return f"refs/remotes/{self.name}/{self.branch}"


def remote_of(repository: Repository, config: GitConfig, branch: str) -> Remote:
    """The branch that `branch` follows, else the one of the same name in the only remote."""
    names = asked(repository, "remote").text.split()
    name = config.get(f"branch.{branch}.remote")
    if name is None:
        if not names:
            raise SyncStopped(
                "This book has nobody to sync with.",
                "Name the repository that you share: `git remote add origin URL`.",
            )
        if len(names) > 1:
            raise SyncStopped(
                f"There are {len(names)} repositories to sync with: {', '.join(names)}.",
                f"Say which: `git config branch.{branch}.remote {names[0]}`.",
            )
        name = names[0]
    elif name not in names:
        raise SyncStopped(
            f"The branch {branch} follows “{name}”, which is no remote.",
            f"Say which it follows: `git branch --set-upstream-to REMOTE/{branch}`.",
        )
    merge = config.get(f"branch.{branch}.merge")
    _refuse_what_came_along(repository, name)
    return Remote(name, (merge or branch).removeprefix("refs/heads/"), merge is not None)


def follow(repository: Repository, remote: Remote, branch: str) -> None:
    """Notes in this clone that `branch` follows the remote's, as `git push --set-upstream` does."""
    if not remote.known:
        repository.run("config", f"branch.{branch}.remote", remote.name)
        repository.run("config", f"branch.{branch}.merge", f"refs/heads/{remote.branch}")


def _refuse_what_came_along(repository: Repository, name: str) -> None:
    """A repository beside the book, or in it, brings hooks of its own that a push would run (G10, G11)."""
    for url in asked(repository, "remote", "get-url", "--all", "--push", name).text.split("\n"):
        path = url.removeprefix("file://")
        if _AN_URL.match(path):
            continue
        inside = os.path.realpath(path).startswith(f"{os.path.realpath(repository.top)}{os.sep}")
        if not Path(path).is_absolute() or inside:
            raise SyncStopped(
                f"{name} is the folder {path}, which may have come along with this book, programs and all.",
                f"If it is yours, name it in full: `git remote set-url {name} /the/whole/path`.",
            )
