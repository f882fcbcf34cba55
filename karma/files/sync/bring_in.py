"""The last step: the files become what was merged. Until here nothing on this machine has changed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from karma.files.git_state import is_locked, under_way
from karma.files.sync.stopped import SyncStopped, asked, git_failed, paths_of
from karma.files.sync.trees import from_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.files.git import Repository
    from karma.files.sync.trees import Difference

_NAMED = 5


def refuse_unready(repository: Repository) -> None:
    """Stops in the middle of a merge or the like, and while another git is at work (faults.md G09)."""
    if what := under_way(repository):
        remedy = "Finish it, or give it up: `git status` says how. Then sync again."
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


def bring_in(repository: Repository, branch: str, head: str, target: str) -> bool:
    """Moves the branch and the files forward from `head` to `target`, all or nothing.

    What is changed or staged elsewhere stays. False when the branch has moved on by itself since. The caller
    holds the lock of the book. Raises SyncStopped.
    """
    done = repository.run(
        *("merge", "--ff-only", "--quiet", "--no-autostash", "--no-overwrite-ignore", target),
        allow=("-c", f"branch.{branch}.mergeOptions="),
        env={"GIT_REFLOG_ACTION": "karma sync"},
    )
    now = repository.run("rev-parse", "HEAD").text
    if done.ok and now == target:
        return True
    if now != head:
        return False
    _put_back(repository, head, target)
    raise git_failed("bring the files up to date", done)


def _put_back(repository: Repository, head: str, target: str) -> None:
    """Undoes a step that broke off half-way, on a full disk: only what git itself has written is touched."""
    options = ("-r", "-z", "--name-only", "--no-renames", "--no-relative")
    paths = paths_of(repository.run("diff-tree", *options, head, target))
    old, new = _blobs(repository, head), _blobs(repository, target)
    written = [path for path in paths if _is(repository, path, new.get(path))]
    _run_on(repository, ("checkout", "--quiet", head, "--"), [path for path in written if path in old])
    made = [path for path in written if path not in old]
    _run_on(repository, ("add", "--"), made)
    _run_on(repository, ("rm", "--force", "--quiet", "--"), made)


def _run_on(repository: Repository, options: tuple[str, ...], paths: Sequence[str]) -> None:
    if paths:
        repository.run(*options, *(from_book(repository, path) for path in paths))


def _is(repository: Repository, path: str, blob: str | None) -> bool:
    """True when the file on disk is what git would have put there."""
    if not os.path.lexists(repository.top / path):
        return blob is None
    return blob is not None and repository.run("hash-object", "--", from_book(repository, path)).text == blob


def _blobs(repository: Repository, commit: str) -> dict[str, str]:
    listed = repository.run("ls-tree", "-r", "-z", "--full-tree", commit)
    return {path: said.split(" ")[2] for said, _, path in (row.partition("\t") for row in paths_of(listed))}


def _same_file_under_another_name(
    repository: Repository, there: Sequence[str], changes: Mapping[str, Difference]
) -> bool:
    """True on a disk that knows no case, when a file is only written otherwise: `Bill.md`, `bill.md`."""
    gone = [repository.top / path for path, one in changes.items() if one.after is None]
    return all(any(old.exists() and old.samefile(repository.top / path) for old in gone) for path in there)


def _few(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
