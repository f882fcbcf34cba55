"""The markets of a book: who may be on them (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.each import EVER
from karma.core.matching.market import Market
from karma.core.matching.reading import needs_said, offers_said
from karma.core.matching.synonyms import synonyms_in
from karma.core.once import once_per_book
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact


@once_per_book
def market_of(book: Book, today: date) -> Market:
    """The needs and offers of everybody who may be proposed; who is hidden is not named to others."""
    return market_among([one for one in proposable_people(book, today) if not one.hidden], book)


def market_among(people: Iterable[Contact], book: Book) -> Market:
    """The needs and offers of these people of a book."""
    ids = {one.id for one in people}
    said = [
        (contact, needs, offers)
        for contact, needs, offers in zip(
            book.contacts, needs_said.values(book, EVER), offers_said.values(book, EVER), strict=True
        )
        if contact.id in ids
    ]
    them, needs, offers = zip(*said, strict=True) if said else ((), (), ())
    return Market(them, synonyms_in(book), {"needs": needs, "offers": offers})
