"""What `karma check` found: by file and line, with the remedy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from karma.views.terminal.lines import BLANK, Line, Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.problems import Problem


def problem_lines(problems: Sequence[Problem], files: int) -> list[Line]:
    """Each problem as `path:line:col: error: text [code]` and its remedy, then the sum."""
    lines: list[Line] = []
    for problem in problems:
        style: Span = Span(problem.severity, "warn" if problem.severity == "error" else "dim")
        lines.append(
            line(
                Span(problem.place, "strong"),
                ": ",
                style,
                f": {problem.message} ",
                Span(f"[{problem.code}]", "dim"),
            )
        )
        lines.append(line(f"    {problem.remedy}"))
    if lines:
        lines.append(BLANK)
    return [*lines, line(Span(summary(problems, files), "" if problems else "good"))]


def summary(problems: Sequence[Problem], files: int) -> str:
    """The sum: `2 errors and 1 warning in 40 files.`."""
    found = Counter(problem.severity for problem in problems)
    if not problems:
        return f"All is well in {count(files, 'file')}."
    parts = [count(found[kind], kind) for kind in ("error", "warning") if found[kind]]
    return f"{' and '.join(parts)} in {count(files, 'file')}."
