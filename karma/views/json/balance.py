"""The shapes of `karma balance --json`: what went each way, by kind, by quarter and per person."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.around import plain
from karma.views.json.entries import iso

if TYPE_CHECKING:
    from karma.core.balance.balance import KindSum
    from karma.core.balance.chances import Chance, GiveAndTake
    from karma.core.balance.turn import Between, Entry
    from karma.core.book import Book


class BalanceKind(TypedDict):
    """How many good turns of one kind went each way, since ever and in the last twelve months (`lately`)."""

    kind: str
    weight: float
    given: int
    received: int
    given_lately: int
    received_lately: int


class BalanceQuarter(TypedDict):
    """One calendar quarter, such as `2026 Q4`, and the sums of weights that went each way in it."""

    quarter: str
    start: str
    given: float
    received: float


class BalanceSums(TypedDict):
    """Sums of weights between you and one person, since ever and in the last twelve months (`lately`)."""

    id: str
    name: str
    given: float
    received: float
    given_lately: float
    received_lately: float


class BalancePerson(BalanceSums):
    """One person's sums, and the days of the last good turn each way."""

    last_given: str | None
    last_received: str | None


class BalanceChance(TypedDict):
    """Somebody to do something for: why, what, and the day of their help or of what you gave last."""

    id: str
    name: str
    reason: str
    idea: str
    helped_on: str | None
    last_given: str | None


class Balance(TypedDict):
    """What `karma balance` prints. `since` is the first day of the last twelve months (`lately`)."""

    today: str
    since: str
    given_lately: float
    received_lately: float
    kinds: list[BalanceKind]
    quarters: list[BalanceQuarter]
    people: list[BalancePerson]
    helped_you: list[BalanceChance]
    not_fed: list[BalanceChance]


class BalanceEntry(TypedDict):
    """One good turn in words; `given`: by you."""

    date: str
    kind: str
    given: bool
    weight: float
    text: str


class Ledger(BalanceSums):
    """What `karma balance WHO` prints, the newest first."""

    entries: list[BalanceEntry]


def balance(found: GiveAndTake) -> Balance:
    """The whole balance."""
    sums = found.sums
    return {
        "today": sums.today.isoformat(),
        "since": sums.year_ago.isoformat(),
        "given_lately": sums.given,
        "received_lately": sums.received,
        "kinds": [_kind(one) for one in sums.kinds],
        "quarters": [
            {
                "quarter": one.name,
                "start": one.start.isoformat(),
                "given": one.given,
                "received": one.received,
            }
            for one in sums.quarters
        ],
        "people": [_person(one) for one in sums.people],
        "helped_you": [_chance(one) for one in found.helped_you],
        "not_fed": [_chance(one) for one in found.not_fed],
    }


def ledger(found: Between, book: Book) -> Ledger:
    """What lies between you and one person."""
    return {**_sums(found), "entries": [_entry(one, book) for one in found.entries]}


def _kind(one: KindSum) -> BalanceKind:
    return {
        "kind": one.kind,
        "weight": one.weight,
        "given": one.given,
        "received": one.received,
        "given_lately": one.given_lately,
        "received_lately": one.received_lately,
    }


def _sums(found: Between) -> BalanceSums:
    return {
        "id": found.contact.id,
        "name": found.contact.name,
        "given": found.given,
        "received": found.received,
        "given_lately": found.given_lately,
        "received_lately": found.received_lately,
    }


def _person(one: Between) -> BalancePerson:
    return {
        **_sums(one),
        "last_given": iso(one.last_given.date if one.last_given else None),
        "last_received": iso(one.last_received.date if one.last_received else None),
    }


def _chance(one: Chance) -> BalanceChance:
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "reason": one.reason,
        "idea": one.idea,
        "helped_on": iso(one.turn.date if one.turn else None),
        "last_given": iso(one.last.date if one.last else None),
    }


def _entry(one: Entry, book: Book) -> BalanceEntry:
    return {
        "date": one.date.isoformat(),
        "kind": one.kind,
        "given": one.given,
        "weight": one.weight,
        "text": plain(one.text, book),
    }
