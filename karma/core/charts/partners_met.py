"""How many partners were met in each quarter: each wants to be met once in every one (S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.partners.meetings import meetings
from karma.core.spans import span, spans_before

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Contact

QUARTERS = 8
"""So many quarters are shown, this one included."""


@dataclass(frozen=True, slots=True)
class QuarterMet:
    """How many of those who are partners now you met in the quarter that begins on `start`."""

    start: date
    met: int

    @property
    def name(self) -> str:
        """`2026 Q4`."""
        return f"{self.start.year} Q{(self.start.month + 2) // 3}"


def partners_met(partners: Iterable[Contact], today: date) -> tuple[QuarterMet, ...]:
    """The last two years, this quarter last, from the first quarter in which any of them was met.

    A partner met twice in a quarter is one partner met. Nothing before the first meeting; `()` without any.
    """
    now = span("quarter", today)
    quarters = (*reversed(spans_before("quarter", now, QUARTERS - 1)), now)
    met: dict[date, set[str]] = {quarter.start: set() for quarter in quarters}
    for contact in partners:
        for line in meetings(contact, quarters[0].start, add_days(today, 1)):
            met[span("quarter", line.date).start].add(contact.id)
    begun = next((start for start, people in met.items() if people), None)
    return tuple(QuarterMet(start, len(people)) for start, people in met.items() if begun and start >= begun)
