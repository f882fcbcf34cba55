"""How much a word tells: less, the more needs and offers have it (S14)."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.matching.stand import Texts

FEW_TEXTS = 100
"""A book with fewer needs and offers is counted as one with so many, so that two of two are not common."""
COMMON_TEXTS, COMMON_SHARE, COMMON_AT_MOST = 10, 0.05, 200
"""A word in more texts than these, and in more than this share of them, is common, and so is one in more than
so many. It has to be the thing itself that is asked for: that somebody has to do with it tells nothing."""


class Rarity:
    """The words of all needs and offers, counted.

    `weights` is from 1 for a word in one text to 0 for one that is in all of them, by sense; `common` are the
    senses that are in so many texts that they tell nobody apart.
    """

    def __init__(self, both: Iterable[Texts]) -> None:
        """`both` are the needs and the offers, whose words are counted."""
        texts, counts = 0, dict[str, int]()
        for side in both:
            texts += len(side.written)
            for sense, groups in side.having.items():
                counts[sense] = counts.get(sense, 0) + sum(map(len, groups))
        most = min(max(COMMON_TEXTS, COMMON_SHARE * texts), COMMON_AT_MOST)
        self.common = frozenset([sense for sense, count in counts.items() if count > most])
        texts = max(FEW_TEXTS, texts)
        self.weights = {sense: max(0.0, log(texts / count) / log(texts)) for sense, count in counts.items()}
