"""What a voicemail can say about the two of you and nobody minds who else is listening (S3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.around import open_field
from karma.core.opener_facts import BIRTHDAY_AFTER, BIRTHDAY_BEFORE
from karma.core.phrases import span_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.moment import Moment

LONG_SILENCE = 90
"""Days without a touch after which it is worth saying how long it has been."""


def aloud(at: Moment) -> tuple[str, ...]:
    """A birthday near by, a long silence, thanks that are owed: a sentence for each that is true today.

    What somebody told you, and what a favour was about, is not for a machine in a kitchen.
    """
    return (*_birthday(at), *_silence(at), *_thanks(at))


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
    if at.around.gratitude.owed(at.contact, at.day):
        yield "I still owe you a thank-you, and have not forgotten it."
