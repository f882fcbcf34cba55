"""What came of an introduction, by what the log of the two says after it (S14)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.links import fold
from karma.core.matching.people import meant
from karma.core.once import once_per_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.matching.already import Made

_Naming = tuple[int, bool, tuple[str, ...]]
"""A line that names people: its day, whether it is a stage of a referral, and whom it links, folded."""


def followed(made: Made, book: Book, before: date) -> date | None:
    """The day of the first line after the introduction that speaks of the other one in either file.

    On the day itself only a stage can: `reached with [[x]]`.
    """
    lines = _lines(book)
    since, until = made.day.toordinal(), before.toordinal()
    days = [
        day
        for mine, other in ((made.needer, made.expert), (made.expert, made.needer))
        for day, is_stage, targets in lines.get(mine.id, ())
        if since <= day < until and (is_stage or day > since)
        if any(person.id == other.id for person in meant(targets, book))
    ]
    return date.fromordinal(min(days)) if days else None


@once_per_book
def _lines(book: Book) -> Mapping[str, Sequence[_Naming]]:
    return {contact.id: lines for contact, lines in _naming.people(book, EVER) if lines}


@of_each
def _naming(contact: Contact, config: Config, _today: date) -> tuple[_Naming, ...] | None:
    """The lines that name people, whenever it was, without introductions; None when there are none."""
    found = [
        (line.date.toordinal(), config.verbs[line.verb].kind == "stage", tuple(map(fold, line.links)))
        for line in contact.log
        if (line.parties or "[[" in line.text) and line.verb != "intro"
    ]
    return tuple(found) or None
