"""What a voicemail can say about the two of you and nobody minds who else is listening (S3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.opener_facts import BIRTHDAY_AFTER, BIRTHDAY_BEFORE, sender
from karma.core.phrases import span_words
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.moment import Moment

LONG_SILENCE = 90
"""Days without a touch after which it is worth saying how long it has been."""


def aloud(at: Moment) -> tuple[str, ...]:
    """A sentence for each that is true: who sent them to you, a birthday, a long silence, thanks to be said.

    What somebody told you, and what a favour was about, is not for a machine in a kitchen.
    """
    return (*_sent(at), *_birthday(at), *_silence(at), *_thanks(at))


def _sent(at: Moment) -> Iterator[str]:
    if found := sender(at):
        yield f"{found[1].name} thought that the two of us should talk."


def _birthday(at: Moment) -> Iterator[str]:
    if not at.contact.birthday or not open_field(at.contact, "birthday"):
        return
    away = (at.contact.birthday.nearest(at.day) - at.day).days
    if away == 0:
        yield "Happy birthday today!"
    elif 0 < away <= BIRTHDAY_BEFORE:
        yield "All the best for your birthday!"
    elif -BIRTHDAY_AFTER <= away < 0:
        yield "I hope that you had a lovely birthday."


def _silence(at: Moment) -> Iterator[str]:
    verbs = at.book.config.verbs
    last = next((line.date for line in at.newest_first() if verbs[line.verb].resets), None)
    if last and (at.day - last).days >= LONG_SILENCE:
        yield f"It has been {span_words((at.day - last).days)} since we were in touch."


def _thanks(at: Moment) -> Iterator[str]:
    if at.owed:
        yield "I have not thanked you yet as I should."
