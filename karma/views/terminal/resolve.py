"""A conflict on the terminal: where it stands and what its two sides say, one above the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.show import fit
from karma.views.terminal.lines import BLANK, Span, line, more, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.resolve import Conflict, TwoPeople, Unmerged
    from karma.views.terminal.lines import Line

_FEWEST, _AROUND = 3, 11
_MADE_UP = ("ours", "theirs", "")
"""Labels that say nothing about where a side comes from."""


def conflict_lines(
    conflict: Conflict, heading: str, sides: tuple[str, str], width: int, height: int
) -> list[Line]:
    """The conflict for asking, in a terminal of `height` lines.

    `sides` says in words what the first and the second side are.
    """
    most = max((height - _AROUND) // 2, _FEWEST)
    where = f", under {conflict.where}" if conflict.where else ""
    lines = [
        BLANK,
        title(heading, width),
        line(Span(fit(f"{conflict.at}{where}", width), "dim")),
    ]
    for words, label, side in zip(sides, conflict.labels, (conflict.ours, conflict.theirs), strict=True):
        lines += [BLANK, *paragraph(side_words(words, label), width, 0, "accent")]
        lines += _side(side, width, most)
    return [*lines, BLANK]


def title(text: str, width: int) -> Line:
    """A rule with a title in it."""
    head = fit(f"─── {text} ", width)
    return line(Span(head + "─" * max(width - len(head), 0), "strong"))


def side_words(words: str, label: str) -> str:
    """`what came in (laptop)`: what a side is, with its label where that says anything."""
    return words if label in _MADE_UP or label in words else f"{words} ({label})"


def people_lines(two: TwoPeople, number: str, width: int) -> list[Line]:
    """That two people stand in one file."""
    text = f"This file was made for two people: {two.ours}; and {two.theirs}. Both are there whole."
    return [BLANK, title(f"{number} · {two.path}", width), BLANK, *paragraph(text, width), BLANK]


def listed(conflicts: Sequence[Conflict], two: TwoPeople | None, width: int) -> list[Line]:
    """The conflicts of one file for reading: each with its place and both sides."""
    if two:
        said = f"two people stand in this file: {two.ours}; and {two.theirs}"
        return [line(Span(f"{two.path}:1", "strong"), f": {said}")]
    lines: list[Line] = []
    for one in conflicts:
        where = f"under {one.where}" if one.where else "both sides changed this"
        lines.append(line(Span(one.at, "strong"), f": {where}"))
        for label, side in (("ours", one.ours), ("theirs", one.theirs)):
            said = " / ".join(filter(None, map(str.strip, side))) or "nothing"
            lines += paragraph(said, width, 10, first=f"  {label}")
    return lines


def _side(side: Sequence[str], width: int, most: int) -> list[Line]:
    said = [text.strip() for text in side if text.strip()]
    if not said:
        return [line(Span("   nothing: it was taken out", "dim"))]
    lines = [part for text in said for part in paragraph(text, width, 3)]
    return [*lines[:most], *more(len(lines) - most, indent=3)]


def file_words(unmerged: Unmerged) -> str:
    """What befell a file that git could not merge, in words."""
    words = {
        "edited-deleted": "one side changed it and the other deleted it; it stays unless you say otherwise",
        "moved": "the two sides gave it different names; both stay, and `karma merge` makes one of them",
        "twice": "it was made on both sides",
        "edited": "it is settled, and git does not know yet",
    }
    return words[unmerged.kind]
