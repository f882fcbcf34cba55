"""Voice against e-mail: the share of the last four weeks, and a sentence when e-mail leads (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import VoiceShare
from karma.core.dates import add_days
from karma.core.tally import tally

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book

WINDOW = 28


def voice_share(book: Book, today: date) -> VoiceShare:
    """Voice touches and e-mails, by you or by them, of the 28 days that end today, each counted once."""
    start, end = add_days(today, 1 - WINDOW), add_days(today, 1)
    spoken = [name for name, verb in book.config.verbs.items() if verb.voice]
    found = tally(book, today)
    voice, email = found.touches(spoken, start, end), found.touches(["email"], start, end)
    says = f"E-mail leads voice {email} to {voice} in the last four weeks: a call would do somebody good."
    return VoiceShare(voice, email, says if email > voice else None)
