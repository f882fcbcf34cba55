"""Why this person today, in a sentence (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.phrases import ago, day_words, every_words, span_words, touched
from karma.core.touch import is_attempt, newest_first

if TYPE_CHECKING:
    from datetime import date

    from karma.core.agenda import Slot
    from karma.core.book import Book, Contact
    from karma.core.standing import Standing

_PRIVATE_WHEN = {"birthday": "birthday"}
_SPOKE = ("reached", "cultivating", "next-step", "won", "lost", "no-fit")
"""Stages of a referral that nobody comes to without having been spoken to."""
_SAID_TERMS = ("birthday", "thanks", "call me")


def reason(found: Standing, slot: Slot, book: Book, today: date) -> str:
    """When you were last in touch, how often you like to be, and what makes today the day.

    Past the limit is said in words. Fields that the contact keeps private are not mentioned.
    """
    main = _reconnect(found, slot, book, today) if found.last else _first_call(found, slot, book, today)
    return " ".join((main, *_boosts(found)))


def last_words(found: Standing, book: Book, today: date) -> str:
    """`You last spoke 7 weeks ago (call, 2 Oct)`, or that you never did."""
    if not found.last:
        return _no_call_yet(found.contact, book, add_days(today, 1))
    line = found.last
    when = ago((today - line.date).days)
    verb = book.config.verbs[line.verb]
    return f"{touched(line, verb)} {when} ({line.verb}, {day_words(line.date, today)})"


def _reconnect(found: Standing, slot: Slot, book: Book, today: date) -> str:
    last = last_words(found, book, today)
    habit = f"you like to be in touch {every_words(found.cadence)}"
    wanted = f"You always wanted to speak with {first_name(found.contact.name)}. " if slot == "new" else ""
    return f"{wanted}{last}; {habit}: {_state(found, slot, today)}."


def _state(found: Standing, slot: Slot, today: date) -> str:
    if found.limit and found.limit < today:
        past = f"past the limit by {span_words((today - found.limit).days)}"
        return f"it has gone quiet, {past}" if slot == "quiet" else past
    if slot == "quiet":
        return "it has gone quiet, and a hello would be welcome"
    if found.due == today:
        return "today is the day"
    if found.limit == today:
        return "the limit is today"
    if found.limit:
        return f"a good time, before the limit ({day_words(found.limit, today)})"
    return f"it has been time since {day_words(found.due or today, today)}"


def _first_call(found: Standing, slot: Slot, book: Book, today: date) -> str:
    contact = found.contact
    head = _no_call_yet(contact, book, today)
    if contact.circle == "dream" and not _in_touch(contact, book, today):
        head = f"You always wanted to speak with {first_name(contact.name)} and have not yet"
    entered = _entered(contact, today)
    turn = f", and with {every_words(found.cadence)} the turn has come" if slot == "due" else ""
    return f"{head}{entered}{turn}."


def _no_call_yet(contact: Contact, book: Book, before: date) -> str:
    """What is true of somebody without a resetting touch before that day; whole attempts are counted."""
    name = first_name(contact.name)
    if _in_touch(contact, book, before):
        return f"No call with {name} is in the log yet"
    tried = sum(
        is_attempt(line, book.config.verbs) and not line.inbound for line in newest_first(contact, before)
    )
    return f"You have not reached {name} yet ({_times(tried)})" if tried else f"You have never called {name}"


def _in_touch(contact: Contact, book: Book, before: date) -> bool:
    """True when the log says that you spoke, though by no line that starts the cadence."""
    verbs = book.config.verbs
    return any(
        line.verb in _SPOKE or (verbs[line.verb].voice and verbs[line.verb].answered)
        for line in newest_first(contact, before)
    )


def _times(count: int) -> str:
    return {1: "tried once", 2: "tried twice"}.get(count, f"tried {count} times")


def _entered(contact: Contact, today: date) -> str:
    if contact.met and contact.met <= today and "met" not in contact.private:
        place = f" at {contact.met_at}" if contact.met_at and "met_at" not in contact.private else ""
        return f"; met on {day_words(contact.met, today)}{place}"
    if contact.added and contact.added <= today and "added" not in contact.private:
        return f"; entered on {day_words(contact.added, today)}"
    return ""


def _boosts(found: Standing) -> list[str]:
    return [
        term.says
        for term in found.terms
        if term.name in _SAID_TERMS and _PRIVATE_WHEN.get(term.name) not in found.contact.private
    ]
