"""Who may be proposed for anything, and whether a call would be welcome: who is left in peace (S5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.cadence import cadence_of
from karma.core.dates import add_days
from karma.core.phrases import ago, day_words, touched
from karma.core.promises import open_on
from karma.core.referrals.stages import IN_TOUCH, OUTCOMES
from karma.core.touch import is_attempt, is_conversation, newest_first, unanswered

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

ATTEMPT_GAP = 3
"""Days after an attempt in which nobody is tried again."""
ATTEMPTS = 3
"""So many attempts in a row without an answer ask for another kind of touch."""


def first_known(contact: Contact) -> date | None:
    """The day they came into the book, the earlier of `added` and `met`; None when neither says."""
    return min((day for day in (contact.added, contact.met) if day), default=None)


def in_book(contact: Contact, day: date) -> bool:
    """True for who had come into the book by that day; who has no such date was always there."""
    known = first_known(contact)
    return known is None or known <= day


def proposable(contact: Contact, book: Book, today: date) -> bool:
    """False for whom nothing is proposed: archived, not in the book yet, with the cadence off, or snoozed."""
    return _set_aside(contact, book, today) is None


def call_welcome(contact: Contact, book: Book, today: date) -> bool:
    """True when nothing keeps them from this morning's list, so that what is done today changes nothing."""
    attempts = len(unanswered(contact, book.config.verbs, today))
    return not_now(contact, book, today, before=today, attempts=attempts) is None


def not_now(contact: Contact, book: Book, today: date, *, before: date, attempts: int) -> str | None:
    """The first rule that keeps them from the list, as a sentence with the day on which it ends.

    Lines from `before` on do not count; `attempts` are those in a row without an answer.
    """
    aside = (
        _set_aside(contact, book, today)
        or _too_soon(contact, book, today, before)
        or out_of_reach(contact, book, today, before)
    )
    if aside is None and attempts >= ATTEMPTS:
        return f"{attempts} attempts in a row without an answer: try another kind of touch, such as a note."
    return aside


def out_of_reach(contact: Contact, book: Book, today: date, before: date) -> str | None:
    """Why a prospect who does not answer is not called a fourth time, until a day that you promised (S7).

    That is who was sent to you and did not answer three attempts, or whom a line calls `unreachable`. Lines
    from `before` on do not count.
    """
    if not does_not_answer(contact, book, before):
        return None
    days = [
        promise.by.start
        for promise in contact.promises
        if promise.asks_for_call and promise.by and open_on(promise, today)
    ]
    if not days:
        return "No answer so far: something else than one more call comes first."
    first = min(days)
    return None if first <= today else f"No answer so far; you mean to call on {day_words(first, today)}."


def _set_aside(contact: Contact, book: Book, today: date) -> str | None:
    if contact.archived:
        return "In the archive: remembered, not called."
    if (known := first_known(contact)) and known > today:
        return f"Not in the book before {day_words(known, today)}."
    if cadence_of(contact, book).off:
        return "Their cadence is off: no calls are proposed."
    if contact.snooze and contact.snooze > today:
        return f"Snoozed until {day_words(contact.snooze, today)}."
    return None


def does_not_answer(contact: Contact, book: Book, before: date) -> bool:
    """True for a prospect who did not answer three attempts, or was called `unreachable`, before that day."""
    attempts, unreachable = 0, False
    for line in newest_first(contact, before):
        verb = book.config.verbs[line.verb]
        if verb.kind == "stage" and any(party.preposition in ("with", "to") for party in line.parties):
            continue  # how it goes between them and somebody to whom you sent them
        if verb.answered or (line.inbound and verb.kind == "touch"):
            return False
        if line.verb in IN_TOUCH or line.verb in OUTCOMES:
            return False
        attempts += verb.voice and not line.inbound
        unreachable = unreachable or line.verb == "unreachable"
        if line.verb == "referred":
            return unreachable or attempts >= ATTEMPTS
    return unreachable


def _too_soon(contact: Contact, book: Book, today: date, before: date) -> str | None:
    verbs, min_gap = book.config.verbs, book.config.min_gap
    tried = None
    for line in newest_first(contact, before):
        days = (today - line.date).days
        if days >= max(min_gap, ATTEMPT_GAP):
            break
        if is_conversation(line, verbs) and days < min_gap:
            return f"{_when(line, book, today)}: not again before {_ends(line, min_gap, today)}."
        if not tried and is_attempt(line, verbs) and days < ATTEMPT_GAP:
            tried = f"Tried {ago(days)}: again from {_ends(line, ATTEMPT_GAP, today)}."
    return tried


def _when(line: LogLine, book: Book, today: date) -> str:
    return f"{touched(line, book.config.verbs[line.verb])} {ago((today - line.date).days)}"


def _ends(line: LogLine, days: int, today: date) -> str:
    return day_words(add_days(line.date, days), today)
