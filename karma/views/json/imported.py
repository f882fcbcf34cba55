"""The shape of `karma import` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.json.problems import ProblemRow, rows
from karma.views.json.written import NO_COMMIT, Committed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.problems import Problem


class Imported(Committed):
    """What `karma import` prints. `counts` by name: rows, people, people_new, lines and more."""

    dry_run: bool
    counts: dict[str, int]
    problems: list[ProblemRow]


def imported(
    counts: Mapping[str, int],
    problems: Sequence[Problem],
    *,
    dry_run: bool,
    committed: Committed = NO_COMMIT,
) -> Imported:
    """What an import comes to."""
    return {"dry_run": dry_run, "counts": dict(counts), "problems": rows(problems), **committed}
