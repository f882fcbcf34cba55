"""Voice against e-mail: the share of the last four weeks, and a sentence when e-mail leads (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import VoiceShare
from karma.core.dates import add_days
from karma.core.touch import events

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book

WINDOW = 28


def voice_share(book: Book, today: date) -> VoiceShare:
    """Voice touches and e-mails, by you or by them, of the 28 days that end today, each counted once."""
    voice = email = 0
    for line in events(book, add_days(today, 1 - WINDOW), add_days(today, 1)):
        voice += book.config.verbs[line.verb].voice
        email += line.verb == "email"
    says = f"E-mail leads voice {email} to {voice} in the last four weeks: a call would do somebody good."
    return VoiceShare(voice, email, says if email > voice else None)
