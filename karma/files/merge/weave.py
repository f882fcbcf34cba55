"""Two orders of the same and of other things made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def weave(ours: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """All of both, each once, in ours' order; what they hold is hashable, and differs within a side.

    What only theirs has stands behind what precedes it there, and behind what ours has put at that place.
    """
    shared = set(ours) & set(theirs)
    behind: dict[T | None, list[T]] = {}
    anchor: T | None = None
    for one in theirs:
        if one in shared:
            anchor = one
        else:
            behind.setdefault(anchor, []).append(one)
    woven: list[T] = []
    waiting = behind.get(None, [])
    for one in ours:
        if one in shared:
            woven += waiting
            waiting = behind.get(one, [])
        woven.append(one)
    return woven + waiting
