"""A merge that somebody decides: opened in the files, settled there, and committed, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files import git
from karma.files.lock import locked
from karma.files.repository.commit import PATIENCE, SIGNING
from karma.files.repository.condition import under_way
from karma.files.repository.config import read_config
from karma.files.sync.apart import ALIKE
from karma.files.sync.merging import as_karma_merges
from karma.files.sync.stopped import SyncStopped, git_failed

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.sync.stopped import Unsettled

_CLEAN, _OPEN = 0, 1
_SIGNED = ("-c", "commit.gpgSign=true")


def open_merge(root: Path, unsettled: Unsettled) -> None:
    """Puts both sides into the files, with markers where they contradict each other. Raises SyncStopped."""
    repository = _of(root)
    config = read_config(repository)
    with locked(root), as_karma_merges(config) as options:
        done = repository.run(
            *("merge", "--no-ff", "--no-commit", "--no-autostash", "--quiet", f"-Xfind-renames={ALIKE}%"),
            unsettled.theirs,
            allow=(*options, *config.hooks_silenced),
        )
    if done.code not in (_CLEAN, _OPEN) or not under_way(repository):
        raise SyncStopped(
            f"git could not begin the merge: {done.complaint.rstrip('.')}.",
            "What is changed and not committed is in its way: `git status` names it.",
            by_git=True,
        )


def conclude(root: Path, unsettled: Unsettled) -> None:
    """Commits what was settled as the merge of both sides. Raises SyncStopped; it is still open then."""
    repository = _of(root)
    config = read_config(repository)
    with locked(root):
        message = unsettled.operation.message()
        options = ("--no-verify", "--quiet", "--cleanup=whitespace", "--no-status", "--file=-")
        done = repository.run(
            *("commit", *options),
            stdin=message.encode(),
            allow=(*config.hooks_silenced, *(_SIGNED if config.opted_in(SIGNING) else ())),
            timeout=PATIENCE,
        )
    if not done.ok:
        raise git_failed("commit the merge", done)


def give_up(root: Path) -> None:
    """Brings back what stood in the files before `open_merge`. Raises SyncStopped."""
    repository = _of(root)
    with locked(root):
        done = repository.run("merge", "--abort")
    if not done.ok:
        raise SyncStopped(
            f"git could not bring back what was there before: {done.complaint.rstrip('.')}.",
            "`git merge --abort` does it; `git status` says what is in its way.",
            by_git=True,
        )


def _of(root: Path) -> git.Repository:
    repository = git.find(root)
    if repository is None:
        raise SyncStopped("This book is in no git repository.", "`git init` begins one.")
    return repository
