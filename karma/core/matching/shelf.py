"""The first offers of a common thing, so laid out that a need looks only at those that may suit it (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from karma.core.matching.reading import Reading
    from karma.core.matching.words import Word

Scored = tuple[float, int]
"""How good an offer is for a need, and its number in the market."""


class Shelf:
    """Offers that are all of one thing, by the other words they have."""

    def __init__(self, thing: str, offers: Sequence[tuple[int, Reading]]) -> None:
        """`thing` is the sense of what all of the offers are, each with its number in the market."""
        self._thing = thing
        self._offers = offers
        self._by_word: dict[str, list[int]] = {}
        self._suiting: dict[tuple[str, str, bool], list[Scored]] = {}
        for number, offer in offers:
            for sense in offer.words.keys() - {thing}:
                self._by_word.setdefault(sense, []).append(number)

    def sharing_more(self, senses: Iterable[str]) -> Iterator[int]:
        """The offers that have one of these words as well; one may come twice."""
        for sense in senses:
            yield from self._by_word.get(sense, ())

    def plainly(self, asked: Word, weight: float, *, of_any_sort: bool) -> list[Scored]:
        """All offers as they suit a need that has nothing but the thing in common with them.

        If the need does not say `of_any_sort`, only an offer that does not say which sort either is as good.
        """
        key = (asked.form, asked.stem, of_any_sort)
        if key not in self._suiting:
            self._suiting[key] = [
                (round(weight * asked.likeness(offer.words[self._thing]), 6), number)
                for number, offer in self._offers
                if of_any_sort
                or any(len(part) == 1 and part[0].sense == self._thing for part in offer.things)
            ]
        return self._suiting[key]
