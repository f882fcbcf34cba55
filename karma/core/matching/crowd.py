"""Whom a piece of news suits, the best first, without a look at each of hundreds who like one thing (S6)."""

from __future__ import annotations

from copy import copy
from heapq import heappop, heappush
from itertools import islice, takewhile, tee
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from karma.core.matching.sharing import Sharing

HALF_AS_GOOD = 0.5
"""Beside somebody who likes it, those are left out whom it only touches."""
FEW = 4
"""So few people are looked at one by one rather than parted further."""
_A_LITTLE_MORE = 1e-5
"""For rounding: nobody's score is above what their group can come to."""


class Reason(NamedTuple):
    """Who has something in common with the news, and what that weighs.

    Of reasons of `work` each text counts once for a person, however many words of the news it has.
    """

    sharing: Sharing
    weight: float
    work: bool = False


class Crowd:
    """Who would like to hear one piece of news.

    All whom it may suit are one group at first. The group that could come to most is parted, again and again,
    into those who have one more of the reasons and those who have not, until nobody can surpass its first.
    Most people are never looked at.
    """

    def __init__(self, reasons: Sequence[Reason], reached: int) -> None:
        """`reached` are the bits of those whom it may suit, nobody else belongs to it."""
        self._reasons, self._reached = reasons, reached
        self._ranked = tee(self._best_first(), 1)[0]
        first = next(copy(self._ranked), None)
        self._enough = HALF_AS_GOOD * first[1] if first else 0.0

    def among(self, people: int) -> dict[int, float]:
        """Those of these people, given as bits, who would like to hear it, by place, and how well."""
        found = {place: self._score(place) for place in _places(people & self._reached)}
        return {place: score for place, score in found.items() if score >= self._enough}

    def best(self, most: int, but: Callable[[int], bool]) -> Iterator[tuple[int, float]]:
        """Whom it suits best and how well, nobody `but` whom it says; among equals the closer circle first.

        Nobody whom it suits less than half as well as the best is among them.
        """
        good = takewhile(lambda one: one[1] >= self._enough, copy(self._ranked))
        return islice((one for one in good if not but(one[0])), most)

    def _best_first(self) -> Iterator[tuple[int, float]]:
        parting = sorted(self._reasons, key=lambda one: -one.weight)
        left = [sum(one.weight for one in parting[at:]) for at in range(len(parting) + 1)]
        waiting = [_Group(0.0, -1, self._reached)] if self._reached else []
        while waiting:
            less, place, group, parted, weight, texts = heappop(waiting)
            if place >= 0:
                yield place, -less
                if group:
                    heappush(waiting, _Group(less, *_first(group)))
            elif group.bit_count() <= FEW or (parted == len(parting) and texts > 1):
                for place in _places(group):  # two texts may be one and the same
                    heappush(waiting, _Group(-self._score(place), place, 0))
            elif parted == len(parting):
                place, others = _first(group)
                heappush(waiting, _Group(-self._score(place), place, others))
            else:
                reason = parting[parted]
                if having := group & reason.sharing.bits:
                    more = weight + reason.weight
                    most = more + left[parted + 1] + _A_LITTLE_MORE
                    heappush(waiting, _Group(-most, -1, having, parted + 1, more, texts + reason.work))
                if others := group ^ having:
                    most = weight + left[parted + 1] + _A_LITTLE_MORE
                    heappush(waiting, _Group(-most, -1, others, parted + 1, weight, texts))

    def _score(self, place: int) -> float:
        """How well it suits the one at that place."""
        score = 0.0
        work: list[Reason] = []
        for reason in self._reasons:
            if place in reason.sharing.places:
                if reason.work:
                    work.append(reason)
                else:
                    score += reason.weight
        if len(work) > 1:
            texts = {reason.sharing.text(place): reason.weight for reason in work}
            return round(score + sum(texts.values()), 6)
        return round(score + work[0].weight if work else score, 6)


class _Group(NamedTuple):
    """People who wait for their turn: `less` is what none of them surpasses, negated, so that most is first.

    Those of `place` -1 are to be parted further, by all reasons from `parted` on; `weight` is that of what
    they are known to have in common, `texts` how many of these are texts of their work. Else it is the turn
    of the one at `place`, and the `people` are as good.
    """

    less: float
    place: int
    people: int
    parted: int = 0
    weight: float = 0.0
    texts: int = 0


def bits_of(places: Iterable[int]) -> int:
    """The number that has the bits of these places set."""
    flags = bytearray()
    for place in places:
        if place >> 3 >= len(flags):
            flags.extend(bytes((place >> 3) - len(flags) + 1))
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def _first(people: int) -> tuple[int, int]:
    """The place of the first, and the others."""
    first = people & -people
    return first.bit_length() - 1, people ^ first


def _places(people: int) -> Iterator[int]:
    while people:
        place, people = _first(people)
        yield place
