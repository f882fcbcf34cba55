"""How often you want to be in touch: `6w`, `monthly`, `4w..6w` (ideal..limit), `off`.

Everything is counted in whole days; a month is a twelfth of 365.25 days, rounded once for the whole span,
so that `3m` is 91 days and `1y` is 365.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config

_DAYS = {"d": 1.0, "w": 7.0, "m": 365.25 / 12, "y": 365.25}
_WORDS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "monthly": 30,
    "bimonthly": 61,
    "quarterly": 91,
    "half-yearly": 183,
    "yearly": 365,
    "annually": 365,
}
_SPAN = re.compile(r"(\d{1,4})\s*([dwmy])", re.IGNORECASE)
_LONGEST = 100 * 366


@dataclass(frozen=True, slots=True)
class Cadence:
    """`ideal` and `limit` in days, and the text it was written as. `ideal` is None for `off`."""

    text: str
    ideal: int | None
    limit: int | None = None

    @property
    def off(self) -> bool:
        """True when this person is not to be proposed for a call at all."""
        return self.ideal is None

    def __str__(self) -> str:
        return self.text


OFF = Cadence("off", None)


def cadence_of(contact: Contact, book: Book) -> Cadence:
    """Their own cadence, else their circle's, else the book's."""
    return contact.every or book.config.circle(contact.circle).every


def own_cadences(book: Book) -> Sequence[Cadence | None]:
    """The cadence that each contact has of their own, None for who has none, in the order of the contacts."""
    return [own and Cadence(*own) for own in _own.values(book, EVER)]


@of_each
def _own(contact: Contact, _config: Config, _today: date) -> tuple[str, int | None, int | None] | None:
    """Text, ideal and limit of their own cadence."""
    own = contact.every
    return (own.text, own.ideal, own.limit) if own else None


def parse_cadence(text: str) -> Cadence | None:
    """The cadence that `text` says, or None when it says none (also for a limit below the ideal)."""
    text = text.strip()
    if text.casefold() == "off":
        return OFF
    ideal_text, dots, limit_text = text.partition("..")
    ideal = span_days(ideal_text)
    limit = span_days(limit_text) if dots else None
    if ideal is None or (dots and (limit is None or limit < ideal)):
        return None
    return Cadence(text, ideal, limit)


def span_days(text: str) -> int | None:
    """`6w`, `45d`, `2m`, `1y` or `monthly` in days; None for anything else or for no days at all."""
    text = text.strip().casefold()
    if text in _WORDS:
        return _WORDS[text]
    match = _SPAN.fullmatch(text)
    if not match:
        return None
    days = round(int(match[1]) * _DAYS[match[2].lower()])
    return days if 0 < days <= _LONGEST else None


def cadence_words() -> tuple[str, ...]:
    """The words that stand for a cadence, for completion and suggestions."""
    return ("off", *_WORDS)
