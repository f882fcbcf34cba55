"""Where a person stands on a day: last touch, due day, lateness, score, and why not now (S1, S5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from karma.core.cadence import cadence_of
from karma.core.dates import LATEST, add_days
from karma.core.gratitude import gratitude, owing
from karma.core.morning import (
    BIRTHDAY,
    BIRTHDAY_DAYS,
    LATEST_COUNTED,
    Row,
    counted,
    morning,
    row_of,
    stable_hash,
    start_of,
)
from karma.core.once import once_per_book
from karma.core.phrases import day_words, from_now
from karma.core.welcome import not_now

__all__ = [
    "BIRTHDAY_DAYS",
    "Standing",
    "Standings",
    "Term",
    "stable_hash",
    "standing",
    "standings",
    "start_of",
]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from karma.core.book import Book, Contact
    from karma.core.cadence import Cadence
    from karma.core.logline import LogLine

THANKS, CALL_ME = 0.2, 0.5
"""The boosts that others add to a row: thanks owed, a call that you promised."""


_LATEST = LATEST.toordinal()


class Term(NamedTuple):
    """One part of a score: its name, its value, and the sentence that explains it."""

    name: str
    value: float
    says: str


class _Moment(NamedTuple):
    """What is the same for everybody who is looked at: lines dated `before` that day count.

    `owed` are those whom you owe thanks, by id.
    """

    book: Book
    today: date
    before: date
    owed: Collection[str]


@dataclass(slots=True)  # not frozen: there are ten thousand of them a day
class Standing:
    """One person on one day, computed from what was true before that day.

    `last` is the newest resetting touch; `since` the day the count starts (that touch, or for somebody never
    touched their start spread over the cadence). `due` and `limit` are days, None when the cadence says so.
    `lateness` is days since `since` over the ideal. `score` is the sum of `terms`. `not_now` is the sentence
    that keeps them from the list, None when nothing does. `unanswered` counts attempts in a row.

    `row` has all of it in plain values. For what it does not say, in words or lines, the contact is asked.
    """

    contact: Contact
    row: Row
    _at: _Moment = field(compare=False, repr=False)

    @property
    def cadence(self) -> Cadence:
        """How often you want to be in touch with them."""
        return cadence_of(self.contact, self._at.book)

    @property
    def last(self) -> LogLine | None:
        """The newest touch that starts the cadence anew."""
        return self.contact.log[self.row.last] if self.row.last >= 0 else None

    @property
    def since(self) -> date:
        """The day the count starts."""
        return date.fromordinal(self.row.since)

    @property
    def lateness(self) -> float:
        """Days since then, in cadences."""
        return self.row.lateness

    @property
    def score(self) -> float:
        """How much it speaks for a call: the sum of the terms."""
        thanks = self.contact.id in self._at.owed
        return _boosted(self.row.score, thanks=thanks, call_me=self.row.call_me)

    @property
    def not_now(self) -> str | None:
        """The sentence that keeps them from the list."""
        if not self.row.held:
            return None
        at = self._at
        return not_now(self.contact, at.book, at.today, before=at.before, attempts=self.unanswered)

    @property
    def unanswered(self) -> int:
        """Attempts in a row without an answer."""
        return self.row.unanswered

    @property
    def due(self) -> date | None:
        """The day on which a whole cadence has passed since."""
        return add_days(self.since, self.row.ideal) if self.row.ideal else None

    @property
    def due_on(self) -> date | None:
        """The day they are due, or when their snooze ends if that is later; None when no call is wanted."""
        row = self.row
        if not row.ideal:
            return None
        return date.fromordinal(max(min(row.since + row.ideal, _LATEST), row.snooze))

    @property
    def limit(self) -> date | None:
        """The day on which the limit of the cadence has passed."""
        return add_days(self.since, self.row.limit) if self.row.ideal and self.row.limit else None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The parts of the score, worded when somebody asks: of most people nobody does."""
        values = _values(self, self._at)
        return tuple(Term(name, value, _says(name, self, self._at)) for name, value in values)


