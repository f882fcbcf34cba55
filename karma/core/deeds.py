"""The lines of the log that are no touches: favours, news, introductions, referrals and their stages.

They are few beside the calls and letters, and most systems ask about nothing else, so a book is looked
through for them once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.once import once_per_book
from karma.core.verbs import VERBS

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

DEEDS = frozenset(verb.name for verb in VERBS.values() if verb.kind != "touch")
"""The verbs of these lines."""


@once_per_book
def deeds(book: Book) -> tuple[tuple[Contact, tuple[LogLine, ...]], ...]:
    """Everybody with such lines in their file, in the order of the contacts, and the lines, oldest first."""
    found = (
        (contact, tuple([line for line in contact.log if line.verb in DEEDS])) for contact in book.contacts
    )
    return tuple([(contact, lines) for contact, lines in found if lines])
