"""The shape of `karma check --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.problems import Problem


class ProblemRow(TypedDict):
    """One problem: where (line and col from 1), how grave (error or warning), its code, what to do."""

    path: str
    line: int
    col: int
    severity: str
    code: str
    message: str
    remedy: str


class Problems(TypedDict):
    """What `karma check` prints; `files` counts what was looked at."""

    problems: list[ProblemRow]
    files: int


def problems(found: Sequence[Problem], files: int) -> Problems:
    """Every problem by place."""
    return {"problems": rows(found), "files": files}


def rows(found: Sequence[Problem]) -> list[ProblemRow]:
    """The problems one by one."""
    return [_row(problem) for problem in found]


def _row(problem: Problem) -> ProblemRow:
    return {
        "path": problem.path,
        "line": problem.line,
        "col": problem.col,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
    }
