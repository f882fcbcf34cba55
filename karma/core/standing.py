"""Where a person stands on a day: last touch, due day, lateness, score, and why not now (S1, S5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.cadence import Cadence
    from karma.core.logline import LogLine


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a score: its name, its value, and the sentence that explains it."""

    name: str
    value: float
    says: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One person on one day, computed from what was true before that day.

    `last` is the newest resetting touch; `since` the day the count starts (that touch, or for somebody never
    touched their start spread over the cadence). `due` and `limit` are days, None when the cadence says so.
    `lateness` is days since `since` over the ideal. `score` is the sum of `terms`. `not_now` is the sentence
    that keeps them from the list, None when nothing does. `unanswered` counts attempts in a row.
    """

    contact: Contact
    cadence: Cadence
    last: LogLine | None
    since: date
    due: date | None
    limit: date | None
    lateness: float
    terms: tuple[Term, ...]
    score: float
    not_now: str | None
    unanswered: int
