"""What git could not merge, what the two sides of a conflict are, and how git learns what is settled."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, Literal

from karma.core.resolve import Unmerged
from karma.files import git
from karma.files.repository.condition import under_way
from karma.files.repository.config import read_config

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from karma.files.git import Repository

_KINDS: dict[frozenset[int], Literal["edited-deleted", "moved", "twice", "edited"]] = {
    frozenset({1, 2}): "edited-deleted",
    frozenset({1, 3}): "edited-deleted",
    frozenset({1}): "moved",
    frozenset({2}): "moved",
    frozenset({3}): "moved",
    frozenset({2, 3}): "twice",
}
_FINISH = {
    "a merge": "git commit",
    "a rebase": "git rebase --continue",
    "a cherry-pick": "git cherry-pick --continue",
    "a revert": "git revert --continue",
}
_MADE_UP = ("ours", "theirs", "HEAD", "")
_COMMIT, _COMMIT_AND_SUBJECT = re.compile(r"[0-9a-f]{40,64}"), re.compile(r"[0-9a-f]{7,64} \(")
_SKIPPED = ("a cherry-pick", "a revert")
_PICKED = {"a rebase": "REBASE_HEAD", "a cherry-pick": "CHERRY_PICK_HEAD", "a revert": "REVERT_HEAD"}


def unmerged(root: Path) -> tuple[Unmerged, ...]:
    """The files of the book that git has several versions of, by path. Looks at the index alone."""
    repository = git.find(root)
    if repository is None:
        return ()
    listed = repository.run("ls-files", "--unmerged", "-z").out.decode("utf-8", "surrogateescape")
    stages: dict[str, set[int]] = {}
    for record in listed.split("\0")[:-1]:
        head, _, path = record.partition("\t")
        stages.setdefault(path, set()).add(int(head.rsplit(" ", 1)[1]))
    return tuple(
        Unmerged(path, _KINDS.get(frozenset(found), "edited"), (root / path).is_file(), 2 in found)
        for path, found in sorted(stages.items())
    )


def sides(root: Path) -> tuple[str, str]:
    """What the first and the second side of a conflict are: in a rebase, one's own change is the second."""
    repository = git.find(root)
    what = under_way(repository) if repository else None
    if repository is None or what not in _PICKED:
        return "what stood here", "what came in"
    subject = repository.run("log", "-1", "--no-show-signature", "--format=%s", _PICKED[what]).text
    return "what was there already", f"the commit “{subject}”" if subject else "the commit"


def label(root: Path, written: str) -> str:
    """What stands behind a marker, if it says where that side comes from: of a bare commit who and when."""
    if written in _MADE_UP or _COMMIT_AND_SUBJECT.match(written):  # `sides` has the subject
        return ""
    repository = git.find(root)
    if repository is None or not _COMMIT.fullmatch(written):
        return written
    told = repository.run("log", "-1", "--no-show-signature", "--format=%an, %as", written, "--")
    return told.text or written[:8]


def finish(root: Path) -> str | None:
    """The command that finishes what is under way; None when nothing is.

    It takes along what was written meanwhile and could not be committed: before that, git goes on with no
    rebase. A commit that turns out to hold nothing is skipped: to go on with it, git would refuse.
    """
    repository = git.find(root)
    what = under_way(repository) if repository else None
    if repository is None or what is None:
        return None
    command = _FINISH.get(what, "git status")
    if what in _SKIPPED and repository.run("diff-index", "--cached", "--quiet", "HEAD").ok:
        return command.replace("--continue", "--skip")
    added = [quote(path) for path in _meanwhile(repository, root, whole=what == "a rebase")]
    return f"git add {' '.join(added)} && {command}" if added and what in _FINISH else command


def _meanwhile(repository: Repository, root: Path, *, whole: bool) -> list[str]:
    """The files that say more than what git was told; `whole`: all, not people and settings alone.

    New people are among them: where somebody was moved, their file under its new name.
    """
    if read_config(repository).filters_unlooked_at:
        return []
    left = {one.path for one in unmerged(root)}
    only = () if whole else ("contacts", "karma.toml")
    listed = repository.run("diff", "--name-only", "--diff-filter=MDT", "--relative", "-z", "--", *only).out
    listed += repository.run("ls-files", "--others", "--exclude-standard", "-z", "--", "contacts").out
    found = sorted(set(listed.decode("utf-8", "surrogateescape").split("\0")[:-1]))
    return [path for path in found if path not in left]


def may_be_a_stash(root: Path) -> bool:
    """True when git has several versions of files and nothing is under way, as after `git stash pop`.

    git keeps the stash then, and tells its user nothing of it once the conflicts are settled.
    """
    repository = git.find(root)
    if repository is None or under_way(repository) or not unmerged(root):
        return False
    return repository.run("rev-parse", "--verify", "--quiet", "refs/stash").ok


def stage(root: Path, paths: Iterable[str]) -> str:
    """Tells git that these files are settled as they are now, or gone; why it could not, else nothing."""
    repository = git.find(root)
    wanted = list(paths)
    if repository is None or not wanted:
        return ""
    if read_config(repository).filters_unlooked_at:
        return "this repository brings programs of its own, see `karma doctor`"
    listed = "".join(f"{path}\0" for path in wanted).encode("utf-8", "surrogateescape")
    done = repository.run("update-index", "--add", "--remove", "-z", "--stdin", stdin=listed)
    return "" if done.ok else done.complaint or "git could not do it"
