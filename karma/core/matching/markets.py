"""The markets of a book: who may be on them (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.each import EVER, brief, of_each
from karma.core.matching.market import WORK, Market
from karma.core.matching.notice import values
from karma.core.matching.reading import needs_said, offers_said
from karma.core.matching.synonyms import synonyms_in
from karma.core.once import once_per_book
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.matching.market import Side


@once_per_book
def market_of(book: Book, today: date) -> Market:
    """The needs and offers of everybody who may be proposed; who is hidden is not named to others."""
    return market_among([one for one in proposable_people(book, today) if not one.hidden], book)


def market_among(people: Iterable[Contact], book: Book) -> Market:
    """The needs and offers of these people of a book."""
    ids = {one.id for one in people}
    columns = [rule.values(book, EVER) for rule in (needs_said, offers_said, _looked_at)]
    said = [one for one in zip(book.contacts, *columns, strict=True) if one[0].id in ids]
    them, needs, offers, keys = zip(*said, strict=True) if said else ((), (), (), ())
    sides: dict[Side, Sequence[str | None]] = {"needs": needs, "offers": offers}
    key = book.config.synonyms, tuple([key for key in keys if key])
    return Market(them, synonyms_in(book), sides, key)


@of_each
def _looked_at(contact: Contact, _config: Config, _today: date) -> bytes | None:
    """A digest of all that a market looks at in their file; None for who neither needs nor offers a thing."""
    texts = [() if name in contact.private else values(contact, name) for name in ("needs", "offers", *WORK)]
    if not any(texts[:2]):
        return None
    return brief((contact.id, texts))
