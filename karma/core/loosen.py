"""Which cadences to loosen so that the calls fit into the day: a proposal, to be looked at and applied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING

from karma.core.cadence import Cadence, own_cadences, parse_cadence, span_days
from karma.core.workdays import workdays_a_week

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

LADDER = ("4w", "6w", "2m", "3m", "4m", "6m", "9m", "1y")
"""The rungs, one at a time; nothing becomes rarer than once a year."""


@dataclass(frozen=True, slots=True)
class CircleChange:
    """A new default cadence: of a circle, or with an empty name the book's own `every`."""

    name: str
    before: Cadence
    after: Cadence


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A new cadence for somebody who has one of their own."""

    contact: Contact
    before: Cadence
    after: Cadence


@dataclass(frozen=True, slots=True)
class Plan:
    """The cadences to loosen, and the calls per working day before and after; `fits` within `per_day`."""

    before: float
    after: float
    circles: tuple[CircleChange, ...]
    people: tuple[PersonChange, ...]
    fits: bool


@dataclass
class _Group:
    """People who share one cadence: a circle's default, or one person with their own."""

    weight: float
    key: str
    people: int
    before: Cadence
    now: Cadence
    contact: Contact | None = None

    @property
    def wanted(self) -> float:
        return self.people / self.now.ideal if self.now.ideal else 0.0

    @property
    def place(self) -> tuple[bool, float, int, str]:
        return self.contact is not None, self.weight, self.now.ideal or 0, self.key


def loosen(book: Book) -> Plan:
    """The fewest steps that bring the demand down to `per_day`, none when it fits already.

    The defaults of circles go first, those of the lowest weight before others, and among equals the tightest
    by one rung; then people's own cadences in the same order, because somebody chose them.
    """
    groups = _groups(book)
    per_workday = 7 / workdays_a_week(book.config)
    before = after = sum(group.wanted for group in groups) * per_workday
    heap = [(group.place, number, group) for number, group in enumerate(groups)]
    heapify(heap)
    while heap and not _fits(after, book):
        _, number, group = heap[0]
        looser = loosened(group.now)
        if not looser:
            heappop(heap)
            continue
        after -= group.wanted * per_workday
        group.now = looser
        after += group.wanted * per_workday
        heapreplace(heap, (group.place, number, group))
    changed = [group for group in groups if group.now != group.before]
    return Plan(
        before=before,
        after=after,
        circles=tuple(CircleChange(g.key, g.before, g.now) for g in changed if not g.contact),
        people=tuple(PersonChange(g.contact, g.before, g.now) for g in changed if g.contact),
        fits=_fits(after, book),
    )


def _fits(wanted: float, book: Book) -> bool:
    """The last bits of a sum of many parts decide nothing."""
    return round(wanted, 9) <= book.config.per_day


@lru_cache(maxsize=1024)
def loosened(cadence: Cadence) -> Cadence | None:
    """One rung looser, or None at the top. The limit stays while it lies above, else it moves up too."""
    if cadence.ideal is None:
        return None
    ideal = _above(cadence.ideal)
    if ideal is None:
        return None
    days = span_days(ideal) or 0
    limit = cadence.text.partition("..")[2].strip() if cadence.limit else ""
    if cadence.limit and cadence.limit <= days:
        limit = _above(days) or ""
    return parse_cadence(f"{ideal}..{limit}" if limit else ideal)


@lru_cache(maxsize=1024)
def _above(days: int) -> str | None:
    return next((rung for rung in LADDER if (span_days(rung) or 0) > days), None)


def _groups(book: Book) -> list[_Group]:
    """Circles with people on their default, sorted by name, then people with a cadence of their own."""
    defaults: dict[str, _Group] = {}
    own: list[_Group] = []
    for contact, every in zip(book.contacts, own_cadences(book), strict=True):
        circle = book.config.circle(contact.circle)
        if contact.archived:
            continue
        if every:
            own.append(_Group(circle.weight, contact.id, 1, every, every, contact))
            continue
        name = circle.name if circle.name in book.config.circles else ""
        group = defaults.setdefault(name, _Group(circle.weight, name, 0, circle.every, circle.every))
        group.people += 1
    return [defaults[name] for name in sorted(defaults)] + own
