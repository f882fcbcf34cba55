"""Promises, told apart by their text: kept over open, kept over released, released over open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from karma.core import promise as grammar
from karma.core.promise import Promise
from karma.files.merge.pairs import Triple, triples
from karma.files.merge.pieces import Hunk
from karma.files.merge.weave import weave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.merge.pieces import Piece
    from karma.files.merge.rows import Row

WHAT = "a promise"
_RANK = {"open": 0, "released": 1, "kept": 2}
_BOXES = {"open": " ", "kept": "x", "released": "-"}
_APART = object()
"""What stands for a value that both sides changed, each in its own way."""


def merge_promises(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Piece]:
    """The promises of both sides, each once, in ours' order.

    One that a side removed is gone, unless the other side changed it. Two versions that cannot both be right
    are a conflict.
    """
    found = triples(base, ours, theirs)
    own = [one for one in sorted(found, key=lambda one: one.ours or 0) if one.ours is not None]
    other = [one for one in sorted(found, key=lambda one: one.theirs or 0) if one.theirs is not None]
    pieces: list[Piece] = []
    for triple in weave(own, other):
        rows = (
            None if at is None else side[at]
            for at, side in ((triple.base, base), (triple.ours, ours), (triple.theirs, theirs))
        )
        pieces += _merged(triple, *rows)
    return pieces


def _merged(triple: Triple, base: Row | None, ours: Row | None, theirs: Row | None) -> list[Piece]:
    """One promise as it stands in the three texts."""
    if ours is None or theirs is None:
        left = ours or theirs
        gone = left is None or (base is not None and left.says == base.says)
        return [] if left is None or gone else left.pieces
    if ours.says == theirs.says or (base and base.says == theirs.says):
        return ours.pieces
    if base and base.says == ours.says:
        return theirs.pieces
    found = None if triple.unsure else _both_changed(base, ours, theirs)
    return [*ours.lead, Hunk(WHAT, ours.lines, theirs.lines)] if found is None else [*ours.lead, *found]


def _both_changed(base: Row | None, ours: Row, theirs: Row) -> list[str] | None:
    """The lines of a promise that both sides changed; None when the changes contradict each other."""
    one, other = grammar.parse(ours.lines[0]), grammar.parse(theirs.lines[0])
    before = grammar.parse(base.lines[0]) if base else None
    below = _three_way(base.lines[1:] if base else (), ours.lines[1:], theirs.lines[1:])
    if not isinstance(one, Promise) or not isinstance(other, Promise) or below is _APART:
        return None
    if before is not None and not isinstance(before, Promise):
        return None
    values = {
        name: _three_way(getattr(before, name, _APART), getattr(one, name), getattr(other, name))
        for name in ("text", "by", "theirs")
    }
    if _APART in values.values():
        return None
    meant = replace(_state(before, one, other), **values)
    for promise, line in ((one, ours.lines[0]), (other, theirs.lines[0])):
        written = _closed(line, promise, meant)
        if grammar.parse(written) == meant:
            return [written, *below]
    begin = ours.lines[0].index("[")
    written = ours.lines[0][:begin] + grammar.write(meant).removeprefix("- ")
    return [written, *below] if grammar.parse(written) == meant else None


def _three_way(base: Any, ours: Any, theirs: Any) -> Any:
    if ours in (theirs, base):
        return theirs
    return ours if theirs == base else _APART


def _state(base: Promise | None, ours: Promise, theirs: Promise) -> Promise:
    """The one of the two whose state counts: who changed it, else kept before released before open.

    Ticked on both sides it was kept on the earlier day.
    """
    if base and ours.state == base.state != theirs.state:
        return theirs
    if base and theirs.state == base.state != ours.state:
        return ours
    if ours.state != theirs.state:
        return max(ours, theirs, key=lambda one: _RANK[one.state])
    days = [one.kept_on for one in (ours, theirs) if one.kept_on]
    return replace(ours, kept_on=min(days, default=None))


def _closed(line: str, promise: Promise, meant: Promise) -> str:
    """`line` with the box and the day of `meant`, and nothing else changed."""
    box = line.index("[") + 1
    text = line[:box] + _BOXES[meant.state] + line[box + 1 :] if promise.state != meant.state else line
    new = meant.kept_on if meant.kept_on and promise.kept_on is None else None
    return f"{text.rstrip()} ✅ {new.isoformat()}" if new else text
