"""Conflict markers that a merge left in a file: found, reported with both sides, read around (Y08, G07)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karma.core.problems import Fault, Problem
from karma.files.lines import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = "<" * 7
"""What stands in every text with a conflict."""
_BEGIN = re.compile(r"(<{7,})(?: .*)?$")
_HAPPENED = re.compile(r"[ \t]{0,3}[-*+][ \t]+\d{4}-")
_NAME = re.compile(r"name[ \t]*:[ \t]*(.+)")


class Marked(NamedTuple):
    """Where the marker lines of one conflict stand, by index from 0.

    `base` is the marker above what both sides were made from; it is `middle` when there is none.
    """

    start: int
    base: int
    middle: int
    end: int

    @property
    def ours(self) -> range:
        """The indices of our lines."""
        return range(self.start + 1, self.base)

    @property
    def theirs(self) -> range:
        """The indices of their lines."""
        return range(self.middle + 1, self.end)


def marked(lines: list[str]) -> Iterator[Marked]:
    """The conflicts in `lines` (without endings) from the first to the last, whatever their labels.

    What is no whole conflict is text like any other.
    """
    at = 0
    while at < len(lines):
        found = conflict_at(lines, at)
        if found:
            yield found
        at = found.end + 1 if found else at + 1


def two_people(lines: list[str], conflict: Marked) -> bool:
    """True when each side of the conflict is a whole file: two people were given one name (G07)."""
    sides = [[lines[at] for at in side if lines[at].strip()] for side in (conflict.ours, conflict.theirs)]
    first = not any(line.strip() for line in lines[: conflict.start])
    return first and all(side and FENCE.match(side[0]) for side in sides)


def read_around_conflicts(lines: list[str], path: str) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines with every marker and the other side blanked out, so that line numbers stay, and the reports.

    Our side counts; where both sides are things that happened, theirs counts too. Of two people in one file
    only ours count.
    """
    kept, problems = list(lines), []
    for conflict in marked(lines):
        apart = two_people(lines, conflict)
        problems.append((_report_two if apart else _report)(lines, conflict, path))
        for index in [conflict.start, *range(conflict.base, conflict.middle + 1), conflict.end]:
            kept[index] = ""
        have = {lines[index] for index in conflict.ours}
        for index in conflict.theirs:
            if apart or not _HAPPENED.match(lines[index]) or lines[index] in have:
                kept[index] = ""
        if apart:  # the reader looks for the fence on the first line
            fence = next(index for index in conflict.ours if lines[index].strip())
            kept[0], kept[fence] = lines[fence], ""
    return kept, tuple(problems)


def conflict_at(lines: list[str], start: int) -> Marked | None:
    """The conflict that begins at `start`, if its other markers follow, as long as the first one is."""
    begin = _BEGIN.match(lines[start])
    if not begin:
        return None
    size = len(begin[1])
    base = middle = None
    for index in range(start + 1, len(lines)):
        sign = _sign(lines[index], size)
        if sign == "<":
            return None
        if sign == "|" and middle is None:
            base = base or index
        elif sign == "=" and middle is None:
            middle = index
        elif sign == ">" and middle is not None:
            return Marked(start, base or middle, middle, index)
    return None


def _sign(line: str, size: int) -> str:
    """The sign that `line` is a marker of, `size` times at its beginning; empty when it is none."""
    sign = line[:1]
    if not sign or sign not in "<|=>" or line[:size] != sign * size:
        return ""
    rest = line[size:]
    return sign if not rest or (rest[0] == " " and sign != "=") else ""


def _report(lines: list[str], conflict: Marked, path: str) -> Problem:
    ours, theirs = (_shown([lines[at] for at in side]) for side in (conflict.ours, conflict.theirs))
    fault = Fault(
        "conflict",
        f"unresolved merge conflict, lines {conflict.start + 1}–{conflict.end + 1} "
        f"(ours: {ours}; theirs: {theirs})",
        f"{_resolve(path)} asks which is right; or keep what is right and remove the marker lines.",
    )
    return fault.at(path, conflict.start + 1)


def _report_two(lines: list[str], conflict: Marked, path: str) -> Problem:
    ours, theirs = (_who([lines[at] for at in side]) for side in (conflict.ours, conflict.theirs))
    fault = Fault(
        "two-people",
        f"two people were given this one file, lines {conflict.start + 1}–{conflict.end + 1} "
        f"(ours: {ours}; theirs: {theirs}); only the first one counts",
        f"{_resolve(path)} parts them into two files.",
    )
    return fault.at(path, conflict.start + 1)


def _resolve(path: str) -> str:
    """The command that walks through the conflicts of the file."""
    from shlex import quote  # noqa: PLC0415  (start-up)

    stem = path.rpartition("/")[2].removesuffix(".md")
    return f"`karma resolve {quote(stem)}`"


def _who(side: list[str]) -> str:
    """The name that a whole file says first, else what it begins with."""
    named = next((match[1] for line in side if (match := _NAME.match(line))), "")
    return _shown([named.strip().strip("\"'")] if named else side)


def _shown(lines: list[str]) -> str:
    text = " / ".join(line.strip() for line in lines if line.strip()) or "nothing"
    return text if len(text) <= 80 else text[:79] + "…"
