"""What must not go out to everybody: a merge settled badly, and people removed by mistake."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from karma.core.operation import names
from karma.core.sync.vanishing import too_many
from karma.files.contact import stem_of
from karma.files.sync.authors import who_removed
from karma.files.sync.network import branches
from karma.files.sync.stopped import SyncStopped, asked
from karma.files.sync.trees import is_person

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from karma.core.book import Contact
    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.remote import Remote
    from karma.files.sync.trees import Difference, Reader

_MARKER = b"<<<<<<<"
_LEFT_OPEN = ("conflict", "two-people")


def refuse_markers(reader: Reader, sent: Mapping[str, Difference], known: Container[str] = ()) -> None:
    """Stops when a person's file among those `sent` holds what a merge left open (faults.md G07, Y08).

    Those of `known` paths are told otherwise.
    """
    persons = [path for path in sorted(sent) if is_person(reader.repository, path) and path not in known]
    reader.fetch(sent[path].after for path in persons)
    for path in persons:
        if _MARKER not in (reader.data(sent[path].after) or b""):
            continue
        for problem in reader.contact(path, sent[path].after)[1]:
            if problem.code in _LEFT_OPEN:
                place = f"{problem.path}:{problem.line}"
                raise SyncStopped(
                    f"{place} still holds what a merge left open: it would go to everybody.",
                    f"Settle it: `karma resolve {quote(stem_of(path))}`; then sync again.",
                )


def refuse_mass_removal(repository: Repository, gone: Sequence[Contact], people: int, commits: str) -> None:
    """Stops when more than a fifth of the people would vanish for everybody through `commits` (G12)."""
    if too_many(len(gone), people):
        verb = "person" if people == 1 else "people"
        by = who_removed(repository, commits)
        raise SyncStopped(
            f"{len(gone):,} of {people:,} {verb} would vanish for everybody: "
            f"{names([one.name for one in gone])}.",
            f"{by.author} took them out: “{by.subject}” ({by.commit}).\n"
            f"If it was not meant: `git revert {by.commit}` brings them back.\n"
            "If it was: `karma sync --yes`",
        )


def refuse_new_branch(repository: Repository, remote: Remote, config: GitConfig) -> None:
    """Stops when the remote has other branches and not this one: it may be a slip, and parts the book."""
    there = branches(repository, remote, config)
    if not there:
        return
    mine = asked(repository, "for-each-ref", "--format=%(refname:strip=2)", "refs/heads").text.split("\n")
    shared = next((one for one in there if one in mine), there[0])
    few = f"{'branch' if len(there) == 1 else 'branches'} {names(there)}"
    raise SyncStopped(
        f"{remote.name} has the {few}, and no {remote.branch}.",
        f"To go on where the others are: `git switch {quote(shared)}`.\n"
        f"To send {remote.branch} as a new branch: `karma sync --yes`",
    )


def everything(repository: Repository) -> str:
    """The empty tree, against which all that is committed is new."""
    return asked(repository, "mktree").text
