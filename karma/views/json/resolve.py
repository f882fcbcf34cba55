"""The shape of `karma resolve --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.resolve import Conflict, TwoPeople, Unmerged


class ConflictRow(TypedDict):
    """One place that is open: `line` and `end` are its markers, `where` the field or heading that it is in.

    `both` says if `--take both` would settle it.
    """

    path: str
    line: int
    end: int
    where: str
    ours: list[str]
    theirs: list[str]
    both: bool


class TwoPeopleRow(TypedDict):
    """A file that was made for two people; `--take both` gives each their own."""

    path: str
    ours: str
    theirs: str


class UnmergedRow(TypedDict):
    """A file that git could not merge as a whole: `edited-deleted`, `moved`, `twice` or `edited`."""

    path: str
    kind: str
    there: bool


class Resolved(TypedDict):
    """What is open, and in `settled` the paths of the files that were settled.

    `finish` is the command that ends what is under way in git, null when nothing is.
    """

    dry_run: bool
    conflicts: list[ConflictRow]
    people: list[TwoPeopleRow]
    files: list[UnmergedRow]
    settled: list[str]
    finish: str | None


def resolved(  # noqa: PLR0913  (all that the command knows)
    conflicts: Sequence[Conflict],
    files: Sequence[Unmerged],
    people: Sequence[TwoPeople],
    settled: Sequence[str],
    finish: str | None,
    *,
    dry_run: bool,
) -> Resolved:
    """What is open and what was settled."""
    return {
        "dry_run": dry_run,
        "conflicts": [_row(one) for one in conflicts],
        "people": [{"path": one.path, "ours": one.ours, "theirs": one.theirs} for one in people],
        "files": [{"path": one.path, "kind": one.kind, "there": one.there} for one in files],
        "settled": list(settled),
        "finish": finish,
    }


def _row(one: Conflict) -> ConflictRow:
    return {
        "path": one.path,
        "line": one.line,
        "end": one.end,
        "where": one.where,
        "ours": list(one.ours),
        "theirs": list(one.theirs),
        "both": one.both,
    }
