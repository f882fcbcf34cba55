"""What `karma watch` and `karma serve` say while they run: a line for each build, and what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.terminal.lines import Line, Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.problems import Problem

_FEW = 3
_ASIDE = {".git": "a new commit", ".site": "another build"}
"""What a look finds beside the files, in words; the first that applies. karma's own notes have none."""


def first_line(pages: int, seconds: float, left: str = "") -> Line:
    """`✓ 134 pages, 2.1 s`; without the tick when pages were `left` as they are."""
    said = f"{count(pages, 'page')}, {_seconds(seconds)}{_behind(left)}"
    return line(said) if left else line(Span("✓ ", "good"), said)


def built_line(names: Sequence[str], written: int, removed: int, seconds: float, left: str = "") -> Line:
    """`bill-okafor.md → 3 pages, 0.1 s`; `names` are the paths in the book that had changed.

    `left` says how many pages were not touched.
    """
    gone = f", {removed} removed" if removed else ""
    pages = count(written, "page") if written or removed else "no page is different"
    return line(Span(_shown(names), "strong"), f" → {pages}{gone}, {_seconds(seconds)}{_behind(left)}")


def problem_news(new: Sequence[Problem], left: int) -> list[Line]:
    """Problems that were not there at the last build, by place, and how many there are now."""
    lines = [
        line("  ", Span(problem.place, "strong"), f": {problem.message}. {problem.remedy}")
        for problem in new[:_FEW]
    ]
    if not left:
        return [*lines, line("  ", Span("All is well in your files.", "good"))]
    more = "" if left == len(new) <= _FEW else f"  {count(left, 'problem')} in your files: karma check"
    return [*lines, line(more)] if more else lines


def _shown(names: Sequence[str]) -> str:
    """The files by name when they are few, else how many."""
    files = [name for name in names if not name.startswith(".")]
    if not files:
        aside = (words for name, words in _ASIDE.items() if name in names)
        return next(aside, "what karma wrote" if names else "a new day")
    if len(files) > _FEW:
        return count(len(files), "file")
    return ", ".join(name.removeprefix("contacts/") for name in files)


def _behind(left: str) -> str:
    return f"; {left}" if left else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 0.1 else f"{seconds:.2f} s"
