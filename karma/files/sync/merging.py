"""Two histories made one, in git's object store alone: no file, index or branch is touched."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karma.files import git
from karma.files.repository import driver
from karma.files.sync.apart import commit_with, set_aside, with_files
from karma.files.sync.elsewhere import elsewhere
from karma.files.sync.moved import at_new_paths
from karma.files.sync.settled import settled
from karma.files.sync.stopped import SyncStopped, asked, git_failed
from karma.files.sync.trees import differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.files.git import Ran, Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.trees import Reader

_ATTRIBUTES = "**/contacts/**/*.md merge=karma\n"
_FOR_EACH = 1
"""Seconds that the driver may take for each file that both sides changed."""
_STAYS = ("CONFLICT (modify/delete)", "CONFLICT (rename/delete)")


@dataclass(frozen=True, slots=True)
class Stages:
    """The blobs of a path in conflict: where both began, ours and theirs; None where it is not there."""

    base: str | None = None
    ours: str | None = None
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """The tree that came of it. `kept` are paths that one side removed and the other changed: they stay.

    `conflicts` are the paths that both changed, each in another way: then the tree holds markers.
    """

    tree: str
    kept: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, Stages], ...] = ()


def merge_base(repository: Repository, ours: str, theirs: str) -> str | None:
    """The commit at which both began; None when they have none in common."""
    return asked(repository, "merge-base", ours, theirs, codes=(0, 1)).text or None


def merged(  # noqa: PLR0913, PLR0917  (three commits, and what reads them)
    repository: Repository, config: GitConfig, reader: Reader, base: str, ours: str, theirs: str
) -> Merge:
    """Merges two commits with karma's driver, whether this clone has registered it or not.

    Raises SyncStopped when git cannot.
    """
    base, ours, theirs = at_new_paths(repository, reader, base, ours, theirs)
    one, ours_aside = set_aside(repository, reader, base, ours, theirs)
    other, theirs_aside = set_aside(repository, reader, base, theirs, ours)
    aside = ours_aside | theirs_aside
    here, there = differences(repository, base, one), differences(repository, base, other)
    with as_karma_merges(config) as options:
        done_here = settled(repository, options, reader, here, there)
        # What is the same on both sides, git merges by itself.
        sides = [commit_with(repository, side, done_here) for side in (one, other)]
        patience = git.PATIENCE + _FOR_EACH * len(here.keys() & there.keys() - done_here.keys())
        call = ("merge-tree", "--write-tree", "-z", "--messages", *sides)
        with elsewhere(repository) as apart:
            done = apart.run(*call, allow=options, timeout=patience)
    if done.code not in (0, 1):
        raise git_failed("put both sides together", done)
    found = _read(done)
    if found.conflicts and aside:
        raise SyncStopped(
            f"Both sides changed the same, and {', '.join(sorted(aside))} looks to git like a renamed file.",
            "Bring both sides together with `git merge`, and look at these files; then sync again.",
        )
    return replace(found, tree=with_files(repository, found.tree, aside))


@contextmanager
def as_karma_merges(config: GitConfig) -> Iterator[tuple[str, ...]]:
    """Options with which git merges contacts by karma's driver, whatever this clone knows of it."""
    with TemporaryDirectory(prefix="karma-") as folder:
        attributes = Path(folder) / "attributes"
        attributes.write_bytes(_ATTRIBUTES.encode() + _own_attributes(config))
        yield (
            *driver.injected(),
            *("-c", f"core.attributesFile={attributes}"),
            *("-c", "merge.directoryRenames=false"),
            *("-c", "merge.renames=true"),
        )


def _own_attributes(config: GitConfig) -> bytes:
    """The user's attributes for all repositories, which stand behind ours and therefore count."""
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    try:
        return Path(config.get("core.attributesfile") or f"{home}/git/attributes").expanduser().read_bytes()
    except (OSError, RuntimeError):
        return b""


def _read(done: Ran) -> Merge:
    """What `merge-tree -z` prints: the tree; the stages of what is in conflict; the messages."""
    tree, *rest = done.out.decode("utf-8", "surrogateescape").split("\0")
    stages: dict[str, dict[str, str]] = {}
    while rest and rest[0]:
        said, _, path = rest.pop(0).partition("\t")
        _, blob, stage = said.split(" ")
        stages.setdefault(path, {})[{"1": "base", "2": "ours", "3": "theirs"}[stage]] = blob
    kinds: dict[str, set[str]] = {}
    for paths, kind in _messages(rest[1:]):
        for path in paths:
            kinds.setdefault(path, set()).add(kind)
    kept = [path for path in stages if kinds.get(path) and kinds[path] <= {*_STAYS, "Auto-merging"}]
    conflicts = [(path, Stages(**found)) for path, found in stages.items() if path not in kept]
    return Merge(tree, tuple(kept), tuple(conflicts))


def _messages(fields: list[str]) -> Iterator[tuple[list[str], str]]:
    while fields and fields[0].isdecimal():
        number = int(fields[0])
        yield fields[1 : number + 1], fields[number + 1]
        fields = fields[number + 3 :]
