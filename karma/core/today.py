"""The day at a glance: five calls, promises, and what else is worth doing (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also, Call, Opener, Owed, Slot, Today, VoiceShare
from karma.core.also import also
from karma.core.dates import add_days
from karma.core.load import overload
from karma.core.promises import promises_of_today
from karma.core.queue import calls_among, calls_of
from karma.core.standing import standings
from karma.core.team import people_of
from karma.core.touch import calls_made
from karma.core.voice import voice_share
from karma.core.workdays import is_workday

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.team import Me

__all__ = ["Also", "Call", "Opener", "Owed", "Slot", "Today", "VoiceShare", "today_of"]


def today_of(book: Book, today: date, who: Me | None = None) -> Today:
    """Everything the first page says; the same book and day give the same answer.

    With `who` it is the day of that one: of the people whom they look after.
    """
    everybody = standings(book, today)
    theirs = book
    if who:
        theirs = people_of(who, book)
        everybody = everybody.among({contact.id for contact in theirs.contacts})
    calls = calls_among(everybody, book, today) if who else calls_of(book, today)
    return Today(
        today=today,
        calls=calls,
        promises=promises_of_today(theirs, today),
        also=also(everybody, book, today, {call.contact.id for call in calls}),
        voice=voice_share(theirs, today),
        made=calls_made(theirs, today, add_days(today, 1)),
        wanted=book.config.per_day,
        load=overload(everybody, book),
        day_off=not is_workday(book.config, today),
    )
