"""Whom you asked to call you, and who did not (S15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.promises import open_on
from karma.core.touch import newest_first
from karma.core.welcome import first_known, proposable_people

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.promise import Promise

PATIENCE = 7
"""Days after which a call that was asked for without a day has been waited for long enough."""
_CALL = re.compile(r"call(?: (?:me|us|back)\b|:|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody you asked to call you, who has not; `since` is the day on which the call was due.

    Of a promise without a day it is the last thing that happened with them, when they will have made it.
    """

    contact: Contact
    promise: Promise
    since: date


def asked_to_call(book: Book, today: date) -> tuple[Asked, ...]:
    """Whom you asked to call you and who did not, the longest wait first; kept today is still open here.

    A promise with a day, week or month counts once that has passed; one without, a week after the last thing
    that happened with them.
    """
    welcome = {contact.id for contact in proposable_people(book, today)}
    found = [
        Asked(contact, contact.promises[at], date.fromordinal(since))
        for contact, calls in _waited_for.people(book, today)
        if calls and contact.id in welcome
        for at, since in calls
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.contact.id, one.promise.line)))


@of_each
def _waited_for(contact: Contact, _config: Config, today: date) -> tuple[tuple[int, int], ...] | None:
    """The calls they promised and did not make: place among their promises, and the day each was due."""
    return (
        tuple(
            [
                (at, since.toordinal())
                for at, promise in enumerate(contact.promises)
                if _is_a_call(promise) and open_on(promise, today)
                if (since := _since(promise, contact, today))
            ]
        )
        or None
    )


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
