"""The balance of give and take: by kind, by quarter and per person (S8). Never money, never a debt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.balance.kinds import NAMES
from karma.core.balance.turn import Between
from karma.core.balance.turns import turns_of
from karma.core.spans import span, spans_of, twelve_months

if TYPE_CHECKING:
    from datetime import date

    from karma.core.balance.turn import Turn
    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class KindSum:
    """How many good turns of one kind went each way, since ever and in the last twelve months.

    Each counts once, for however many people it was.
    """

    kind: str
    weight: float
    given: int
    received: int
    given_lately: int
    received_lately: int

    @property
    def name(self) -> str:
        """The kind in the plural, as a table says it."""
        return NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class QuarterSum:
    """What went each way in one calendar quarter, which begins on `start`: sums of weights."""

    start: date
    given: float
    received: float

    @property
    def name(self) -> str:
        """`2026 Q4`."""
        return f"{self.start.year} Q{(self.start.month + 2) // 3}"


@dataclass(frozen=True)
class Balance:
    """Every good turn of a book up to and including `today`, the newest first.

    The last twelve months begin on `year_ago`. Sums are of weights.
    """

    today: date
    weights: tuple[tuple[str, float], ...]
    turns: tuple[Turn, ...]

    @cached_property
    def year_ago(self) -> date:
        """The first day of the last twelve months: after the same day a year ago."""
        return twelve_months(self.today).start

    @cached_property
    def kinds(self) -> tuple[KindSum, ...]:
        """Each kind that weighs anything, in the order of the settings."""
        found = {kind: [0, 0, 0, 0] for kind, weight in self.weights if weight}
        for turn in self.turns:
            sums = found[turn.kind]
            sums[0 if turn.given else 1] += 1
            if turn.date >= self.year_ago:
                sums[2 if turn.given else 3] += 1
        weights = dict(self.weights)
        return tuple(KindSum(kind, weights[kind], *sums) for kind, sums in found.items())

    @cached_property
    def people(self) -> tuple[Between, ...]:
        """Everybody with whom anything went either way; where most went in twelve months comes first."""
        found: dict[str, tuple[Contact, list[Turn]]] = {}
        for turn in self.turns:
            for contact in turn.people:
                found.setdefault(contact.id, (contact, []))[1].append(turn)
        between = (Between(contact, tuple(turns), self.year_ago) for contact, turns in found.values())
        return tuple(sorted(between, key=_most_lately))

    @cached_property
    def quarters(self) -> tuple[QuarterSum, ...]:
        """Every calendar quarter from the first good turn to today, the earliest first; empty ones too."""
        if not self.turns:
            return ()
        quarters = spans_of("quarter", self.turns[-1].date, span("quarter", self.today).end)
        sums: dict[date, list[float]] = {quarter.start: [0, 0] for quarter in quarters}
        for turn in self.turns:
            sums[span("quarter", turn.date).start][not turn.given] += turn.weight
        return tuple(QuarterSum(start, *both) for start, both in sums.items())

    @cached_property
    def given(self) -> float:
        """What you gave in the last twelve months; an introduction did two people good, and counts twice."""
        return sum(one.weight * one.given_lately for one in self.kinds)

    @cached_property
    def received(self) -> float:
        """What you received in the last twelve months."""
        return sum(one.weight * one.received_lately for one in self.kinds)

    @cached_property
    def _by_id(self) -> dict[str, Between]:
        return {between.contact.id: between for between in self.people}

    def of(self, contact: Contact) -> Between:
        """What lies between you and this person; nothing at all has no turns."""
        return self._by_id.get(contact.id) or Between(contact, (), self.year_ago)


def balance_of(book: Book, today: date, pipeline: Pipeline) -> Balance:
    """The balance on that day; `pipeline` is `pipeline_of(book, today)`."""
    return Balance(today, tuple(book.config.balance.items()), turns_of(book, today, pipeline))


def _most_lately(between: Between) -> tuple[float, float, str]:
    lately = between.given_lately + between.received_lately
    return -lately, -(between.given + between.received), between.contact.id
