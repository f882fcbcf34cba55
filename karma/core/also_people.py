"""What is worth doing for somebody today: birthdays, people just met, another touch, thanks (S1, S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.call_me.met import follows_up
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.phrases import ago, day_words, from_now
from karma.core.privacy import open_field
from karma.core.promises import open_on
from karma.core.standing import BIRTHDAY_DAYS
from karma.core.touch import newest_first, reaches_them
from karma.core.welcome import ATTEMPTS, does_not_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.gratitude import Gratitude
    from karma.core.logline import LogLine
    from karma.core.standing import Standing
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


def birthdays(everybody: Iterable[Standing], book: Book, today: date) -> Iterator[Also]:
    """Birthdays of the next days, the nearest first."""
    coming = []
    for found in everybody:
        birthday = found.contact.birthday
        if birthday and birthday.is_near(today, BIRTHDAY_DAYS) and open_field(found.contact, "birthday"):
            day = birthday.nearest(today)
            if day >= today:
                coming.append((day, found.contact.id, found.contact))
    for day, _, contact in sorted(coming, key=lambda item: item[:2]):
        when = from_now((day - today).days)
        text = f"Wish {first_name(contact.name)} a happy birthday."
        yield Also(
            contact,
            "birthday",
            text,
            f"Birthday {when}, on {day_words(day, today)}.",
            any(_wrote_or_called(line, book) for line in contact.log if line.date == today),
        )


def just_met(everybody: Iterable[Standing], book: Book, today: date) -> Iterator[Also]:
    """People met in the last two weeks who have not heard from you since (S15)."""
    since = add_days(today, -MET_DAYS)
    met = [
        (found.contact.met, found.contact.id, found.contact)
        for found in everybody
        if found.contact.met and since <= found.contact.met <= today and open_field(found.contact, "met")
    ]
    for day, _, contact in sorted(met, key=lambda item: item[:2]):
        promised = any(promise.asks_for_call and open_on(promise, today) for promise in contact.promises)
        if not promised and not any(follows_up(line, day, book) for line in newest_first(contact, today)):
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
                any(follows_up(line, day, book) for line in contact.log if line.date == today),
            )


def another_touch(everybody: Iterable[Standing], book: Book, today: date) -> Iterator[Also]:
    """Another kind of touch for who did not answer three times in a row; prospects have a play for that."""
    verbs = book.config.verbs
    waiting = [
        found
        for found in everybody
        if found.unanswered >= ATTEMPTS and not does_not_answer(found.contact, book, today)
    ]
    for found in sorted(waiting, key=lambda found: (-round(found.score, 9), found.contact.id)):
        contact, name = found.contact, first_name(found.contact.name)
        text = {
            "note": f"Write {name} a note by hand.",
            "text": f"Send {name} a text message.",
            "email": f"Send {name} a short e-mail.",
        }[another_kind(contact, verbs, today)]
        reason = f"{found.unanswered} attempts in a row without an answer: something else may reach them."
        done = any(line.date == today and reaches_them(line, verbs) for line in contact.log)
        yield Also(contact, "another-touch", text, reason, done)


def thanks(everybody: Iterable[Standing], favours: Gratitude, today: date) -> Iterator[Also]:
    """Who did you a good turn and was not thanked since, the newest turn first (S2)."""
    owed = [(found.contact, favours.owed(found.contact, today)) for found in everybody]
    newest_first = sorted(
        ((contact, favour) for contact, favour in owed if favour),
        key=lambda pair: (-pair[1].date.toordinal(), pair[0].id),
    )
    for contact, favour in newest_first:
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
