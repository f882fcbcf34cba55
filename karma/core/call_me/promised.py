"""By when to call somebody whatever their cadence says: as you promised, or to ask again (S13, S15)."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.cultivation.recall import Recall
    from karma.core.dates import Period


def promised_call(contact: Contact) -> Period | None:
    """When the first call is due that you promised for a day, a week or a month; None for no such promise."""
    calls = [one.by for one in contact.promises if one.by and one.state == "open" and one.asks_for_call]
    return min(calls, key=attrgetter("last"), default=None)


def called_by(book: Book, recalls: Iterable[Recall]) -> dict[str, int]:
    """The number of the day by which each is to be called, by id; nobody of the archive.

    Of a promise that is its last day, of these recalls the day on which they are due.
    """
    found = {one.id: last for one, last in _promised.people(book, EVER) if last and not one.archived}
    for recall in recalls:
        if recall.due:
            due = recall.due.toordinal()
            found[recall.contact.id] = min(due, found.get(recall.contact.id, due))
    return found


@of_each
def _promised(contact: Contact, _config: Config, _today: date) -> int:
    by = promised_call(contact)
    return by.last.toordinal() if by else 0
