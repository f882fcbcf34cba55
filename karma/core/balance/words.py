"""Good turns in words, for the ledger of a person and for the reasons of what is worth doing (S8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.around import plain
from karma.core.called import first_name
from karma.core.links import link
from karma.core.phrases import day_words, sentence
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from datetime import date

    from karma.core.balance.turn import Turn
    from karma.core.book import Book, Contact

_GAVE = {
    "referral": "You sent {about} to {name}",
    "intro": "You introduced {name} to {about}",
    "favour": "You did {name} a favour",
    "gift": "You gave {name} a gift",
    "note": "You wrote {name} a note",
    "article": "You sent {name} an article",
    "intel": "You told {name}",
    "thanks": "You thanked {name}",
}
_GOT = {
    "referral": "{name} sent you {about}",
    "intro": "{name} introduced you to {about}",
    "favour": "{name} did you a favour",
    "gift": "{name} gave you a gift",
    "note": "{name} wrote you a note",
    "article": "{name} sent you an article",
    "intel": "{name} told you",
    "thanks": "{name} thanked you",
}
_IN_BUSINESS = ("partner", "expert", "client")
"""The circles of people who would be glad of somebody to work for."""


def turn_words(turn: Turn, name: str) -> str:
    """Who did what, with `[[links]]`, and the words of the line: `Bill sent you [[jane-doe]]: a survey`."""
    said = f": {turn.line.text}" if turn.line.text else ""
    return _deed(turn, name) + said


def kindly(turn: Turn, name: str, book: Book, today: date) -> str:
    """What it was and when, as a sentence: `Carl sent you Dolores on 13 Oct` and a full stop.

    A referral says enough by its name; of anything else the words of the line follow.
    """
    said = "" if turn.about or not turn.line.text else f": {plain(turn.line.text, book)}"
    return sentence(f"{plain(_deed(turn, name), book)} on {day_words(turn.date, today)}{said}")


def idea(contact: Contact, book: Book) -> str:
    """What might do them good, as a sentence that asks for it: from what they need, offer or like."""
    name = first_name(contact.name)
    needs, offers, interests = (_first(contact, field, book) for field in ("needs", "offers", "interests"))
    if needs:
        return sentence(f"Help {name} find {needs}")
    if offers and contact.circle in _IN_BUSINESS:
        return sentence(f"Find somebody for {name} who needs {offers}")
    if interests:
        return sentence(f"Send {name} something about {interests}")
    return f"Ask {name} what would help most just now."


def _first(contact: Contact, field: str, book: Book) -> str:
    values: tuple[str, ...] = getattr(contact, field)
    return plain(values[0], book) if values and open_field(contact, field) else ""


def _deed(turn: Turn, name: str) -> str:
    words = _GAVE if turn.given else _GOT
    return words[turn.kind].format(name=name, about=link(turn.about))
