"""If the repository is free for a commit: no merge half way, nobody else at work (faults.md G09)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig

_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply/applying": "a series of patches",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a cherry-pick or revert of several commits",
    "BISECT_LOG": "a bisect",
}
_PAUSE = 0.05
_PATIENCE = 40
"""Pauses, two seconds in all: an editor's look at the repository is over by then."""


def under_way(repository: Repository) -> str | None:
    """What the user is in the middle of, in words such as `a merge`; None when nothing is."""
    return next((words for mark, words in _UNDER_WAY.items() if (repository.git_dir / mark).exists()), None)


def is_locked(repository: Repository, sleep: Callable[[float], None]) -> bool:
    """True when another git holds the index, and goes on doing so while karma waits a moment.

    A lock that a crash left behind looks the same; it is never deleted, `karma doctor` tells of it.
    """
    lock = repository.git_dir / "index.lock"
    for _ in range(_PATIENCE):
        if not lock.exists():
            return False
        sleep(_PAUSE)
    return lock.exists()


def is_somebody_elses(repository: Repository, config: GitConfig) -> bool:
    """True when another user of this computer owns the repository, and `safe.directory` does not allow it.

    git asks this only when it looks for the repository itself. What is committed there they can read.
    """
    if not hasattr(os, "geteuid"):
        return False
    mine = {os.geteuid()} | ({int(os.environ.get("SUDO_UID") or 0)} if os.geteuid() == 0 else set())
    places = (repository.top, repository.top / ".git", repository.git_dir)
    if all(place.lstat().st_uid in mine for place in places):
        return False
    allowed = config.all_own("safe.directory")
    return not {"*", str(repository.top)}.intersection(allowed)
