"""Three texts of one person's file merged: the one entry to this package that needs no files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.files.conflicts import marked
from karma.files.lines import FENCE, FENCE_END, content, newline_of, split_lines
from karma.files.merge.body import WHAT, merge_body
from karma.files.merge.front import merge_front
from karma.files.merge.person import holds, is_other_person, same_person
from karma.files.merge.pieces import Conflict, Hunk, Markers, Merged, render, three_way
from karma.files.merge.text import merge_text

if TYPE_CHECKING:
    from karma.core.config import Config
    from karma.files.merge.pieces import Piece

__all__ = ["Conflict", "Merged", "merge_as_one", "merge_contact"]

TWO_PEOPLE = "two people"
_EMPTY = ("---", "---")
"""The base of a file that was made on both sides."""
_BREAK = re.compile(r"\r\n|\r|\n")


def merge_contact(  # noqa: PLR0913  (what a merge is)
    base: str | None,
    ours: str,
    theirs: str,
    *,
    config: Config,
    stem: str = "",
    labels: tuple[str, str] = ("ours", "theirs"),
    marker_size: int = 7,
) -> Merged:
    """What `ours` and `theirs` come to, both made from `base`; texts without byte order mark. Never raises.

    `base` is None when the file was made on both sides: then it is merged only if both tell of one person
    (G07). So it is, too, when one side is another person than `base`, whose file git brought under the name
    `stem`; without a `stem` all three stood at one place. Lines that differ in nothing but their endings are
    the same, and get those of ours (G04). `labels` stand behind the markers, each `marker_size` signs wide.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    ending = newline_of(ours if _BREAK.search(ours) else theirs)
    markers = Markers(_one_line(labels[0]), _one_line(labels[1]), marker_size)
    final = three_way(_is_closed(base or ""), _is_closed(ours), _is_closed(theirs))
    own, other = _lines(ours), _lines(theirs)
    before = _settled(_lines(base or ""), own, other)
    if not before or _is_mistaken("\n".join(before), ours, theirs, stem, config):
        pieces = _made_twice(own, other, ours, theirs, config)
    else:
        pieces = _merge(before, own, other)
    return render(pieces, markers, ending, final=final)


def merge_as_one(ours: str, theirs: str, *, labels: tuple[str, str] = ("ours", "theirs")) -> Merged:
    """The two texts as one person's, because somebody says that they are; what differs is a conflict."""
    markers = Markers(_one_line(labels[0]), _one_line(labels[1]))
    pieces = _merge(list(_EMPTY), _lines(ours), _lines(theirs))
    return render(pieces, markers, newline_of(ours), final=_is_closed(ours) or _is_closed(theirs))


def _settled(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """The base without the places that it leaves open and both sides have settled, each for itself.

    So is the base that git makes of two, where two branches merged each other and met in a conflict. What is
    settled alike counts once, and what is not is asked again.
    """
    if any(next(marked(side), None) for side in (ours, theirs)):
        return base
    open_lines = {at for one in marked(base) for at in range(one.start, one.end + 1)}
    return [line for at, line in enumerate(base) if at not in open_lines] if open_lines else base


def _is_mistaken(base: str, ours: str, theirs: str, stem: str, config: Config) -> bool:
    """True when git took a new person's file for the renamed one of somebody who went."""
    return bool(stem) and any(is_other_person(base, side, stem, config) for side in (ours, theirs))


def _made_twice(own: list[str], other: list[str], ours: str, theirs: str, config: Config) -> list[Piece]:
    """The file as two people made it, each for themselves: one person, or both texts apart (G07)."""
    for one, another in ((own, other), (other, own)):
        if holds(one, another):
            return list(one)
    if same_person(ours, theirs, config):
        return _merge(list(_EMPTY), own, other)
    return [Hunk(TWO_PEOPLE, tuple(own), tuple(other))]


def _merge(base: list[str], ours: list[str], theirs: list[str]) -> list[Piece]:
    """The lines of the three texts, merged."""
    if theirs in (ours, base):
        return list(ours)
    if base == ours:
        return list(theirs)
    ends = [_fence_end(side) for side in (base, ours, theirs)]
    known = [end for end in ends if end]
    if not known:
        return merge_body(base, ours, theirs)
    if len(known) < len(ends):
        return merge_text(WHAT, base, ours, theirs)
    sides = list(zip((base, ours, theirs), known, strict=True))
    return [
        three_way(base[0], ours[0], theirs[0]),
        *merge_front(*(side[1:end] for side, end in sides)),
        three_way(*(side[end] for side, end in sides)),
        *merge_body(*(side[end + 1 :] for side, end in sides)),
    ]


def _fence_end(lines: list[str]) -> int | None:
    """Where the front matter ends that the lines begin with; None when there is none, or it never ends."""
    if not lines or not FENCE.match(lines[0]):
        return None
    return next((at for at, line in enumerate(lines) if at and FENCE_END.match(line)), None)


def _lines(text: str) -> list[str]:
    return [content(line) for line in split_lines(text)]


def _one_line(label: str) -> str:
    return " ".join(label.split())


def _is_closed(text: str) -> bool:
    """True when the last line has its ending; a text without any line counts as such."""
    return not text or text.endswith(("\n", "\r"))
