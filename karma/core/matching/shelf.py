"""The first offers of a common thing, so laid out that a need looks only at those that may suit it (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from karma.core.matching.notice import Notice
    from karma.core.matching.words import Word


class Shelf:
    """Offers that are all of one thing, by the other words they have."""

    def __init__(self, thing: str, offers: Sequence[Notice]) -> None:
        """`thing` is the sense of what all of the offers are."""
        self._thing = thing
        self._offers = offers
        self._by_word: dict[str, list[Notice]] = {}
        for offer in offers:
            for sense in offer.words.keys() - {thing}:
                self._by_word.setdefault(sense, []).append(offer)
        self._ranked: dict[tuple[str, str, bool], list[tuple[float, Notice]]] = {}

    def sharing_more(self, senses: Iterable[str]) -> Iterator[Notice]:
        """The offers that have one of these words as well; one may come twice."""
        for sense in senses:
            yield from self._by_word.get(sense, ())

    def plainly(self, asked: Word, weight: float, *, of_any_sort: bool) -> list[tuple[float, Notice]]:
        """All offers as they suit a need that has nothing but the thing in common with them, the best first.

        If the need does not say `of_any_sort`, only an offer that does not say which sort either is as good.
        """
        key = (asked.form, asked.stem, of_any_sort)
        if key not in self._ranked:
            found = [
                (round(weight * asked.likeness(offer.words[self._thing]), 6), offer)
                for offer in self._offers
                if of_any_sort
                or any(len(part) == 1 and part[0].sense == self._thing for part in offer.things)
            ]
            self._ranked[key] = sorted(found, key=place)
        return self._ranked[key]


def place(found: tuple[float, Notice]) -> tuple[float, str, str]:
    """The order of offers for one need, each with its score: the best first, then by person and text."""
    score, offer = found
    return -score, offer.contact.id, offer.text
