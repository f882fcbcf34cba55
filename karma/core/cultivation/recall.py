"""Who is in cultivation, and when each is to be asked again (S13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.cadence import cadence_of, span_days
from karma.core.cultivation.words import fit_words, recall_words
from karma.core.dates import add_days
from karma.core.welcome import in_book

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral

QUARTER = span_days("3m")
"""Days from one recall to the next, where their file says nothing else."""


@dataclass(frozen=True, slots=True)
class Recall:
    """A prospect in cultivation, and the day on which to ask again.

    `since` is the day on which it began. `every` days after `counted`, the last line that says `cultivating`
    or `requalified`, they are `due`; both are None for somebody whose cadence is off. A snooze puts it off.
    `requalified` are the lines since it began, by you or by them, oldest first.
    """

    contact: Contact
    since: date
    counted: date
    every: int | None
    due: date | None
    requalified: tuple[LogLine, ...]

    def says(self, today: date) -> str:
        """When to ask again, since when they are in cultivation, and how often they were requalified."""
        return recall_words(self, today)

    @property
    def fit(self) -> str:
        """Which of the four of `fit:` hold, and which are still to be found out."""
        return fit_words(self.contact)


def recalls(pipeline: Pipeline, book: Book, day: date) -> tuple[Recall, ...]:
    """Everybody who was in cultivation at the end of `day`, the pipeline's, by when they are due.

    Prospects of your own and those who were sent to you: whom you sent to an expert is the expert's to call.
    The archive is left out, and who comes into the book on a later day.
    """
    found: dict[str, list[Referral]] = {}
    for referral in pipeline.referrals:
        contact = referral.prospect
        yours = referral.direction != "out" and not contact.archived and in_book(contact, day)
        if yours and referral.stage == "cultivating":
            found.setdefault(contact.id, []).append(referral)
    made = [_recall(referrals, book, day) for referrals in found.values()]
    return tuple(sorted(made, key=lambda recall: (recall.due or date.max, recall.contact.id)))


def _recall(referrals: list[Referral], book: Book, day: date) -> Recall:
    """One recall for a person, however many sent them."""
    contact = referrals[0].prospect
    since = min(referral.since for referral in referrals)
    stayed = tuple(line for line in contact.log if line.verb == "requalified" and since <= line.date <= day)
    began = max(referral.steps[-1].since for referral in referrals)
    counted = max([began, *(line.date for line in stayed)])
    every = _every(contact, book)
    due = max(add_days(counted, every), contact.snooze or date.min) if every else None
    return Recall(contact, since, counted, every, due, stayed)


def _every(contact: Contact, book: Book) -> int | None:
    """Days between recalls, their own or a quarter: of the circle's cadence only `off` counts."""
    if cadence_of(contact, book).off:
        return None
    return contact.every.ideal if contact.every else QUARTER
