"""The body of a contact: prose by git's merge, the sections that have a meaning by their rows.

Each section is taken out and leaves one line behind, the same in all three texts, so that what happens in a
section can never be in the way of the prose around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files.merge.log import merge_log
from karma.files.merge.pieces import three_way
from karma.files.merge.promises import merge_promises
from karma.files.merge.rows import merge_list, split_rows
from karma.files.merge.skeleton import ABSENT, common_order, is_sign, sign_of, skeleton
from karma.files.merge.text import merge_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from karma.files.merge.pieces import Piece
    from karma.files.merge.rows import Row
    from karma.files.merge.skeleton import Block, Key, Skeleton

WHAT = "the text"
_MERGES: dict[str, Callable[[Sequence[Row], Sequence[Row], Sequence[Row]], list[Piece]]] = {
    "next time": merge_list,
    "promises": merge_promises,
    "log": merge_log,
}


def merge_body(base: list[str], ours: list[str], theirs: list[str]) -> list[Piece]:
    """The lines below the front matter, none with its ending, merged; never raises.

    Where the sections of a text are not clear, all of it is merged as any text is.
    """
    if theirs in (ours, base):
        return list(ours)
    if base == ours:
        return list(theirs)
    parts = [skeleton(side) for side in (base, ours, theirs)]
    known = [part for part in parts if part is not None]
    order = common_order(*known) if len(known) == len(parts) else None
    pieces = _by_sections(order, *known) if order is not None else None
    return merge_text(WHAT, base, ours, theirs) if pieces is None else pieces


def _by_sections(order: list[Key], base: Skeleton, ours: Skeleton, theirs: Skeleton) -> list[Piece] | None:
    """The merged prose with the merged sections put back; None when a section has lost its place."""
    sides = (base, ours, theirs)
    prose = merge_text(WHAT, *(side.lines(order, (ours, theirs)) for side in sides))
    places = [piece for piece in prose if isinstance(piece, str) and is_sign(piece)]
    if places != [sign_of(number) for number in range(len(order))]:
        return None
    keys = dict(zip(places, order, strict=True))
    pieces: list[Piece] = []
    for piece in prose:
        if isinstance(piece, str) and piece in keys:
            if pieces and not pieces[-1]:  # the blank line above the sign
                del pieces[-1]
            pieces += _block(keys[piece], *(side.blocks.get(keys[piece], ABSENT) for side in sides))
        else:
            pieces.append(piece)
    return pieces


def _block(key: Key, base: Block, ours: Block, theirs: Block) -> list[Piece]:
    """One section, or the part of it under a heading of its own."""
    if theirs.lines in (ours.lines, base.lines):
        return list(ours.lines)
    if base.lines == ours.lines:
        return list(theirs.lines)
    rows = _rows(key, base, ours, theirs)
    if not rows and ABSENT in (ours, theirs):
        return []
    shaped = [side for side in (ours, theirs) if side.heading]
    gaps = [side.gap for side in shaped if side.rows]
    return [
        *(three_way(base.lead, ours.lead, theirs.lead) if len(shaped) == 2 else shaped[0].lead),
        *(three_way(base.heading, ours.heading, theirs.heading) if len(shaped) == 2 else shaped[0].heading),
        *(gaps[0] if gaps else shaped[0].gap),
        *rows,
    ]


def _rows(key: Key, base: Block, ours: Block, theirs: Block) -> list[Piece]:
    sides = (base, ours, theirs)
    if any(side.fenced for side in sides):
        return merge_text(WHAT, base.rows, ours.rows, theirs.rows)
    if base.rows == theirs.rows:
        return list(ours.rows)
    if base.rows == ours.rows:
        return list(theirs.rows)
    section = key[0]
    return _MERGES[section](*(split_rows(side.rows, joined=section != "next time") for side in sides))
