"""Why somebody is on today's list or not, with every term of the score (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.opener import opener
from karma.core.phrases import day_words, every_words
from karma.core.queue import is_due, is_new, pick
from karma.core.reason import last_words, reason
from karma.core.standing import standing, standings
from karma.core.touch import made_today

if TYPE_CHECKING:
    from datetime import date

    from karma.core.agenda import Opener, Slot
    from karma.core.book import Book, Contact
    from karma.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Why:
    """Where they stand, their place on today's list or None, what to say if you call, and a sentence."""

    standing: Standing
    slot: Slot | None
    opener: Opener
    says: str


def why(contact: Contact, book: Book, today: date) -> Why:
    """The whole answer for one person of the book: as of this morning, or as of now once they are called."""
    everybody = standings(book, today)
    found = next(one for one in everybody if one.contact.id == contact.id)
    slots: dict[str, Slot] = {one.contact.id: slot for slot, one in pick(everybody, book.config.per_day)}
    slot = slots.get(contact.id)
    now = standing(contact, book, today, so_far=True)
    if slot and not made_today(contact, book.config.verbs, today):
        return Why(found, slot, opener(contact, book, today), reason(found, slot, book, today))
    return Why(now, slot, opener(contact, book, today), _not_today(now, book, today))


def _not_today(found: Standing, book: Book, today: date) -> str:
    if found.not_now:
        return found.not_now
    name = first_name(found.contact.name)
    if is_due(found):
        due = (
            "is due today"
            if found.due == today
            else f"has been due since {day_words(found.due or today, today)}"
        )
        return f"{name} {due}; others come first today."
    due = day_words(found.due or today, today)
    every = every_words(found.cadence)
    turn = f"{every} makes it" if found.last else f"with {every} the turn comes on"
    head = f"{last_words(found, book, today)}; {turn} {due}."
    return f"{head} Others who are new come first today." if is_new(found) else head
