"""Conflict markers that a merge left in a file: found, reported with both sides, and read around (Y08)."""

from __future__ import annotations

from karma.core.problems import Fault, Problem

_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "


def read_around_conflicts(lines: list[str], path: str) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines with every marker and the other side blanked out, so that line numbers stay, and the reports.

    Our side counts; in the log, where both sides are things that happened, theirs counts too.
    """
    kept, problems, at = list(lines), [], 0
    while at < len(lines):
        span = _conflict_at(lines, at)
        if not span:
            at += 1
            continue
        base, middle, end = span
        ours, theirs = lines[at + 1 : base], lines[middle + 1 : end]
        problems.append(_report(path, at, end, ours, theirs))
        for index in [at, *range(base, middle + 1), end]:
            kept[index] = ""
        have = set(ours)
        for index in range(middle + 1, end):
            if not lines[index].startswith("- ") or lines[index] in have:
                kept[index] = ""
        at = end + 1
    return kept, tuple(problems)


def _conflict_at(lines: list[str], start: int) -> tuple[int, int, int] | None:
    """Where the base (or the middle), the middle and the end of the conflict beginning at `start` are."""
    if not lines[start].startswith(_OURS):
        return None
    base = middle = None
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.startswith(_OURS):
            return None
        if line.startswith(_BASE) and middle is None:
            base = index
        elif line == _MIDDLE and middle is None:
            middle = index
        elif line.startswith(_THEIRS) and middle is not None:
            return (middle if base is None else base), middle, index
    return None


def _report(path: str, start: int, end: int, ours: list[str], theirs: list[str]) -> Problem:
    sides = f"ours: {_shown(ours)}; theirs: {_shown(theirs)}"
    fault = Fault(
        "conflict",
        f"unresolved merge conflict, lines {start + 1}–{end + 1} ({sides})",
        "Keep what is right of the two sides and remove the three marker lines.",
    )
    return fault.at(path, start + 1)


def _shown(lines: list[str]) -> str:
    text = " / ".join(line.strip() for line in lines if line.strip()) or "nothing"
    return text if len(text) <= 80 else text[:79] + "…"
