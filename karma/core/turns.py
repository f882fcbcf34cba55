"""Things of several kinds in turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.agenda import Also

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


def one_for_each(things: Iterator[Also]) -> Iterator[Also]:
    """The first thing for each person: nobody is to be done two things for at once."""
    seen: set[str] = set()
    for thing in things:
        if thing.contact.id not in seen:
            seen.add(thing.contact.id)
            yield thing
