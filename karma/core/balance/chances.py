"""Chances to do something for somebody: who helped you and was not helped since, who was not fed lately (S8).

A host's view: never what anybody owes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.balance.balance import Balance, balance_of
from karma.core.balance.turns import given_on
from karma.core.balance.words import idea, kindly
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.partners.partner import is_partner
from karma.core.phrases import ago
from karma.core.standing import start_of
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from karma.core.balance.turn import Between, Turn
    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline

LONG = 183
"""Days without anything from you after which somebody who matters comes to mind: half a year."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Somebody to do something for: `reason` says why, `idea` what, both as sentences.

    `turn` is their newest help, or None when the chance is only that they got nothing from you for long;
    `last` is the last thing you gave.
    """

    contact: Contact
    between: Between
    turn: Turn | None
    last: Turn | None
    reason: str
    idea: str


@dataclass(frozen=True, slots=True)
class GiveAndTake:
    """The balance, and who comes to mind: those who helped you, and those who had nothing from you lately."""

    sums: Balance
    helped_you: tuple[Chance, ...]
    not_fed: tuple[Chance, ...]


def give_and_take(book: Book, today: date, pipeline: Pipeline) -> GiveAndTake:
    """All of S8 on that day; `pipeline` is `pipeline_of(book, today)`."""
    sums = balance_of(book, today, pipeline)
    helped = not_helped_back(sums, book)
    return GiveAndTake(sums, helped, not_fed_lately(sums, book, {chance.contact.id for chance in helped}))


def not_helped_back(found: Balance, book: Book) -> tuple[Chance, ...]:
    """People whose newest help you have not answered with help: who did most beyond what you did first.

    Help weighs 2 or more (a referral, an introduction, a favour). A kindness, which weighs less, is welcome
    and answers no help.
    """
    chances = []
    for between in found.people:
        turn = between.not_helped_back
        if turn and proposable(between.contact, book, found.today):
            name = first_name(between.contact.name)
            reason = kindly(turn, name, book, found.today)
            chances.append(
                Chance(
                    between.contact, between, turn, between.last_given, reason, idea(between.contact, book)
                )
            )
    return tuple(sorted(chances, key=lambda one: (-_beyond(one.between), one.contact.id)))


def not_fed_lately(found: Balance, book: Book, known: Collection[str]) -> tuple[Chance, ...]:
    """Partners, and people who ever sent you a referral, with nothing from you for half a year.

    Who is `known`, by id, from the other list is not repeated. Where it is longest comes first.
    """
    before = add_days(found.today, -LONG)
    chances = []
    for contact in book.contacts:
        between = found.of(contact)
        last = between.last_given
        if (
            contact.id not in known
            and (is_partner(contact, found.today) or _sent_you_somebody(between))
            and (last.date if last else start_of(contact, book, found.today)) < before
            and proposable(contact, book, found.today)
        ):
            chances.append(
                Chance(contact, between, None, last, _quiet(contact, last, found.today), idea(contact, book))
            )
    return tuple(sorted(chances, key=lambda one: (one.last is not None, _last_day(one), one.contact.id)))


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Something to do for those who helped you most beyond what you did for them, as this morning shows it.

    Whose balance leans to you anyway is in `karma balance`, not here.
    """
    given_today = given_on(book, today)
    found = balance_of(book, add_days(today, -1), morning)
    for chance in not_helped_back(found, book):
        if _beyond(chance.between) > 0 and chance.turn:
            name = first_name(chance.contact.name)
            reason = kindly(chance.turn, name, book, today)
            yield Also(
                chance.contact,
                "give-back",
                chance.idea,
                reason,
                chance.contact.id in given_today,
            )


def _beyond(between: Between) -> float:
    """How much more they did for you than you for them, since ever."""
    return between.received - between.given


def _sent_you_somebody(between: Between) -> bool:
    return any(turn.kind == "referral" and not turn.given for turn in between.turns)


def _last_day(chance: Chance) -> str:
    return chance.last.date.isoformat() if chance.last else ""


def _quiet(contact: Contact, last: Turn | None, today: date) -> str:
    name = first_name(contact.name)
    if last is None:
        return f"Nothing from you to {name} is in the log yet."
    return f"The last thing {name} had from you was {ago((today - last.date).days)}."
