"""Whom a piece of news suits, and how well, without a look at each of hundreds who like one thing (S6)."""

from __future__ import annotations

from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

HALF_AS_GOOD = 0.5
"""Beside somebody who likes it, those are left out whom it only touches."""
Reason = tuple["Mapping[str, str]", float]
"""Who has something in common with the news, by id and in the order of the circles, and what that weighs."""


class Crowd:
    """Who would like to hear one piece of news. Who has one reason only counts as its weight says."""

    def __init__(
        self,
        reasons: Sequence[Reason],
        work: Mapping[str, Mapping[str, float]],
        several: Collection[str],
        but: Collection[str],
        ranks: Mapping[str, int],
    ) -> None:
        """`work` is what lines of work add, by id; `several` are all who have that or two reasons.

        Nobody whose id is in `but` belongs to it, nor anybody whom it suits less than half as well as the
        best. `ranks` is the place of each in the order of the circles.
        """
        self._but, self._ranks = but, ranks
        self._several = _sums(reasons, work, several)
        self._alone = [(sharing, round(weight, 6)) for sharing, weight in reasons]
        most = max((score for who, score in self._several.items() if who not in but), default=0.0)
        for sharing, weight in self._alone:
            if weight > most and next(self._only(sharing), None) is not None:
                most = weight
        self._enough = HALF_AS_GOOD * most
        self._alone = [one for one in self._alone if one[1] >= self._enough]

    def among(self, people: Set[str]) -> dict[str, float]:
        """Those of these people who would like to hear it, by id, and how well it suits them."""
        found = {who: weight for sharing, weight in self._alone for who in people & sharing.keys()}
        found.update((who, self._several[who]) for who in people & self._several.keys())
        return {who: score for who, score in found.items() if score >= self._enough and who not in self._but}

    def best(self, most: int, told: Collection[str]) -> list[tuple[str, float]]:
        """Whom it suits best and how well, nobody who was `told`; among equals the closer circle first."""
        found = [
            (-score, self._ranks[who], who)
            for who, score in self._several.items()
            if score >= self._enough and who not in self._but and who not in told
        ]
        for sharing, weight in self._alone:
            free = (who for who in self._only(sharing) if who not in told)
            found += [(-weight, self._ranks[who], who) for who in islice(free, most)]
        return [(who, -score) for score, _, who in nsmallest(most, found)]

    def _only(self, sharing: Iterable[str]) -> Iterator[str]:
        return (who for who in sharing if who not in self._several and who not in self._but)


def in_several(reasons: Iterable[Reason]) -> tuple[set[str], set[str]]:
    """The ids of all who have any of the reasons, and of those who have more than one."""
    anybody: set[str] = set()
    several: set[str] = set()
    for sharing, _ in reasons:
        several |= sharing.keys() & anybody
        anybody |= sharing.keys()
    return anybody, several


def _sums(
    reasons: Sequence[Reason], work: Mapping[str, Mapping[str, float]], several: Collection[str]
) -> dict[str, float]:
    found = dict.fromkeys(several, 0.0)
    for sharing, weight in reasons:
        for who in found.keys() & sharing.keys():
            found[who] += weight
    for who, texts in work.items():
        for weight in texts.values():
            found[who] += weight
    return {who: round(score, 6) for who, score in found.items()}
