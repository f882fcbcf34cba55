"""Whose values stand in a column, one behind the other, and where each of them stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZE = 16
"""Bytes of the digest of a file."""
_STRETCH = 128 * _SIZE
"""Bytes of digests that are compared at once: in most stretches nothing has changed."""


class Order(NamedTuple):
    """The paths of people, each with a NUL behind it, and the digests of their files, all in one piece.

    Two of them are compared, and read from the disk, as quickly as two texts.
    """

    paths: str
    digests: bytes

    def people(self) -> Iterator[tuple[str, bytes]]:
        """Each path with the digest of its file."""
        return zip(self.paths.split("\0")[:-1], self.files(), strict=True)

    def files(self) -> list[bytes]:
        """The digests, one by one."""
        digests = self.digests
        return [digests[at : at + _SIZE] for at in range(0, len(digests), _SIZE)]


class Step(NamedTuple):
    """The way from one order into another.

    `places` are those in the old order, None for who was not there or whose file was another; no places at
    all when the people are the same. `gaps` are the places in the new order of whom nothing is known.
    """

    places: Sequence[int | None] | None
    gaps: Sequence[int]


def step(old: Order, new: Order) -> Step:
    """The way from the old order into the new one."""
    if old == new:
        return Step(None, ())
    if old.paths == new.paths:
        return Step(None, _changed(old.digests, new.digests))
    place = {one: at for at, one in enumerate(old.people())}
    places = [place.get(one) for one in new.people()]
    return Step(places, [at for at, known in enumerate(places) if known is None])


def _changed(old: bytes, new: bytes) -> list[int]:
    """The places at which two rows of as many digests differ."""
    stretches = [
        at for at in range(0, len(new), _STRETCH) if old[at : at + _STRETCH] != new[at : at + _STRETCH]
    ]
    places = [at for start in stretches for at in range(start, min(start + _STRETCH, len(new)), _SIZE)]
    return [at // _SIZE for at in places if old[at : at + _SIZE] != new[at : at + _SIZE]]
