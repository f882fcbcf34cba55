"""What two people would gain from meeting, and why they should not be asked together (S9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.around import key_words
from karma.core.links import fold
from karma.core.matching.suggest import needs_and_offers
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.matching.notice import Notice
    from karma.core.plan.proposal import Moment

NEED, INTEREST, MORE_INTERESTS, TRADE = 3.0, 1.5, 0.5, 0.5
"""What it weighs that one can help the other, that they share an interest, or more, and that a partner meets
a client or a prospect."""
_RANKS = """
associate chair chief coach director founder head lead manager managing officer owner partner president
principal senior vice
"""
_RANK_WORDS = frozenset(word for rank in _RANKS.split() for word in key_words(rank))
"""Words of a title that say nothing about the line of work."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a pair would gain: its weight, and a clause for each need that the other could meet."""

    weight: float
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Guest:
    """Somebody who may be asked to a table, with what there is to compare; private fields are left out."""

    contact: Contact
    now: Moment

    @cached_property
    def needs(self) -> tuple[Notice, ...]:
        """Their needs."""
        return self._read("needs")

    @cached_property
    def offers(self) -> tuple[Notice, ...]:
        """Their offers."""
        return self._read("offers")

    @cached_property
    def asked(self) -> frozenset[str]:
        """The words of their needs."""
        return frozenset(sense for need in self.needs for sense in need.words)

    @cached_property
    def offered(self) -> frozenset[str]:
        """The words of their offers."""
        return frozenset(sense for offer in self.offers for sense in offer.words)

    @cached_property
    def interests(self) -> dict[str, str]:
        """Interests as one would say them, by their folded form."""
        said = (one.replace("-", " ") for one in self._open("interests"))
        return {fold(one): one for one in said}

    @cached_property
    def line(self) -> frozenset[str]:
        """The telling words of what they do: the title without ranks."""
        return key_words("".join(self._open("title"))) - _RANK_WORDS

    @cached_property
    def city(self) -> str:
        """Where they are at home, folded; empty when that is not known."""
        return fold("".join(self._open("city")))

    @cached_property
    def org(self) -> str:
        """Where they work, folded; empty when that is not known."""
        return fold("".join(self._open("org")))

    def _read(self, field: str) -> tuple[Notice, ...]:
        return tuple(self.now.market.notice(self.contact, text) for text in self._open(field))

    def _open(self, field: str) -> tuple[str, ...]:
        value = getattr(self.contact, field) if open_field(self.contact, field) else None
        return (value,) if isinstance(value, str) else tuple(value or ())


def may_meet(one: Guest, other: Guest) -> bool:
    """True for two in one city who neither know each other yet nor compete.

    A city that is not known is no hindrance. Who works at the same firm knows each other; the same line of
    work by title, or the same offer, is competing.
    """
    if one.city and other.city and one.city != other.city:
        return False
    if one.org and one.org == other.org:
        return False
    if frozenset((one.contact.id, other.contact.id)) in one.now.acquainted:
        return False
    return not (one.line and one.line == other.line) and not _same_offers(one, other)


def gain(one: Guest, other: Guest) -> Gain:
    """What the two would gain from meeting; a weight of 0 for nothing that the book knows of."""
    needs = (*_helps(one, other), *_helps(other, one))
    shared = len(one.interests.keys() & other.interests.keys())
    weight = NEED * len(needs) + (INTEREST if shared else 0) + (MORE_INTERESTS if shared > 1 else 0)
    circles = {one.contact.circle, other.contact.circle}
    if weight and "partner" in circles and circles & {"client", "prospect"}:
        weight += TRADE
    return Gain(weight, needs)


def _helps(needing: Guest, offering: Guest) -> tuple[str, ...]:
    """The clause about the need that the other could best meet, or nothing."""
    if needing.asked.isdisjoint(offering.offered):
        return ()
    market, book = needing.now.market, needing.now.book
    met = (market.meet(need, offer) for need in needing.needs for offer in offering.offers)
    best = max((one for one in met if one), key=lambda one: (one.score, one.need.text), default=None)
    if best is None:
        return ()
    return (needs_and_offers(needing.contact, best.need.text, offering.contact, best.offer.text, book),)


def _same_offers(one: Guest, other: Guest) -> bool:
    """True when what the one offers is what somebody would ask the other for."""
    if one.offered.isdisjoint(other.offered):
        return False
    market = one.now.market
    return any(market.meet(mine, theirs) for mine in one.offers for theirs in other.offers)
