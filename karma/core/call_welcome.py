"""Whether a call to somebody would be welcome today, by the rules that keep people from the list (S5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.standing import standing

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact


def call_welcome(contact: Contact, book: Book, today: date) -> bool:
    """True unless they were spoken to or tried a moment ago, are snoozed, archived, or not to be called.

    As of this morning, so that what is done today changes nothing.
    """
    alone = replace(book, contacts=(contact,))  # what keeps one person from the list stands in their file
    return standing(contact, alone, today).not_now is None
