"""Givers who were not told or not thanked, and with whom referrals went one way only (S8, S11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.referrals.referral import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline, Referral


@dataclass(frozen=True, slots=True)
class Given:
    """A giver and some of their referrals, as `won_first` has them; `contact` is None when there is no file.

    `giver` is the stem, or what the line says when there is no file.
    """

    giver: str
    contact: Contact | None
    referrals: tuple[Referral, ...]


@dataclass(frozen=True, slots=True)
class OneWay:
    """Somebody with whom referrals went one way only, and those, oldest first."""

    contact: Contact
    referrals: tuple[Referral, ...]


def not_told(pipeline: Pipeline, book: Book) -> tuple[Given, ...]:
    """Givers who do not know yet what became of a referral, whoever has most to hear first (S11).

    Each one's referrals are in the order of `won_first`, and the givers in that of their first ones. Who is
    in the archive is left out, here and below: nothing is proposed for them.
    """
    return _by_giver((one for one in pipeline.inbound if one.to_tell), book)


def not_thanked(pipeline: Pipeline, book: Book) -> tuple[Given, ...]:
    """Givers who were not thanked for a referral, in the same order (S8)."""
    return _by_giver((one for one in pipeline.inbound if one.to_thank), book)


def won_first(referral: Referral) -> tuple[int, date]:
    """The key that sorts by what a giver should hear of first: won, then ended otherwise, then open.

    The oldest comes first within each: no silence costs more than that after a referral became work.
    """
    return (0 if referral.stage == "won" else 1 if referral.closed else 2), referral.opened


def never_reciprocated(pipeline: Pipeline, book: Book) -> tuple[OneWay, ...]:
    """People who sent you somebody and to whom you sent nobody, whoever sent most first (S8)."""
    received_from = grouped((one.giver, one) for one in pipeline.inbound)
    sent_to = {one.receiver for one in pipeline.outbound}
    return _one_way(received_from, sent_to, book)


def never_returned(pipeline: Pipeline, book: Book) -> tuple[OneWay, ...]:
    """The reverse: people to whom you sent somebody and who sent you nobody, who got most first (S8)."""
    sent_to = grouped((one.receiver, one) for one in pipeline.outbound)
    received_from = {one.giver for one in pipeline.inbound}
    return _one_way(sent_to, received_from, book)


def _by_giver(referrals: Iterable[Referral], book: Book) -> tuple[Given, ...]:
    by_giver = grouped((one.giver, one) for one in sorted(referrals, key=won_first))
    found = (Given(giver, book.by_id.get(fold(giver)), of_them) for giver, of_them in by_giver.items())
    remembered = [one for one in found if not (one.contact and one.contact.archived)]
    return tuple(sorted(remembered, key=lambda one: (won_first(one.referrals[0]), one.giver)))


def _one_way(
    one_way: dict[str, tuple[Referral, ...]], other_way: set[str | None], book: Book
) -> tuple[OneWay, ...]:
    found = [
        OneWay(contact, referrals)
        for person, referrals in one_way.items()
        if person not in other_way and (contact := book.by_id.get(fold(person))) and not contact.archived
    ]
    return tuple(
        sorted(found, key=lambda one: (-len(one.referrals), one.referrals[0].opened, one.contact.id))
    )