class Standings(Sequence[Standing]):
    """Where people stand, in the order of the `contacts`; each is made when somebody looks.

    Who asks one thing of everybody asks for it by the name that it has in a row: see `each`.
    """

    def __init__(self, contacts: Sequence[Contact], rows: Sequence[tuple[Any, ...]], at: _Moment) -> None:
        self.contacts = contacts
        self._rows, self._at = rows, at
        self._each: dict[str, list[Any]] = {}

    def each(self, name: str) -> list[Any]:
        """What the row of each of them has under that name. Nobody may change it."""
        if name not in self._each:
            self._each[name] = list(map(itemgetter(Row._fields.index(name)), self._rows))
        return self._each[name]

    @cached_property
    def scores(self) -> list[float]:
        """The score of each of them: that of the row, and the boosts of others."""
        owed, found = self._at.owed, zip(self.contacts, self.each("score"), self.each("call_me"), strict=True)
        return [_boosted(score, thanks=one.id in owed, call_me=call_me) for one, score, call_me in found]

    @cached_property
    def due_days(self) -> list[int]:
        """The number of the day of each `due_on`, 0 for None."""
        found = zip(self.each("ideal"), self.each("since"), self.each("snooze"), strict=True)
        return [max(min(since + ideal, _LATEST), snooze) if ideal else 0 for ideal, since, snooze in found]

    def among(self, people: Collection[str]) -> Standings:
        """Those of them who are among these people, by id."""
        return self.at([at for at, contact in enumerate(self.contacts) if contact.id in people])

    def at(self, places: Sequence[int]) -> Standings:
        """Those at these places, in that order."""
        return Standings([self.contacts[at] for at in places], [self._rows[at] for at in places], self._at)

    def so_far(self, at: _Moment) -> Standings:
        """The same at that moment, which is later that day: for who has no line of today nothing changes."""
        both = zip(self.contacts, self._rows, self.each("lines_today"), strict=True)
        rows = [_row(contact, at) if lines_today else row for contact, row, lines_today in both]
        return Standings(self.contacts, rows, at)

    @cached_property
    def _made(self) -> tuple[Standing, ...]:
        rows, at = map(Row._make, self._rows), self._at
        return tuple([Standing(one, row, at) for one, row in zip(self.contacts, rows, strict=True)])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._made)

    @overload
    def __getitem__(self, at: int) -> Standing: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Standing, ...]: ...
    def __getitem__(self, at: int | slice) -> Standing | tuple[Standing, ...]:
        if isinstance(at, slice):
            return self._made[at]
        return Standing(self.contacts[at], Row._make(self._rows[at]), self._at)


def standing(contact: Contact, book: Book, today: date, *, so_far: bool = False) -> Standing:
    """Where one person stands; `standings` is the way to all of them."""
    at = _moment(book, today, so_far)
    return Standing(contact, _row(contact, at), at)


def standings(book: Book, today: date, *, so_far: bool = False) -> Standings:
    """Where everybody stands, in the order of the contacts.

    This morning, which is what the list of the day is made from; with `so_far`, what was done today counts.
    """
    as_it_began = _this_morning(book, today)
    return as_it_began.so_far(_moment(book, today, so_far)) if so_far else as_it_began


@once_per_book
def _this_morning(book: Book, today: date) -> Standings:
    since = Row._fields.index("since")
    rows = [
        row if row[since] else counted(Row._make(row), one, book, today)
        for one, row in morning.people(book, today)
    ]
    return Standings(book.contacts, rows, _moment(book, today, so_far=False))


def _moment(book: Book, today: date, so_far: bool) -> _Moment:
    return _Moment(book, today, add_days(today, 1) if so_far else today, owing(book, today))


def _row(contact: Contact, at: _Moment) -> Row:
    return counted(row_of(contact, at.book, at.today, at.before), contact, at.book, at.today)


def _boosted(score: float, *, thanks: bool, call_me: bool) -> float:
    """The score of a row with the boosts that others add to it."""
    if thanks:
        score += THANKS
    return score + CALL_ME if call_me else score


def _values(found: Standing, at: _Moment) -> Iterator[tuple[str, float]]:
    """The terms of the score by name: lateness by the weight of the circle, then the boosts."""
    late = min(found.lateness, LATEST_COUNTED)
    yield "lateness", late
    yield "circle", late * (at.book.config.circle(found.contact.circle).weight - 1)
    if found.row.birthday:
        yield "birthday", BIRTHDAY
    if found.contact.id in at.owed:
        yield "thanks", THANKS
    if found.row.call_me:
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
    if name == "thanks" and (favour := gratitude(at.book).owed(contact, today)):
        return f"A good turn of {day_words(favour.date, today)} is not thanked yet."
    return "You said that you would call, and the day has come."
