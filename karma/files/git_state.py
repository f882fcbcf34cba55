"""If the repository is free for a commit: no merge half way, nobody else at work (faults.md G09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.files.git import Repository

_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
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
