"""A backlog without shame: overdue people get a day of their own in the weeks to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.phrases import day_words
from karma.core.queue import is_due, pick, rank
from karma.core.standing import stable_hash, standings
from karma.core.workdays import workday, workdays_a_week

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.standing import Standing, Standings


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person to be snoozed until a day, and why that day."""

    contact: Contact
    until: date
    reason: str


def spread(book: Book, today: date) -> tuple[Snooze, ...]:
    """Whoever is overdue and not called today, on the coming workdays, `per_day` each, best first."""
    everybody = standings(book, today, so_far=True)
    called = {found.contact.id for _, found in pick(everybody, book.config.per_day)}
    waiting = [found for found in _overdue(everybody) if found.contact.id not in called]
    tomorrow = add_days(today, 1)
    snoozes = []
    for place, found in enumerate(waiting):
        day = workday(book.config, tomorrow, place // max(book.config.per_day, 1))
        snoozes.append(Snooze(found.contact, day, f"Number {place + 1} of {len(waiting)} who are waiting."))
    return tuple(snoozes)


def fresh_start(book: Book, today: date) -> tuple[Snooze, ...]:
    """Everybody overdue gets a workday from tomorrow on by a stable hash, `per_day` people at most each.

    The day lies within one cadence of their own as long as there is room, and after it when there is none.
    """
    tomorrow = add_days(today, 1)
    days = _Days(max(book.config.per_day, 1))
    snoozes = []
    for found in _overdue(standings(book, today, so_far=True)):
        span = max((found.row.ideal or 1) * workdays_a_week(book.config) // 7, 1)
        place = days.take(stable_hash(found.contact.id) % span, span)
        day = workday(book.config, tomorrow, place)
        when = "within their own cadence" if place < span else "the first day with room for them"
        snoozes.append(Snooze(found.contact, day, f"A fresh start on {day_words(day, today)}, {when}."))
    return tuple(snoozes)


class _Days:
    """The coming workdays by number, each with room for `room` people."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._people: Counter[int] = Counter()
        self._next: dict[int, int] = {}

    def take(self, place: int, span: int) -> int:
        """Takes a place on the first day with room from `place` on; behind `span`, the first of all."""
        at = self._free(place)
        at = at if at < span else self._free(0)
        self._people[at] += 1
        if self._people[at] == self._room:
            self._next[at] = at + 1
        return at

    def _free(self, place: int) -> int:
        """The first day with room; what was walked over is remembered, so that a long queue stays quick."""
        walked = []
        while place in self._next:
            walked.append(place)
            place = self._next[place]
        self._next.update(dict.fromkeys(walked, place))
        return place


def _overdue(everybody: Standings) -> list[Standing]:
    return sorted((found for found in everybody if not found.row.held and is_due(found)), key=rank)
