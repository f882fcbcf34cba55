"""Prose, merged as git merges any text: line by line, by git itself."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from karma.files.merge.pieces import Hunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.merge.pieces import Piece

_MARK = re.compile(r"[<=>|]+")
_MOST_CONFLICTS = 127
"""The highest exit code by which `git merge-file` counts conflicts; above are its failures."""


def merge_text(what: str, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Piece]:
    """The lines of the three texts, none with its ending, merged; where both changed one place, a conflict.

    Without git, or where git sees no text, all that differs is one conflict.
    """
    if theirs in (ours, base):
        return list(ours)
    if base == ours:
        return list(theirs)
    found = _by_git(base, ours, theirs, what)
    return _apart(ours, theirs, what) if found is None else found


def _by_git(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], what: str) -> list[Piece] | None:
    """The merge by `git merge-file`, which reads files: these stand in a folder apart from the book."""
    from pathlib import Path  # noqa: PLC0415  (start-up: git merges file by file)
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from karma.files.git import run_anywhere  # noqa: PLC0415

    runs = (len(match[0]) for side in (base, ours, theirs) for line in side if (match := _MARK.match(line)))
    size = max(runs, default=0) + 20  # markers that none of the lines can be taken for
    try:
        with TemporaryDirectory(prefix="karma-") as folder:
            for name, side in (("ours", ours), ("base", base), ("theirs", theirs)):
                data = "".join(f"{line}\n" for line in side).encode("utf-8", "surrogatepass")
                Path(folder, name).write_bytes(data)
            ran = run_anywhere(
                *("-c", "merge.conflictStyle=merge", "merge-file", "--stdout", "--quiet"),
                *(f"--marker-size={size}", "-L", "ours", "-L", "base", "-L", "theirs"),
                *("ours", "base", "theirs"),
                cwd=Path(folder),
            )
    except OSError:
        return None
    if not 0 <= ran.code <= _MOST_CONFLICTS or (not ran.ok and not ran.out):
        return None
    return list(_pieces(ran.out.decode("utf-8", "surrogatepass").split("\n")[:-1], size, what))


def _pieces(lines: list[str], size: int, what: str) -> list[Piece]:
    begin, middle, end = f"{'<' * size} ours", "=" * size, f"{'>' * size} theirs"
    pieces: list[Piece] = []
    sides: list[list[str]] = []
    for line in lines:
        if line == begin:
            sides = [[]]
        elif line == middle and sides:
            sides.append([])
        elif line == end and sides:
            pieces += sides[0] if _says(sides[0]) == _says(sides[1]) else [Hunk(what, *map(tuple, sides))]
            sides = []
        elif sides:
            sides[-1].append(line)
        else:
            pieces.append(line)
    return pieces


def _says(lines: Sequence[str]) -> list[str]:
    """The lines without blank ones, and without blanks at the end: two sides that say the same are none."""
    return [line.rstrip() for line in lines if line.strip()]


def _apart(ours: Sequence[str], theirs: Sequence[str], what: str) -> list[Piece]:
    """One conflict of all that stands between the lines that both begin and end with."""
    head = _same(ours, theirs)
    left, right = ours[head:], theirs[head:]
    foot = _same(left[::-1], right[::-1])
    hunk = Hunk(what, tuple(left[: len(left) - foot]), tuple(right[: len(right) - foot]))
    return [*ours[:head], hunk, *left[len(left) - foot :]]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
