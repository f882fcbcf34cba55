"""Where a person stands on a day: last touch, due day, lateness, score, and why not now (S1, S5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from karma.core.dates import add_days
from karma.core.gratitude import gratitude
from karma.core.phrases import ago, day_words, from_now, touched
from karma.core.promises import open_on
from karma.core.touch import is_attempt, is_conversation, last_touch, newest_first, unanswered

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
ATTEMPT_GAP = 3
"""Days after an attempt in which nobody is tried again."""
ATTEMPTS = 3
"""So many attempts in a row without an answer ask for another kind of touch."""


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


def cadence_of(contact: Contact, book: Book) -> Cadence:
    """Their own cadence, else their circle's, else the book's."""
    return contact.every or book.config.circle(contact.circle).every


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
        _not_now(contact, book, today, attempts, before),
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


def _not_now(contact: Contact, book: Book, today: date, attempts: int, before: date) -> str | None:
    """The first rule that keeps them from the list, as a sentence with the day on which it ends."""
    aside = _set_aside(contact, cadence_of(contact, book), today)
    if aside := aside or _too_soon(contact, book, today, before):
        return aside
    if attempts >= ATTEMPTS:
        return f"{attempts} attempts in a row without an answer: try another kind of touch, such as a note."
    return None


def _set_aside(contact: Contact, cadence: Cadence, today: date) -> str | None:
    if contact.archived:
        return "In the archive: remembered, not called."
    if (known := first_known(contact)) and known > today:
        return f"Not in the book before {day_words(known, today)}."
    if cadence.off:
        return "Their cadence is off: no calls are proposed."
    if contact.snooze and contact.snooze > today:
        return f"Snoozed until {day_words(contact.snooze, today)}."
    return None


def first_known(contact: Contact) -> date | None:
    """The day they came into the book, the earlier of `added` and `met`; None when neither says."""
    return min((day for day in (contact.added, contact.met) if day), default=None)


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
