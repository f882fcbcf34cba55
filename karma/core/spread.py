"""A backlog without shame: overdue people get a day of their own in the weeks to come."""

from __future__ import annotations

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
    from karma.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person to be snoozed until a day, and why that day."""

    contact: Contact
    until: date
    reason: str


def spread(book: Book, today: date) -> tuple[Snooze, ...]:
    """Whoever is overdue and not called today, on the coming workdays, `per_day` each, best first."""
    everybody = standings(book, today, so_far=True)
    called = {found.contact.id for _, found in pick(everybody, book.config.per_day, today)}
    waiting = [found for found in _overdue(everybody) if found.contact.id not in called]
    tomorrow = add_days(today, 1)
    snoozes = []
    for place, found in enumerate(waiting):
        day = workday(book.config, tomorrow, place // max(book.config.per_day, 1))
        snoozes.append(Snooze(found.contact, day, f"Number {place + 1} of {len(waiting)} who are waiting."))
    return tuple(snoozes)


def fresh_start(book: Book, today: date) -> tuple[Snooze, ...]:
    """Everybody overdue gets a workday within one cadence of their own from tomorrow, by a stable hash."""
    tomorrow = add_days(today, 1)
    return tuple(
        Snooze(
            found.contact,
            day := workday(book.config, tomorrow, _place(found, book)),
            f"A fresh start on {day_words(day, today)}, within their own cadence.",
        )
        for found in _overdue(standings(book, today, so_far=True))
    )


def _place(found: Standing, book: Book) -> int:
    workdays = (found.cadence.ideal or 1) * workdays_a_week(book.config) // 7
    return stable_hash(found.contact.id) % max(workdays, 1)


def _overdue(everybody: tuple[Standing, ...]) -> list[Standing]:
    return sorted((found for found in everybody if not found.not_now and is_due(found)), key=rank)
