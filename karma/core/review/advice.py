"""The one thing most worth doing next, as the figures show it: the first rule that finds something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from karma.core.around import plain
from karma.core.balance.chances import give_and_take
from karma.core.called import first_name
from karma.core.each import of_each
from karma.core.phrases import day_words, sentence
from karma.core.promises import promises
from karma.core.review.consistency import ENOUGH, consistency, weeks_of_calls
from karma.core.voice import voice_share

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Pipeline

WEEK = 7
STEADY = 0.8
"""From this share of the wanted calls on, nothing needs to be said about them."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do next, and why, each a sentence; `contact` when it is about somebody."""

    text: str
    why: str
    contact: Contact | None = None


def advice(book: Book, today: date, pipeline: Pipeline) -> Advice:
    """The first that applies: a promise past its day, a giver to tell, voice, the calls, a good turn."""
    for rule in (_promise, _giver, _voice, _calls, _good_turn):
        if found := rule(book, today, pipeline):
            return found
    if not book.contacts:
        return Advice("Write down the first person you would like to call.", "All else follows from there.")
    return Advice("Go on as you are.", "No promise is past its day, and no giver has waited a week for word.")


def _promise(book: Book, today: date, _pipeline: Pipeline) -> Advice | None:
    """Your promise that has waited longest past its day."""
    waiting = (
        (day, contact.id, contact) for contact, day in _past_day.people(book, today) if day is not None
    )
    first = min(waiting, default=None)
    if first is None:
        return None
    day, _, contact = first
    # Of what one person waits for since that day, the first in the order of all promises.
    overdue = promises(replace(book, contacts=(contact,), memory=None), today).overdue
    owed = next(one for one in overdue if not one.promise.theirs and _last_day(one.promise) == day)
    name = first_name(owed.contact.name)
    text = f"Keep, move or release what you promised {name}: {plain(owed.promise.text, book)}"
    when = day_words(date.fromordinal(day), today)
    why = f"Its day was {when}; settled either way, it is off both your minds."
    return Advice(sentence(text), why, owed.contact)


@of_each
def _past_day(contact: Contact, _config: Config, today: date) -> int | None:
    """The last day of the promise of yours that has waited longest past it; None when none does."""
    yours = [one for one in contact.promises if one.overdue(today) and not one.theirs]
    return None if contact.archived else min(map(_last_day, yours), default=None)


def _last_day(promise: Promise) -> int:
    """The last day of a promise that has one."""
    return promise.by.last.toordinal() if promise.by else 0


def _giver(book: Book, today: date, pipeline: Pipeline) -> Advice | None:
    """The referral that has stood longest without a word to its giver, for a week at least."""
    waiting = [one for one in pipeline.inbound if one.to_tell and one.days(today) >= WEEK]
    for one in sorted(waiting, key=lambda one: (one.since, one.prospect.id)):
        giver = book.resolve(one.giver or "")
        if giver and not giver.archived:
            text = f"Tell {first_name(giver.name)} what became of {one.prospect.public_name}."
            why = (
                f"It has stood where it is since {day_words(one.since, today)}; who hears back, gives again."
            )
            return Advice(text, why, giver)
    return None


def _voice(book: Book, today: date, _pipeline: Pipeline) -> Advice | None:
    """What is said when e-mail leads voice."""
    says = voice_share(book, today).says
    return Advice("Make your next answer a call.", says) if says else None


def _calls(book: Book, today: date, _pipeline: Pipeline) -> Advice | None:
    """What is said when fewer of the wanted calls were made than would be steady."""
    weeks = weeks_of_calls(book, today)
    share = consistency(weeks)
    if share is None or share >= STEADY:
        return None
    why = "One more call on every working day is the easiest gain."
    if len(weeks) >= ENOUGH:
        share_made = f"Of the calls you want, {share:.0%} were made"
        why = f"{share_made}; one more on every working day is the easiest gain."
    return Advice("Make one call before you open your mail.", why)


def _good_turn(book: Book, today: date, pipeline: Pipeline) -> Advice | None:
    """Somebody who helped you, else somebody who matters and had nothing from you for long."""
    found = give_and_take(book, today, pipeline)
    chance = next(iter((*found.helped_you, *found.not_fed)), None)
    return Advice(chance.idea, chance.reason, chance.contact) if chance else None
