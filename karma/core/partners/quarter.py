"""The quarter: a meeting with each partner in every one, two a week for twenty-five (S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.spans import span

if TYPE_CHECKING:
    from datetime import date

    from karma.core.promise import Promise

WEEKS = 13
"""The weeks of a quarter."""
_NAMES = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter: `start` belongs to it, `end` is the first day after it."""

    start: date
    end: date

    @property
    def name(self) -> str:
        """`July to September 2026`."""
        return f"{_NAMES[self.start.month // 3]} {self.start.year}"

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return add_days(self.end, -1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def holds(self, promise: Promise | None) -> bool:
        """True when the promise falls due within it."""
        return promise is not None and promise.by is not None and promise.by.last < self.end


@dataclass(frozen=True, slots=True)
class Pace:
    """How the meetings of a quarter go: `met` of `partners`, `left` still to meet in `weeks` begun or whole.

    `planned` of those left have a meeting promised within the quarter. `by_now` is what an even pace would
    have met before today; `a_week` meets the rest in time, and `usual` is what these partners take, one
    meeting each in thirteen weeks. Partners who rest (snoozed, or no cadence) are not among those left.
    """

    quarter: Quarter
    partners: int
    met: int
    left: int
    planned: int
    weeks: int
    by_now: int

    @property
    def a_week(self) -> int:
        """Meetings a week that meet the rest by the end of the quarter."""
        return share(self.left, self.weeks)

    @property
    def usual(self) -> float:
        """Meetings a week at an even pace: two, for twenty-five partners."""
        return self.partners / WEEKS

    @property
    def on_track(self) -> bool:
        """True when as many are met as an even pace would have met."""
        return self.met >= self.by_now


def quarter_of(day: date) -> Quarter:
    """The calendar quarter that `day` lies in."""
    return Quarter(*span("quarter", day))


def quarter_before(day: date) -> Quarter:
    """The last quarter that was complete on `day`."""
    return quarter_of(add_days(quarter_of(day).start, -1))


def weeks_left(quarter: Quarter, day: date) -> int:
    """The weeks from `day` to the end of the quarter, the last one counted though it be short."""
    return share((quarter.end - day).days, 7)


def by_now(partners: int, quarter: Quarter, today: date) -> int:
    """How many of so many partners an even pace has met before today."""
    return partners * (today - quarter.start).days // (quarter.end - quarter.start).days


def share(things: int, parts: int) -> int:
    """Each part's share of things that cannot be cut, rounded up."""
    return -(-things // max(parts, 1))
