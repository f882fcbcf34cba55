"""The front matter, key by key: lists as sets, one value each side (faults.md G02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files.merge.entries import (
    Entry,
    Item,
    indent_of,
    is_block_list,
    items_of,
    split_entries,
    takes_many,
)
from karma.files.merge.pieces import Hunk
from karma.files.merge.text import merge_text
from karma.files.merge.weave import weave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.merge.pieces import Piece

WHAT = "the front matter"


def merge_front(base: list[str], ours: list[str], theirs: list[str]) -> list[Piece]:
    """The lines between the fences, none with its ending, merged; never raises.

    A side that left an entry alone yields to the other. What is not written as flat keys, each once, is
    merged as any text is.
    """
    if theirs in (ours, base):
        return list(ours)
    if base == ours:
        return list(theirs)
    sides = [split_entries(side) for side in (base, ours, theirs)]
    known = [side for side in sides if side is not None]
    if len(known) < len(sides):
        return merge_text(WHAT, base, ours, theirs)
    before, own, other = ({entry.key: entry for entry in entries} for entries, _ in known)
    pieces: list[Piece] = []
    for key in weave(list(own), list(other)):
        pieces += _entry(before.get(key), own.get(key), other.get(key))
    return pieces + merge_text(WHAT, *(below for _, below in known))


def _entry(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> list[Piece]:
    """One key as the three texts have it; None where it is not there."""
    if theirs in (ours, base):
        return _lines(ours)
    if base == ours:
        return _lines(theirs)
    return _value(base, ours, theirs, [entry for entry in (ours, theirs) if entry is not None])


def _lines(entry: Entry | None) -> list[Piece]:
    return list(entry.lines) if entry else []


def _value(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, present: Sequence[Entry]
) -> list[Piece]:
    """The lines of a key that both sides changed, or one changed and one removed."""
    before, own, other = (entry.lines if entry else () for entry in (base, ours, theirs))
    if other in (own, before):
        return list(own)
    if before == own:
        return list(other)
    if (items := _as_lists(base, ours, theirs)) is not None:
        return _list(ours, theirs, items)
    if ours and theirs:
        if _says_the_same(ours, theirs) or _says_the_same(base, theirs):
            return list(own)
        if _says_the_same(base, ours):
            return list(other)
    return [Hunk(present[0].key, own, other)]


def _says_the_same(one: Entry | None, other: Entry) -> bool:
    """True for the same value in other quotes."""
    return one is not None and (one.value, one.comment) == (other.value, other.comment)


def _as_lists(*sides: Entry | None) -> list[list[Item]] | None:
    """The values of the three sides when the key holds a list, else None."""
    there = [entry for entry in sides if entry]
    many = takes_many(there[0].key)
    if many is False or (many is None and not any(map(is_block_list, there))):
        return None
    found = [items_of(entry) if entry else [] for entry in sides]
    return [items for items in found if items is not None] if None not in found else None


def _list(ours: Entry | None, theirs: Entry | None, items: list[list[Item]]) -> list[Piece]:
    """The list with what either side added and without what either side removed."""
    before, own, other = ({item.value: item for item in side} for side in items)
    left = [
        _newer(before.get(item.value), item, other.get(item.value))
        for item in items[1]
        if item.value in other or item.value not in before
    ]
    left += [item for item in items[2] if item.value not in own and item.value not in before]
    for entry, side in ((ours, items[1]), (theirs, items[2])):
        if entry and left == side:
            return list(entry.lines)
    if not left and not (ours and theirs):
        return []
    return _written(ours, theirs, left)


def _newer(base: Item | None, ours: Item, theirs: Item | None) -> Item:
    """The same value as the side wrote it that changed its quotes or its comment."""
    return theirs if theirs and ours == base else ours


def _written(ours: Entry | None, theirs: Entry | None, items: list[Item]) -> list[Piece]:
    """The list line by line, below the key as the side has it that writes it so."""
    there = [entry for entry in (ours, theirs) if entry]
    shaped = next((entry for entry in there if not _has_inline_value(entry)), None)
    head = shaped.lines[0] if shaped else there[0].lines[0].partition(":")[0] + ":"
    indent = next((found for entry in there if (found := indent_of(entry)) is not None), "  ")
    lines: list[Piece] = [head]
    for item in items:
        lines += [*item.above, f"{indent}- {item.raw}"]
    return lines


def _has_inline_value(entry: Entry) -> bool:
    return len(entry.lines) == 1 and bool(items_of(entry))
