"""What a merge comes to: lines, and places where both sides stand between markers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hunk:
    """Two versions of one place, of which nobody but a person can choose. `what` names it for a sentence."""

    what: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


Piece = str | Hunk
"""A line without its ending, or a conflict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict in a merged text. `line`, from 1, is where its markers begin.

    `what` says what both sides changed: `org`, `a promise`, `a line of the log`, `the text`, `two people`.
    `ours` and `theirs` are the lines of the two sides, parted by line feeds; empty where a side removed it.
    """

    line: int
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, which holds markers for each of `conflicts`, from the first to the last."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Markers:
    """How conflicts are marked: the labels of the two sides, and how many signs a marker has."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7

    def around(self, hunk: Hunk) -> list[str]:
        """The lines of both sides between the three markers."""
        begin, end = f"{'<' * self.size} {self.ours}", f"{'>' * self.size} {self.theirs}"
        return [begin, *hunk.ours, "=" * self.size, *hunk.theirs, end]


def render(pieces: Sequence[Piece], markers: Markers, ending: str, *, final: bool) -> Merged:
    """The text of `pieces`, each line with `ending`; the last one only when `final`, or if it is a marker."""
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for piece in pieces:
        if isinstance(piece, str):
            lines.append(piece)
            continue
        sides = "\n".join(piece.ours), "\n".join(piece.theirs)
        conflicts.append(Conflict(len(lines) + 1, piece.what, *sides))
        lines += markers.around(piece)
    closed = final or (bool(pieces) and isinstance(pieces[-1], Hunk))
    text = ending.join(lines) + (ending if closed and lines else "")
    return Merged(text, tuple(conflicts))


def three_way(base: T, ours: T, theirs: T) -> T:
    """The side that changed; ours when both did. For what is no more than form: a heading, a blank line."""
    return theirs if ours == base else ours
