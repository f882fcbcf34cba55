"""“Call me”: people met and not followed up, and whom you asked to call you and who did not (S15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.around import open_field
from karma.core.dates import add_days
from karma.core.promises import open_on
from karma.core.standing import cadence_of, first_known
from karma.core.touch import newest_first

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise

IN_PERSON = ("lunch", "meeting", "exchange")
PATIENCE = 7
"""Days after which a call that was asked for without a day has been waited for long enough."""
_CALL = re.compile(r"call(?: (?:me|us|back)\b|:|$)", re.IGNORECASE)
_YEAR = 365
"""Whom you met longer ago is somebody to say hello to, and no business card any more."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody you met and did not get in touch with since; `call` is your open promise to call them."""

    contact: Contact
    met: date
    call: Promise | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody you asked to call you, who has not; `since` is the day on which the call was due.

    Of a promise without a day it is the last thing that happened with them, when they will have made it.
    """

    contact: Contact
    promise: Promise
    since: date


def met_and_quiet(book: Book, today: date) -> tuple[Met, ...]:
    """Everybody met in the last year with no touch by you since, the latest meeting first.

    The archive is left out, and who is not to be called or is snoozed.
    """
    found = [
        Met(contact, contact.met, _call_promised(contact, today))
        for contact in book.contacts
        if contact.met
        and open_field(contact, "met")
        and add_days(today, 1 - _YEAR) <= contact.met <= today
        and _in_play(contact, book, today)
        and not any(follows_up(line, contact.met, book) for line in newest_first(contact, add_days(today, 1)))
    ]
    return tuple(sorted(found, key=lambda one: (-one.met.toordinal(), one.contact.id)))


def asked_to_call(book: Book, today: date) -> tuple[Asked, ...]:
    """Whom you asked to call you and who did not, the longest wait first; kept today is still open here.

    A promise with a day, week or month counts once that has passed; one without, a week after the last thing
    that happened with them.
    """
    found = [
        Asked(contact, promise, since)
        for contact in book.contacts
        if _in_play(contact, book, today)
        for promise in contact.promises
        if _is_a_call(promise) and open_on(promise, today)
        if (since := _since(promise, contact, today))
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.contact.id, one.promise.line)))


def follows_up(line: LogLine, met: date, book: Book) -> bool:
    """A touch by you after the meeting; of the day itself, one that was not the meeting."""
    if line.inbound or book.config.verbs[line.verb].kind != "touch":
        return False
    return line.date > met or (line.date == met and line.verb not in IN_PERSON)


def _in_play(contact: Contact, book: Book, today: date) -> bool:
    return not (
        contact.archived
        or cadence_of(contact, book).off
        or (contact.snooze and contact.snooze > today)
        or (first_known(contact) or date.min) > today
    )


def _call_promised(contact: Contact, today: date) -> Promise | None:
    """The first call that you promised them: the earliest day, one without a day last."""
    calls = [one for one in contact.promises if one.asks_for_call and open_on(one, today)]
    return min(calls, key=lambda one: (one.by.end if one.by else date.max, one.line), default=None)


def _is_a_call(promise: Promise) -> bool:
    """True for `they: call me …`; a call to somebody else is not yours to wait for."""
    return promise.theirs and _CALL.match(promise.text) is not None


def _since(promise: Promise, contact: Contact, today: date) -> date | None:
    """The day on which the call was due, None while there is still time."""
    if promise.by:
        return promise.by.last if promise.by.end <= today else None
    last = next(newest_first(contact, today), None)
    heard = last.date if last else first_known(contact)
    return heard if heard and add_days(heard, PATIENCE) < today else None
