"""What is worth doing for somebody today: birthdays, people just met, another touch, thanks (S1, S15)."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.call_me.met import follows_up
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.gratitude import gratitude, owing
from karma.core.phrases import ago, day_words, from_now
from karma.core.privacy import open_field
from karma.core.promises import open_on
from karma.core.standing import BIRTHDAY_DAYS
from karma.core.touch import newest_first, reaches_them
from karma.core.welcome import ATTEMPTS, does_not_answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.standing import Standings
    from karma.core.verbs import Verb

MET_DAYS = 14
"""Whom you met in these last days is to hear from you."""


def another_kind(contact: Contact, verbs: Mapping[str, Verb], today: date) -> str:
    """A note, or a text or an e-mail where they can be used: the first that was not the last one you sent.

    A text needs a phone number; an e-mail an address and `opt_in: email` (S11).
    """
    choices = ["note"]
    if contact.phone:
        choices.append("text")
    if contact.email and "email" in contact.opt_in:
        choices.append("email")
    sent = (line.verb for line in newest_first(contact, today) if _written(line, verbs))
    last = next(sent, None)
    return next((choice for choice in choices if choice != last), choices[0])


def birthdays(free: Collection[str], book: Book, today: date) -> Iterator[Also]:
    """Birthdays of the next days among the people with these ids, the nearest first."""
    coming = [
        (ahead, contact.id, contact)
        for contact, ahead in _birthday_ahead.people(book, today)
        if ahead is not None and contact.id in free
    ]
    for ahead, _, contact in sorted(coming, key=itemgetter(0, 1)):
        text = f"Wish {first_name(contact.name)} a happy birthday."
        when = f"{from_now(ahead)}, on {day_words(add_days(today, ahead), today)}"
        yield Also(
            contact,
            "birthday",
            text,
            f"Birthday {when}.",
            any(_wrote_or_called(line, book) for line in contact.log if line.date == today),
        )


@of_each
def _birthday_ahead(contact: Contact, _config: Config, today: date) -> int | None:
    """In how many days their birthday is, if that is near and no secret."""
    birthday = contact.birthday
    if not birthday or not birthday.is_near(today, BIRTHDAY_DAYS) or not open_field(contact, "birthday"):
        return None
    ahead = (birthday.nearest(today) - today).days
    return ahead if ahead >= 0 else None


def just_met(free: Collection[str], book: Book, today: date) -> Iterator[Also]:
    """People met in the last two weeks who have not heard from you since, among these (S15)."""
    met = [
        (day, contact.id, contact)
        for contact, day in _just_met.people(book, today)
        if day is not None and contact.id in free
    ]
    for number, _, contact in sorted(met, key=itemgetter(0, 1)):
        day = date.fromordinal(number)
        shown = contact.met_at and open_field(contact, "met_at")
        place = f" at {contact.met_at}" if shown else ""
        name = first_name(contact.name)
        followed = "; nothing has followed yet" if day < today else ""
        reason = f"You met {ago((today - day).days)}{place}{followed}."
        yield Also(
            contact,
            "follow-up",
            f"Send {name} a note, and name a day to call.",
            reason,
            any(follows_up(line, day, book.config) for line in contact.log if line.date == today),
        )


@of_each
def _just_met(contact: Contact, config: Config, today: date) -> int | None:
    """The day on which you met them, if it was lately, nothing followed and no call is promised."""
    met = contact.met
    if not met or not add_days(today, -MET_DAYS) <= met <= today or not open_field(contact, "met"):
        return None
    promised = any(promise.asks_for_call and open_on(promise, today) for promise in contact.promises)
    followed = any(follows_up(line, met, config) for line in newest_first(contact, today))
    return None if promised or followed else met.toordinal()


def another_touch(free: Collection[str], everybody: Standings, book: Book, today: date) -> Iterator[Also]:
    """Another kind of touch for who of these did not answer three times in a row.

    Prospects have a play for that.
    """
    verbs = book.config.verbs
    tried = [everybody[at] for at, times in enumerate(everybody.each("unanswered")) if times >= ATTEMPTS]
    waiting = [found for found in tried if found.contact.id in free]
    for found in sorted(waiting, key=lambda found: (-round(found.score, 9), found.contact.id)):
        if does_not_answer(found.contact, book, today):
            continue
        contact, name = found.contact, first_name(found.contact.name)
        text = {
            "note": f"Write {name} a note by hand.",
            "text": f"Send {name} a text message.",
            "email": f"Send {name} a short e-mail.",
        }[another_kind(contact, verbs, today)]
        reason = f"{found.unanswered} attempts in a row without an answer: something else may reach them."
        done = any(line.date == today and reaches_them(line, verbs) for line in contact.log)
        yield Also(contact, "another-touch", text, reason, done)


def thanks(free: Collection[str], book: Book, today: date) -> Iterator[Also]:
    """Who of these did you a good turn and was not thanked since, the newest turn first (S2)."""
    favours, since = gratitude(book), owing(book, today)
    owed = [
        (-since[contact.id], contact.id, contact)
        for contact in book.contacts
        if contact.id in since and contact.id in free
    ]
    for _, _, contact in sorted(owed, key=itemgetter(0, 1)):
        if (favour := favours.owed(contact, today)) is None:
            continue
        what = f"sent you {favour.referred.public_name}" if favour.referred else "did you a good turn"
        name = first_name(contact.name)
        reason = f"{name} {what} on {day_words(favour.date, today)}; no thanks are in the log yet."
        done = favours.thanked_on(contact, today)
        yield Also(contact, "thanks", f"Thank {name}.", reason, done)


def _written(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    verb = verbs[line.verb]
    return not line.inbound and verb.kind == "touch" and not verb.voice


def _wrote_or_called(line: LogLine, book: Book) -> bool:
    return not line.inbound and reaches_them(line, book.config.verbs)
