"""Follows who was renamed or moved on one side and written about on the other.

git finds a renamed file only when half of it is the same, and a new one has few lines. So for the merge such
a person stands at the new path on all sides, where they began as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.history.identity import same_person
from karma.files.sync.apart import entry, made, with_files
from karma.files.sync.trees import differences, is_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from karma.files.git import Repository
    from karma.files.sync.trees import Difference, Reader

    Changes = Mapping[str, Difference]


def at_new_paths(
    repository: Repository, reader: Reader, base: str, ours: str, theirs: str
) -> tuple[str, str, str]:
    """The three commits as they are to be merged; the same ones when nobody moved. No branch has them."""
    here, there = differences(repository, base, ours), differences(repository, base, theirs)
    by_us, by_them = dict(_moved(reader, here, there)), dict(_moved(reader, there, here))
    if not by_us and not by_them:
        return base, ours, theirs
    began = made(repository, _tree(repository, base, by_us | by_them))
    one = made(repository, _tree(repository, ours, by_them), began)
    other = made(repository, _tree(repository, theirs, by_us), began)
    return began, one, other


def _moved(reader: Reader, side: Changes, other: Changes) -> Iterator[tuple[str, str]]:
    """The old and the new path of each person whom `side` moved and `other` wrote about."""
    people = [path for path in sorted(side) if is_person(reader.repository, path)]
    new = [path for path in people if not side[path].before and path not in other]
    for path in people:
        if side[path].after or path not in other or not other[path].after:
            continue
        before, _ = reader.contact(path, side[path].before)
        for later in new:
            if same_person(before, reader.contact(later, side[later].after)[0]):
                new.remove(later)
                yield path, later
                break


def _tree(repository: Repository, commit: str, moved: Mapping[str, str]) -> str:
    """The tree of a commit with these files at their new paths."""
    files: dict[str, str] = {}
    for old, new in moved.items():
        for listed in entry(repository, commit, old):
            files |= {old: f"0 {listed.split()[1]}", new: listed}
    return with_files(repository, f"{commit}^{{tree}}", files)
