"""Whom to call because they did not call you (S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.around import plain
from karma.core.call_me.asked import asked_to_call
from karma.core.called import first_name
from karma.core.phrases import day_words
from karma.core.touch import is_conversation
from karma.core.welcome import call_welcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book
    from karma.core.call_me.asked import Asked
    from karma.core.referrals.referral import Pipeline


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:  # noqa: ARG001  (as every system's)
    """People you asked to call you whose day has passed: who waits longest first, each once."""
    seen: set[str] = set()
    for asked in asked_to_call(book, today):
        contact = asked.contact
        if contact.id not in seen and call_welcome(contact, book, today):
            seen.add(contact.id)
            text = f"Call {first_name(contact.name)} yourself."
            yield Also(contact, "call-back", text, _reason(asked, book, today), _spoken(asked, book, today))


def _reason(asked: Asked, book: Book, today: date) -> str:
    when = f"was for {day_words(asked.since, today)}" if asked.promise.by else "is still open"
    return f"“{plain(asked.promise.text, book)}” {when}; a full week, perhaps."


def _spoken(asked: Asked, book: Book, today: date) -> bool:
    verbs = book.config.verbs
    kept = asked.promise.state == "kept"
    return kept or any(line.date == today and is_conversation(line, verbs) for line in asked.contact.log)
