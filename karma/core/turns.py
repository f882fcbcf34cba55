"""Things of several kinds in turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Thing = TypeVar("_Thing")


def in_turns(kinds: Sequence[Iterator[_Thing]]) -> Iterator[_Thing]:
    """One thing of each kind, then the next of each; a kind that has no more is passed over.

    A kind is asked for nothing before its turn comes: finding it may be the work of a whole book.
    """
    waiting = list(kinds)
    while waiting:
        still = []
        for kind in waiting:
            if (thing := next(kind, None)) is not None:
                yield thing
                still.append(kind)
        waiting = still
