"""What else is worth doing today: another kind of touch, birthdays, thanks, people just met (S1, S15)."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.around import open_field
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.gratitude import gratitude
from karma.core.phrases import ago, day_words, from_now
from karma.core.promises import open_on
from karma.core.standing import ATTEMPTS, BIRTHDAY_DAYS
from karma.core.touch import is_attempt, newest_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.gratitude import Gratitude
    from karma.core.logline import LogLine
    from karma.core.standing import Standing
    from karma.core.verbs import Verb

MOST = 5
MET_DAYS = 14
"""Whom you met in these last days is to hear from you."""
_IN_PERSON = ("lunch", "meeting", "exchange")


def also(everybody: Iterable[Standing], book: Book, today: date, called: Collection[str]) -> tuple[Also, ...]:
    """At most five things for people who are not among today's calls (`called`, by id), one for each person.

    The kinds take turns: birthdays, people just met, another touch after attempts, thanks. Like the list of
    calls it is this morning's: what was done today stands, done.
    """
    free = [found for found in everybody if found.contact.id not in called and not _left_alone(found, today)]
    kinds = (
        _birthdays(free, today),
        _just_met(free, book, today),
        _another_touch(free, book, today),
        _thanks(free, gratitude(book), today),
    )
    picked: dict[str, Also] = {}
    for thing in chain.from_iterable(zip_longest(*kinds)):
        if thing and len(picked) < MOST:
            picked.setdefault(thing.contact.id, thing)
    order = ("birthday", "follow-up", "another-touch", "thanks")
    return tuple(sorted(picked.values(), key=lambda thing: order.index(thing.kind)))


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


def _left_alone(found: Standing, today: date) -> bool:
    contact = found.contact
    return contact.archived or found.cadence.off or bool(contact.snooze and contact.snooze > today)


def _birthdays(everybody: Iterable[Standing], today: date) -> Iterator[Also]:
    coming = []
    for found in everybody:
        if found.contact.birthday and open_field(found.contact, "birthday"):
            day = found.contact.birthday.nearest(today)
            if 0 <= (day - today).days <= BIRTHDAY_DAYS:
                coming.append((day, found.contact.id, found.contact))
    for day, _, contact in sorted(coming, key=lambda item: item[:2]):
        when = from_now((day - today).days)
        text = f"Wish {first_name(contact.name)} a happy birthday."
        yield Also(
            contact,
            "birthday",
            text,
            f"Birthday {when}, on {day_words(day, today)}.",
            _heard_today(contact, today),
        )


def _just_met(everybody: Iterable[Standing], book: Book, today: date) -> Iterator[Also]:
    met = [
        (found.contact.met, found.contact.id, found.contact)
        for found in everybody
        if found.contact.met
        and open_field(found.contact, "met")
        and add_days(today, -MET_DAYS) <= found.contact.met <= today
    ]
    for day, _, contact in sorted(met, key=lambda item: item[:2]):
        promised = any(promise.asks_for_call and open_on(promise, today) for promise in contact.promises)
        if not promised and not any(_follows_up(line, day, book) for line in newest_first(contact, today)):
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
                _heard_today(contact, today),
            )


def _another_touch(everybody: Iterable[Standing], book: Book, today: date) -> Iterator[Also]:
    verbs = book.config.verbs
    waiting = [found for found in everybody if found.unanswered >= ATTEMPTS]
    for found in sorted(waiting, key=lambda found: (-round(found.score, 9), found.contact.id)):
        contact, name = found.contact, first_name(found.contact.name)
        text = {
            "note": f"Write {name} a note by hand.",
            "text": f"Send {name} a text message.",
            "email": f"Send {name} a short e-mail.",
        }[another_kind(contact, verbs, today)]
        reason = f"{found.unanswered} attempts in a row without an answer: something else may reach them."
        done = any(line.date == today and not is_attempt(line, verbs) for line in contact.log)
        yield Also(contact, "another-touch", text, reason, done)


def _thanks(everybody: Iterable[Standing], thanks: Gratitude, today: date) -> Iterator[Also]:
    for found in everybody:
        favour = thanks.owed(found.contact, today)
        if not favour:
            continue
        what = f"sent you {_named(favour.referred)}" if favour.referred else "did you a good turn"
        name = first_name(found.contact.name)
        reason = f"{name} {what} on {day_words(favour.date, today)}; no thanks are in the log yet."
        done = today in thanks.thanks.get(found.contact.id, ())
        yield Also(found.contact, "thanks", f"Thank {name}.", reason, done)


def _named(contact: Contact) -> str:
    return "somebody" if contact.hidden else contact.name


def _follows_up(line: LogLine, met: date, book: Book) -> bool:
    """A touch by you after the meeting; of the day itself, one that was not the meeting."""
    if line.inbound or book.config.verbs[line.verb].kind != "touch":
        return False
    return line.date > met or (line.date == met and line.verb not in _IN_PERSON)


def _written(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    verb = verbs[line.verb]
    return not line.inbound and verb.kind == "touch" and not verb.voice


def _heard_today(contact: Contact, today: date) -> bool:
    return any(line.date == today and not line.inbound for line in contact.log)
