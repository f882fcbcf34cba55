"""Where a person stands on a day: last touch, due day, lateness, score, and why not now (S1, S5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from karma.core.cadence import cadence_of
from karma.core.dates import add_days
from karma.core.gratitude import gratitude
from karma.core.phrases import day_words, from_now
from karma.core.promises import open_on
from karma.core.touch import last_touch, unanswered
from karma.core.welcome import not_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.cadence import Cadence
    from karma.core.gratitude import Gratitude
    from karma.core.logline import LogLine

LATEST_COUNTED = 2.0
"""Lateness above this adds nothing to the score, so that an old backlog does not crowd out the rest."""
BIRTHDAY, THANKS, CALL_ME = 0.3, 0.2, 0.5
"""The boosts: a birthday within three days either side, thanks owed, a call that you promised."""
BIRTHDAY_DAYS = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score: its name, its value, and the sentence that explains it."""

    name: str
    value: float
    says: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One person on one day, computed from what was true before that day.

    `last` is the newest resetting touch; `since` the day the count starts (that touch, or for somebody never
    touched their start spread over the cadence). `due` and `limit` are days, None when the cadence says so.
    `lateness` is days since `since` over the ideal. `score` is the sum of `terms`. `not_now` is the sentence
    that keeps them from the list, None when nothing does. `unanswered` counts attempts in a row.
    """

    contact: Contact
    cadence: Cadence
    last: LogLine | None
    since: date
    due: date | None
    limit: date | None
    lateness: float
    terms: tuple[Term, ...]
    score: float
    not_now: str | None
    unanswered: int


def standing(contact: Contact, book: Book, today: date, *, so_far: bool = False) -> Standing:
    """Where one person stands; `standings` is the way to all of them."""
    return _standing(contact, book, today, gratitude(book), so_far)


def standings(book: Book, today: date, *, so_far: bool = False) -> tuple[Standing, ...]:
    """Where everybody stands, in the order of the contacts.

    This morning, which is what the list of the day is made from; with `so_far`, what was done today counts.
    """
    thanks = gratitude(book)
    return tuple(_standing(contact, book, today, thanks, so_far) for contact in book.contacts)


def stable_hash(text: str) -> int:
    """A number that is the same on every machine and in every run, evenly spread."""
    return crc32(text.encode())


def start_of(contact: Contact, book: Book, today: date) -> date:
    """From when somebody never touched is counted: `added`, else `met`, else the book's first day."""
    days = (contact.added, contact.met, book.first_day)
    return next((day for day in days if day and day <= today), today)


def _standing(contact: Contact, book: Book, today: date, thanks: Gratitude, so_far: bool) -> Standing:
    cadence = cadence_of(contact, book)
    before = add_days(today, 1) if so_far else today
    last = last_touch(contact, book.config.verbs, before)
    attempts = len(unanswered(contact, book.config.verbs, before))
    since = last.date if last else start_of(contact, book, today)
    lateness, due, limit = 0.0, None, None
    if cadence.ideal:
        if not last:
            # As if touched one cadence before their day, so that their first call falls due on it.
            since = add_days(since, stable_hash(contact.id) % cadence.ideal - cadence.ideal)
        lateness = (today - since).days / cadence.ideal
        due = add_days(since, cadence.ideal)
        limit = add_days(since, cadence.limit) if cadence.limit else None
    terms = _terms(contact, book, today, lateness, thanks)
    return Standing(
        contact,
        cadence,
        last,
        since,
        due,
        limit,
        lateness,
        terms,
        sum(term.value for term in terms),
        not_now(contact, book, today, before=before, attempts=attempts),
        attempts,
    )


def _terms(contact: Contact, book: Book, today: date, lateness: float, thanks: Gratitude) -> tuple[Term, ...]:
    counted = min(lateness, LATEST_COUNTED)
    capped = f", counted as {LATEST_COUNTED:g}" if lateness > LATEST_COUNTED else ""
    circle = book.config.circle(contact.circle)
    return (
        Term("lateness", counted, f"{lateness:.2f} of the cadence has passed{capped}."),
        Term(
            "circle",
            counted * (circle.weight - 1),
            f"{circle.name or 'no circle'} weighs {circle.weight:g}.",
        ),
        *_boosts(contact, today, thanks),
    )


def _boosts(contact: Contact, today: date, thanks: Gratitude) -> Iterator[Term]:
    if contact.birthday:
        birthday = contact.birthday.nearest(today)
        away = (birthday - today).days
        if abs(away) <= BIRTHDAY_DAYS:
            says = f"Birthday {from_now(away)}, on {day_words(birthday, today)}."
            yield Term("birthday", BIRTHDAY, says)
    if favour := thanks.owed(contact, today):
        yield Term("thanks", THANKS, f"A good turn of {day_words(favour.date, today)} is not thanked yet.")
    if any(
        promise.asks_for_call and promise.by and promise.by.start <= today and open_on(promise, today)
        for promise in contact.promises
    ):
        yield Term("call me", CALL_ME, "You said that you would call, and the day has come.")
