"""The shape of what `rename`, `merge` and `archive` print with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.written import NO_COMMIT, Committed

if TYPE_CHECKING:
    from collections.abc import Sequence


class MovedRow(TypedDict):
    """One file: whose it is, its stem and path now, and what they were before."""

    id: str
    name: str
    path: str
    was: str
    was_path: str


class Moved(Committed):
    """What `rename`, `merge` and `archive` print. With `dry_run` nothing was written.

    `linked` are the paths of other files in which links follow. `notes` are sentences on what the user may
    want to look at.
    """

    dry_run: bool
    moved: list[MovedRow]
    linked: list[str]
    notes: list[str]


def moved(
    files: Sequence[tuple[str, str, str, str, str]],
    linked: Sequence[str],
    notes: Sequence[str],
    *,
    dry_run: bool,
    committed: Committed = NO_COMMIT,
) -> Moved:
    """What moved: for each file id, name, path, the stem before and the path before."""
    rows = [
        MovedRow(id=stem, name=name, path=path, was=was, was_path=was_path)
        for stem, name, path, was, was_path in files
    ]
    return {"dry_run": dry_run, "moved": rows, "linked": list(linked), "notes": list(notes), **committed}
