"""Recalls that are worth making today (S13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.called import first_name
from karma.core.cultivation.recall import recalls
from karma.core.touch import is_karma_call
from karma.core.welcome import call_welcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline

_ENDS = ("requalified", "next-step", "won", "lost", "no-fit")
"""A line of today with one of these answers the question."""


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Prospects whose recall has come due and whom a call would suit, who waits longest first."""
    for recall in recalls(morning, book, today, morning=True):
        contact = recall.contact
        if recall.due and recall.due <= today and call_welcome(contact, book, today):
            name = first_name(contact.name)
            text = f"Ask {name} whether it still fits, and whether to keep in touch."
            yield Also(contact, "recall", text, recall.says(today), _asked(contact, book, today))


def _asked(contact: Contact, book: Book, today: date) -> bool:
    verbs = book.config.verbs
    return any(
        line.date == today and (line.verb in _ENDS or is_karma_call(line, verbs)) for line in contact.log
    )
