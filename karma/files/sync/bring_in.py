"""The last step: the files become what was merged. Until here nothing on this machine has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karma.files.repository.condition import is_locked, under_way
from karma.files.sync.stopped import SyncStopped, asked, git_failed, paths_of
from karma.files.sync.trees import differences, from_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.trees import Difference

_NAMED = 5
_HOW_TO_END = {
    what: "`karma resolve` asks about what is open, and says how to end it; "
    f"`git {what.split()[1]} --abort` gives it up. Then sync again."
    for what in ("a merge", "a rebase")
}
_AT_ONCE = 500
"""Paths in one call, whose length has an end."""


def refuse_unready(repository: Repository) -> None:
    """Stops in the middle of a merge or the like, and while another git is at work (faults.md G09)."""
    if what := under_way(repository):
        remedy = _HOW_TO_END.get(what, "Finish it, or give it up: `git status` says how. Then sync again.")
        raise SyncStopped(f"{what.capitalize()} is under way.", remedy)
    if is_locked(repository, time.sleep):
        raise SyncStopped(
            "Another git is at work here.", "Wait for it, or see `karma doctor`; then sync again."
        )


def changed_here(repository: Repository) -> set[str]:
    """The paths, from the top, not as committed, in the index or on disk. New files are not in it."""
    options = ("--porcelain", "-z", "--untracked-files=no", "--no-renames")
    return {one[3:] for one in paths_of(asked(repository, "status", *options))}


def refuse_in_the_way(repository: Repository, changes: Mapping[str, Difference], changed: set[str]) -> None:
    """Stops when what comes in meets a file that is changed and not committed, or one git does not know."""
    met = sorted(path for path in changes if path in changed)
    if met:
        raise SyncStopped(
            f"Changed here and not committed, and others changed it too: {_few(met)}.",
            "Commit your change (`git commit -m … FILE`), or take it back; then sync again.",
        )
    new = sorted(path for path, one in changes.items() if one.before is None)
    there = [path for path in new if os.path.lexists(repository.top / path)]
    if there and not _same_file_under_another_name(repository, there, changes):
        raise SyncStopped(
            f"Others have a file that stands here too and was never committed: {_few(there)}.",
            "Commit yours (`git add FILE`, `git commit`), or move it away; then sync again.",
        )


def bring_in(repository: Repository, config: GitConfig, branch: str, head: str, target: str) -> bool:
    """Moves the branch and the files forward from `head` to `target`, all or nothing.

    What is changed or staged elsewhere stays. False when the branch has moved on by itself since. The caller
    holds the lock of the book. Raises SyncStopped.
    """
    done = repository.run(
        *("merge", "--ff-only", "--quiet", "--no-autostash", "--no-overwrite-ignore", target),
        allow=("-c", f"branch.{branch}.mergeOptions=", *config.hooks_silenced),
        env={"GIT_REFLOG_ACTION": "karma sync"},
    )
    now = repository.run("rev-parse", "HEAD").text
    if done.ok and now == target:
        return True
    if now != head:
        return False
    _put_back(repository, head, target)
    stopped = git_failed("bring the files up to date", done)
    stopped.remedy = "See that the disk has room, and that you may write there; then sync again."
    raise stopped


def _put_back(repository: Repository, head: str, target: str) -> None:
    """Undoes a step that broke off half-way, on a full disk: only what git itself has written is touched.

    It asks nothing of the index, which a git that was killed has left locked. New files go first, to make
    room. Raises SyncStopped when even that cannot be done.
    """
    changes = differences(repository, head, target)
    here = [path for path, one in changes.items() if _wrote_here(repository, one)]
    old = [path for path in here if changes[path].before]
    made = [from_book(repository, path) for path in here if not changes[path].before]
    for at in range(0, len(made), _AT_ONCE):
        repository.run("clean", "--quiet", "--force", "-x", "--", *made[at : at + _AT_ONCE])
    with TemporaryDirectory(prefix="karma-") as folder:
        own_index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", head, env=own_index)
        names = "".join(f"{from_book(repository, path)}\0" for path in old)
        stdin = names.encode("utf-8", "surrogateescape")
        done = repository.run("checkout-index", "--force", "-z", "--stdin", stdin=stdin, env=own_index)
    if not done.ok:
        raise SyncStopped(
            f"git could not bring back what it had begun to change: {_few(old)}.",
            "See that the disk has room; then `git checkout HEAD -- FILE` brings back each of them.",
            by_git=True,
        )


def _wrote_here(repository: Repository, change: Difference) -> bool:
    """True when what is on disk comes from git: the whole new file, the beginning of it, or nothing."""
    path = repository.top / change.path
    if not os.path.lexists(path):
        return change.before is not None
    if not change.after or path.is_dir():
        return False
    found = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    new = repository.run("cat-file", "--filters", f"--path={change.path}", change.after)
    return new.ok and new.out.startswith(found)


def _same_file_under_another_name(
    repository: Repository, there: Sequence[str], changes: Mapping[str, Difference]
) -> bool:
    """True on a disk that knows no case, when a file is only written otherwise: `Bill.md`, `bill.md`."""
    gone = [repository.top / path for path, one in changes.items() if one.after is None]
    return all(any(old.exists() and old.samefile(repository.top / path) for old in gone) for path in there)


def _few(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
