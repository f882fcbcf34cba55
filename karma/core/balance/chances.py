"""Chances to do something for somebody: who helped you and was not helped since, who was not fed lately (S8).

A host's view: never what anybody owes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.balance.balance import Balance, balance_of
from karma.core.balance.turns import given_on
from karma.core.balance.words import idea, kindly
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.lazily import Lazily
from karma.core.partners.partner import is_partner
from karma.core.phrases import ago
from karma.core.standing import start_of
from karma.core.welcome import proposable, proposable_people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from karma.core.balance.turn import Between, Turn
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.referrals.referral import Pipeline

LONG = 183
"""Days without anything from you after which somebody who matters comes to mind: half a year."""


@dataclass(frozen=True)
class Chance:
    """Somebody to do something for: `reason` says why, `idea` what, both as sentences.

    `turn` is their newest help, or None when the chance is only that they got nothing from you for long;
    `last` is the last thing you gave. All of it is read when somebody asks.
    """

    contact: Contact
    between: Between
    _helped: bool
    _balance: Balance = field(compare=False, repr=False)

    @cached_property
    def turn(self) -> Turn | None:
        """Their newest help, if it waits for an answer."""
        return self.between.not_helped_back if self._helped else None

    @property
    def last(self) -> Turn | None:
        """The last thing you gave them."""
        return self.between.last_given

    @cached_property
    def reason(self) -> str:
        """Why, as of the day of the balance."""
        today = self._balance.today
        if self.turn:
            return kindly(self.turn, first_name(self.contact.name), self._balance.ledger.book, today)
        return _quiet(self.contact, self.last, today)

    @property
    def idea(self) -> str:
        """What might do them good."""
        return idea(self.contact, self._balance.ledger.book)


@dataclass(frozen=True)
class GiveAndTake:
    """The balance, and who comes to mind: those who helped you, and those who had nothing from you lately."""

    sums: Balance

    @cached_property
    def helped_you(self) -> Sequence[Chance]:
        """Who comes to mind because you have not answered their newest help."""
        return helped_you(self._helpers, self.sums)

    @cached_property
    def not_fed(self) -> Sequence[Chance]:
        """Who comes to mind, none of these, because they had nothing from you for long."""
        return not_fed_lately(self.sums, self._welcome.difference(contact.id for contact in self._helpers))

    @cached_property
    def _helpers(self) -> list[Contact]:
        return [one for _, one in self.sums.ledger.not_helped_back if one.id in self._welcome]

    @cached_property
    def _welcome(self) -> set[str]:
        return {contact.id for contact in proposable_people(self.sums.ledger.book, self.sums.today)}


def give_and_take(book: Book, today: date, pipeline: Pipeline) -> GiveAndTake:
    """All of S8 on that day; `pipeline` is `pipeline_of(book, today)`."""
    return GiveAndTake(balance_of(book, today, pipeline))


def helped_you(people: Sequence[Contact], found: Balance) -> Sequence[Chance]:
    """People whose newest help you have not answered with help.

    Help weighs 2 or more (a referral, an introduction, a favour). A kindness, which weighs less, is welcome
    and answers no help.
    """
    return Lazily(people, lambda contact: Chance(contact, found.of(contact), True, found))


def not_fed_lately(found: Balance, welcome: Collection[str]) -> Sequence[Chance]:
    """Partners, and people who ever sent you a referral, with nothing from you for half a year.

    Only who is `welcome`, by id. Where it is longest comes first.
    """
    book, before = found.ledger.book, add_days(found.today, -LONG)
    sent = found.ledger.senders
    waiting = []
    for contact, counts in _is_partner.people(book, found.today):
        if (counts or contact.id in sent) and contact.id in welcome:
            last = found.of(contact).gave_last
            if (last or start_of(contact, book, found.today)) < before:
                waiting.append((last is not None, last.toordinal() if last else 0, contact.id, contact))
    people = [contact for *_, contact in sorted(waiting, key=itemgetter(0, 1, 2))]
    return Lazily(people, lambda contact: Chance(contact, found.of(contact), False, found))


@of_each
def _is_partner(contact: Contact, _config: Config, today: date) -> bool:
    return is_partner(contact, today)


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Something to do for those who helped you most beyond what you did for them, as this morning shows it.

    Whose balance leans to you anyway is in `karma balance`, not here.
    """
    given_today = given_on(book, today)
    found = balance_of(book, add_days(today, -1), morning)
    for less, contact in found.ledger.not_helped_back:
        chance = Chance(contact, found.of(contact), True, found)
        if less < 0 and proposable(contact, book, found.today) and chance.turn:
            name = first_name(contact.name)
            reason = kindly(chance.turn, name, book, today)
            yield Also(contact, "give-back", chance.idea, reason, contact.id in given_today)


def _quiet(contact: Contact, last: Turn | None, today: date) -> str:
    name = first_name(contact.name)
    if last is None:
        return f"Nothing from you to {name} is in the log yet."
    return f"The last thing {name} had from you was {ago((today - last.date).days)}."
