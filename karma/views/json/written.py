"""The shape of what commands that write print with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence


class Committed(TypedDict):
    """What became of the commit: its whole id, or in a few words why there is none.

    Both are null when there was nothing to commit, as with a dry run.
    """

    commit: str | None
    not_committed: str | None


class WrittenRow(TypedDict):
    """One person's file: `lines` are those that were put there, as they stand in the file."""

    id: str
    name: str
    path: str
    lines: list[str]


class Written(Committed):
    """What `log`, `met`, `promise`, `keep`, `release`, `snooze`, `refer` and `stage` print.

    With `dry_run` nothing was written.
    """

    dry_run: bool
    written: list[WrittenRow]


NO_COMMIT: Committed = {"commit": None, "not_committed": None}
"""What stands there when nothing was to be committed."""


def written(
    said: Sequence[tuple[str, str, str, tuple[str, ...]]],
    *,
    dry_run: bool,
    committed: Committed = NO_COMMIT,
) -> Written:
    """What was written: for each person id, name, path and lines."""
    rows = [WrittenRow(id=stem, name=name, path=path, lines=list(lines)) for stem, name, path, lines in said]
    return {"dry_run": dry_run, "written": rows, **committed}
