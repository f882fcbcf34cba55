"""Keeps git from taking a new person's file for that of somebody who went, because the two are alike.

Two people just met differ by a name; what the other side wrote about the one would be merged into the other.
`merge.renames = false` would do, but `git merge-tree` of some versions does not hear it. So such new files
are set aside for the merge, and put back into what comes of it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karma.core.history.identity import same_person
from karma.files.sync.stopped import asked, git_failed, paths_of
from karma.files.sync.trees import differences, from_book, is_person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.files.git import Repository
    from karma.files.sync.trees import Reader

ALIKE = 30
"""Per cent from which git is to take a new file for a renamed one: a rename of five lines changes three."""


def set_aside(
    repository: Repository, reader: Reader, base: str, side: str, other: str
) -> tuple[str, dict[str, str]]:
    """The commit `side` without those files, and the files: mode and blob as in an index, by path.

    Both are as they were when git guesses right.
    """
    aside: dict[str, str] = {}
    at = side
    while found := _false_friends(repository, reader, base, at, other):
        aside |= found
        gone = {path: f"0 {one.split()[1]}" for path, one in found.items()}
        at = commit_with(repository, at, gone)
    return at, aside


def commit_with(repository: Repository, side: str, files: Mapping[str, str]) -> str:
    """The commit `side` with these files in it, or without those that are to go; no branch knows of it."""
    return made(repository, with_files(repository, side, files), side) if files else side


def made(repository: Repository, tree: str, *parents: str) -> str:
    """A commit of that tree, for a merge; no branch knows of it."""
    behind = (word for parent in parents for word in ("-p", parent))
    done = repository.run("commit-tree", tree, *behind, "-m", "for a merge")
    if not done.ok:
        raise git_failed("compare the two sides", done)
    return done.text


def entry(repository: Repository, commit: str, path: str) -> list[str]:
    """Mode and blob of a file, from the top, as in an index; nothing when there is none."""
    top = from_book(repository, path)
    listed = paths_of(asked(repository, "ls-tree", "-z", commit, "--", top))
    return [f"{mode} {blob}" for mode, _, blob in (row.partition("\t")[0].split(" ") for row in listed)]


def with_files(repository: Repository, tree: str, files: Mapping[str, str]) -> str:
    """A tree with these files in it, or without those that are to go. The index of the user is not used."""
    if not files:
        return tree
    with TemporaryDirectory(prefix="karma-") as folder:
        own_index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        listed = "".join(f"{one}\t{path}\0" for path, one in files.items())
        for call, stdin in (
            (("read-tree", tree), b""),
            (("update-index", "-z", "--index-info"), listed.encode("utf-8", "surrogateescape")),
            (("write-tree",), b""),
        ):
            done = repository.run(*call, stdin=stdin, env=own_index)
            if not done.ok:
                raise git_failed("put both sides together", done)
    return done.text


def _false_friends(
    repository: Repository, reader: Reader, base: str, side: str, other: str
) -> dict[str, str]:
    """New files of `side` that git would take for those of others, who went, and whom `other` changed."""
    renames = _renames(repository, base, side)
    if not renames:
        return {}
    changed, came = differences(repository, base, other), differences(repository, base, side)
    found = []
    for old, new in renames:
        if old in changed and changed[old].after and is_person(repository, old):
            before, _ = reader.contact(old, changed[old].before)
            after, _ = reader.contact(new, came[new].after)
            if not same_person(before, after):
                found.append(new)
    return {path: listed for path in found for listed in entry(repository, side, path)}


def _renames(repository: Repository, one: str, other: str) -> list[tuple[str, str]]:
    options = ("-r", "-z", f"-M{ALIKE}%", "--name-status", "--diff-filter=R", "--no-relative")
    fields = paths_of(asked(repository, "diff-tree", *options, one, other))
    return list(zip(fields[1::3], fields[2::3], strict=False))
