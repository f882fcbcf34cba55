"""The balance of give and take: by kind, by quarter and per person (S8). Never money, never a debt."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from karma.core.balance.codes import SORTS, day_of, first_of, own_place
from karma.core.balance.kinds import NAMES
from karma.core.balance.ledger import Ledger
from karma.core.balance.turn import Between
from karma.core.lazily import Lazily
from karma.core.spans import span, spans_of, twelve_months

if TYPE_CHECKING:
    from collections.abc import Sequence
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

    The last twelve months begin on `year_ago`. Sums are of weights. They are read off the `ledger`.
    """

    today: date
    weights: tuple[tuple[str, float], ...]
    ledger: Ledger = field(compare=False, repr=False)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All of them in full: read from every file, when somebody asks."""
        return self.ledger.turns

    @cached_property
    def year_ago(self) -> date:
        """The first day of the last twelve months: after the same day a year ago."""
        return twelve_months(self.today).start

    @cached_property
    def kinds(self) -> tuple[KindSum, ...]:
        """Each kind that weighs anything, in the order of the settings."""
        every, sort = self.ledger.every, self.ledger.weights.sort
        lately = every[bisect_left(every, first_of(self.year_ago)) :]
        counts = [Counter([code % SORTS for code in codes]) for codes in (every, lately)]
        return tuple(
            KindSum(
                kind, weight, *(count[sort(kind, given=way)] for count in counts for way in (True, False))
            )
            for kind, weight in self.weights
            if weight
        )

    @cached_property
    def people(self) -> Sequence[Between]:
        """Everybody with whom anything went either way; where most went in twelve months comes first."""
        ledger, contacts = self.ledger, self.ledger.book.contacts
        since = first_of(self.year_ago)
        places = dict(enumerate(own_place.values(ledger.book, self.today)))
        for at in map(ledger.places.__getitem__, ledger.others):
            places[at] = ledger.weights.place(ledger.codes(contacts[at]), since)
        found = [(place, contacts[at].id, at) for at, place in places.items() if place]
        return Lazily(sorted(found), lambda one: self.of(contacts[one[-1]]))

    @cached_property
    def quarters(self) -> tuple[QuarterSum, ...]:
        """Every calendar quarter from the first good turn to today, the earliest first; empty ones too."""
        every, sums = self.ledger.every, self.ledger.weights.sums
        if not every:
            return ()
        first = day_of(every[0])
        quarters = spans_of("quarter", first, span("quarter", self.today).end)
        ends = [0, *(bisect_left(every, first_of(quarter.end)) for quarter in quarters)]
        return tuple(
            QuarterSum(quarter.start, *sums(reversed(every[start:end])))
            for quarter, (start, end) in zip(quarters, pairwise(ends), strict=True)
        )

    @cached_property
    def given(self) -> float:
        """What you gave in the last twelve months; an introduction did two people good, and counts twice."""
        return sum(one.weight * one.given_lately for one in self.kinds)

    @cached_property
    def received(self) -> float:
        """What you received in the last twelve months."""
        return sum(one.weight * one.received_lately for one in self.kinds)

    @cached_property
    def _found(self) -> dict[str, Between]:
        return {}

    def of(self, contact: Contact) -> Between:
        """What lies between you and this person; nothing at all has no turns."""
        if contact.id not in self._found:
            ledger = self.ledger
            others = tuple(ledger.others.get(contact.id, ()))
            codes = ledger.codes(contact)
            self._found[contact.id] = Between(contact, self.year_ago, codes, others, ledger)
        return self._found[contact.id]


def balance_of(book: Book, today: date, pipeline: Pipeline) -> Balance:
    """The balance on that day; `pipeline` is `pipeline_of(book, today)`."""
    return Balance(today, tuple(book.config.balance.items()), Ledger(book, today, pipeline))
