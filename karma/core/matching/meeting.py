"""A need that an offer meets, and the best of several (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.matching.notice import Notice

AS_GOOD = 0.85
"""Beside the best expert for a need only those are named who are nearly as good."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A need that an offer meets; `words` are those in common, as the need has them.

    `score` ranks: rare words weigh more, and so does what is asked for.
    """

    need: Notice
    offer: Notice
    score: float
    words: tuple[str, ...]


def meeting(score: float, need: Notice, offer: Notice) -> Meeting:
    """They meet, that well."""
    shared = need.words.keys() & offer.words.keys()
    return Meeting(need, offer, score, tuple(sorted([need.words[one].form for one in shared])))


def best_of(found: Iterable[Meeting | None]) -> tuple[Meeting, ...]:
    """The best first, one for each two people and all nearly as good."""
    ranked = sorted((one for one in found if one), key=_place)
    best: dict[tuple[str, str], Meeting] = {}
    for one in ranked:
        if one.score >= AS_GOOD * ranked[0].score:
            best.setdefault((one.need.contact.id, one.offer.contact.id), one)
    return tuple(best.values())


def _place(one: Meeting) -> tuple[float, str, str, str, str]:
    return -one.score, one.need.contact.id, one.offer.contact.id, one.need.text, one.offer.text
