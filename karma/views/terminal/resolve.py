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
KEYS = ("o", "t")
"""The keys of the two sides, which stand beside them."""


def conflict_lines(
    conflict: Conflict, heading: str, sides: tuple[str, str], width: int, height: int
) -> list[Line]:
    """The conflict for asking, in a terminal of `height` lines.

    `sides` says in words what the first and the second side are, above each with its key.
    """
    most = max((height - _AROUND) // 2, _FEWEST)
    where = f", in {conflict.where}" if conflict.where else ""
    lines = [
        BLANK,
        title(heading, width),
        line(Span(fit(f"{conflict.at}{where}", width), "dim")),
    ]
    for key, words, side in zip(KEYS, sides, (conflict.ours, conflict.theirs), strict=True):
        lines += [BLANK, *paragraph(words, width, 3, "accent", first=f" {key}")]
        lines += _side(side, width, most)
    return [*lines, BLANK]


def title(text: str, width: int) -> Line:
    """A rule with a title in it."""
    head = fit(f"─── {text} ", width)
    return line(Span(head + "─" * max(width - len(head), 0), "strong"))


def side_words(words: str, label: str) -> str:
    """`what came in (laptop)`: what a side is, with its label where that says anything."""
    return f"{words} ({label})" if label and label not in words else words


def people_lines(two: TwoPeople, number: str, new: str, width: int) -> list[Line]:
    """The two people who stand in one file, and what becomes of them; `new` is a path for one of them."""
    text = "This file was made twice, for two people or twice for one. Both stand here whole:"
    stays, goes = KEYS if two.stays == "ours" else reversed(KEYS)
    after = (
        f"Parted, {stays} keeps this file and {goes} gets {new}. Put together, all that either says stays, "
        "and you are asked where they differ. With only one, the other stays in git's history alone."
    )
    told = [
        part
        for key, who in zip(KEYS, (two.ours, two.theirs), strict=True)
        for part in paragraph(who, width, 3, "accent", first=f" {key}")
    ]
    return [
        *(BLANK, title(f"{number} · {two.path}", width), BLANK, *paragraph(text, width), BLANK, *told),
        *(BLANK, *paragraph(after, width), BLANK),
    ]


def listed(conflicts: Sequence[Conflict], two: TwoPeople | None, width: int) -> list[Line]:
    """The conflicts of one file for reading: each with its place and both sides."""
    if two:
        said = f"two people stand in this file: {two.ours}; and {two.theirs}"
        return [line(Span(f"{two.path}:1", "strong"), f": {said}")]
    lines: list[Line] = []
    for one in conflicts:
        where = f"in {one.where}" if one.where else "both sides changed this"
        lines.append(line(Span(one.at, "strong"), f": {where}"))
        for label, side in (("ours", one.ours), ("theirs", one.theirs)):
            said = " / ".join(filter(None, map(str.strip, side))) or "nothing"
            lines += paragraph(said, width, 10, first=f"  {label}")
    return lines


def _side(side: Sequence[str], width: int, most: int) -> list[Line]:
    said = [text.strip() for text in side if text.strip()]
    if not said:
        return [line(Span("   nothing: this side does not have it", "dim"))]
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
