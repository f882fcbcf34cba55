"""Where a person stands on a day: last touch, due day, lateness, score, and why not now (S1, S5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from karma.core.cadence import cadence_of
from karma.core.dates import add_days
from karma.core.gratitude import gratitude
from karma.core.once import once_per_book
from karma.core.phrases import day_words, from_now
from karma.core.promises import open_on
from karma.core.touch import between, last_touch, unanswered
from karma.core.welcome import not_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.cadence import Cadence
    from karma.core.gratitude import Gratitude
    from karma.core.logline import LogLine
    from karma.core.promise import Promise

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
class _Moment:
    """What is the same for everybody who is looked at: lines dated `before` that day count."""

    book: Book
    today: date
    before: date
    thanks: Gratitude


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
    lateness: float
    score: float
    not_now: str | None
    unanswered: int
    _at: _Moment = field(compare=False, repr=False)

    @property
    def due(self) -> date | None:
        """The day on which a whole cadence has passed since."""
        return add_days(self.since, self.cadence.ideal) if self.cadence.ideal else None

    @property
    def due_on(self) -> date | None:
        """The day they are due, or when their snooze ends if that is later; None when no call is wanted."""
        due = self.due
        return max(due, self.contact.snooze or due) if due else None

    @property
    def limit(self) -> date | None:
        """The day on which the limit of the cadence has passed."""
        has_one = self.cadence.ideal and self.cadence.limit
        return add_days(self.since, self.cadence.limit or 0) if has_one else None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The parts of the score, worded when somebody asks: of most people nobody does."""
        values = _values(self.contact, self.lateness, self._at)
        return tuple(Term(name, value, _says(name, self, self._at)) for name, value in values)


def standing(contact: Contact, book: Book, today: date, *, so_far: bool = False) -> Standing:
    """Where one person stands; `standings` is the way to all of them."""
    return _standing(contact, _moment(book, today, so_far))


def standings(book: Book, today: date, *, so_far: bool = False) -> tuple[Standing, ...]:
    """Where everybody stands, in the order of the contacts.

    This morning, which is what the list of the day is made from; with `so_far`, what was done today counts:
    for who has no line of today it makes no difference.
    """
    morning = _this_morning(book, today)
    if not so_far:
        return morning
    at = _moment(book, today, so_far)
    return tuple(
        [
            _standing(one.contact, at) if between(one.contact, today, add_days(today, 1)) else one
            for one in morning
        ]
    )


@once_per_book
def _this_morning(book: Book, today: date) -> tuple[Standing, ...]:
    at = _moment(book, today, so_far=False)
    return tuple([_standing(contact, at) for contact in book.contacts])


def stable_hash(text: str) -> int:
    """A number that is the same on every machine and in every run, evenly spread."""
    return crc32(text.encode())


def start_of(contact: Contact, book: Book, today: date) -> date:
    """From when somebody never touched is counted: `added`, else `met`, else the book's first day."""
    days = (contact.added, contact.met, book.first_day)
    return next((day for day in days if day and day <= today), today)


def _moment(book: Book, today: date, so_far: bool) -> _Moment:
    return _Moment(book, today, add_days(today, 1) if so_far else today, gratitude(book))


def _standing(contact: Contact, at: _Moment) -> Standing:
    book, today, before = at.book, at.today, at.before
    cadence = cadence_of(contact, book)
    last = last_touch(contact, book.config.verbs, before)
    attempts = len(unanswered(contact, book.config.verbs, before))
    since = last.date if last else start_of(contact, book, today)
    lateness = 0.0
    if cadence.ideal:
        if not last:
            # As if touched one cadence before their day, so that their first call falls due on it.
            since = add_days(since, stable_hash(contact.id) % cadence.ideal - cadence.ideal)
        lateness = (today - since).days / cadence.ideal
    return Standing(
        contact,
        cadence,
        last,
        since,
        lateness,
        sum(value for _, value in _values(contact, lateness, at)),
        not_now(contact, book, today, before=before, attempts=attempts),
        attempts,
        at,
    )


def _values(contact: Contact, lateness: float, at: _Moment) -> Iterator[tuple[str, float]]:
    """The terms of the score by name: lateness by the weight of the circle, then the boosts."""
    counted = min(lateness, LATEST_COUNTED)
    yield "lateness", counted
    yield "circle", counted * (at.book.config.circle(contact.circle).weight - 1)
    if contact.birthday and contact.birthday.is_near(at.today, BIRTHDAY_DAYS):
        yield "birthday", BIRTHDAY
    if at.thanks.owed(contact, at.today):
        yield "thanks", THANKS
    if any(_asks_for_call(promise, at.today) for promise in contact.promises):
        yield "call me", CALL_ME


def _says(name: str, found: Standing, at: _Moment) -> str:
    """The sentence that explains a term."""
    contact, today = found.contact, at.today
    if name == "lateness":
        capped = f", counted as {LATEST_COUNTED:g}" if found.lateness > LATEST_COUNTED else ""
        return f"{found.lateness:.2f} of the cadence has passed{capped}."
    if name == "circle":
        circle = at.book.config.circle(contact.circle)
        return f"{circle.name or 'no circle'} weighs {circle.weight:g}."
    if name == "birthday" and contact.birthday:
        birthday = contact.birthday.nearest(today)
        return f"Birthday {from_now((birthday - today).days)}, on {day_words(birthday, today)}."
    if name == "thanks" and (favour := at.thanks.owed(contact, today)):
        return f"A good turn of {day_words(favour.date, today)} is not thanked yet."
    return "You said that you would call, and the day has come."


def _asks_for_call(promise: Promise, today: date) -> bool:
    """True when you said that you would call, and the day has come."""
    by = promise.by
    return by is not None and by.start <= today and open_on(promise, today) and promise.asks_for_call
