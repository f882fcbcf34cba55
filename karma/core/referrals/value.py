"""What the referrals of each giver were worth in the last twelve months (S8, the pipeline)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.money import summed
from karma.core.spans import twelve_months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.money import Money
    from karma.core.referrals.referral import Pipeline, Referral, Step

    _Win = tuple[Referral, Step]


@dataclass(frozen=True, slots=True)
class GiverValue:
    """What a giver's referrals came to in a span: how many were `given` and `won` in it, and the value won.

    `giver` is a stem, or what the line says when there is no file and `contact` is None; `""` for the total,
    and for the prospects whom nobody sent. One engagement that two givers led to is won by both, and its
    money stands with the one whose referral came last.
    """

    giver: str
    contact: Contact | None
    given: int
    won: int
    value: Money


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Value by giver from `start` to before `end`; `total` is the sum over givers, `own` stands apart."""

    start: date
    end: date
    givers: tuple[GiverValue, ...]
    total: GiverValue
    own: GiverValue


def value_by_giver(pipeline: Pipeline, book: Book, today: date) -> ValueTable:
    """What was won in the twelve months up to and including `today`, by who sent it.

    Whoever had most of them won comes first, then who gave most, then by name: sums in several currencies
    have no order of their own. A giver of nothing in the span is left out.
    """
    start, end = twelve_months(today)
    opened = [one for one in pipeline.referrals if start <= one.opened < end and one.direction != "out"]
    won = [
        (referral, step)
        for referral in pipeline.referrals
        for step in referral.wins
        if start <= step.since < end and referral.direction != "out"
    ]
    given: dict[str, list[Referral]] = {}
    earned: dict[str, list[_Win]] = {}
    for referral in opened:
        given.setdefault(referral.giver or "", []).append(referral)
    for win in won:
        earned.setdefault(win[0].giver or "", []).append(win)
    rows = [
        _row(giver, book, given.get(giver, ()), earned.get(giver, ()))
        for giver in {**given, **earned}
        if giver
    ]
    return ValueTable(
        start,
        end,
        tuple(sorted(rows, key=_most_won_first)),
        total=_row("", book, [one for one in opened if one.giver], [win for win in won if win[0].giver]),
        own=_row("", book, given.get("", ()), earned.get("", ())),
    )


def _row(giver: str, book: Book, given: Iterable[Referral], earned: Iterable[_Win]) -> GiverValue:
    won = list(earned)
    return GiverValue(
        giver,
        book.by_id.get(fold(giver)) if giver else None,
        given=len(list(given)),
        won=len({id(referral) for referral, _ in won}),
        value=summed(step.value for _, step in won),
    )


def _most_won_first(row: GiverValue) -> tuple[int, int, str, str]:
    return -row.won, -row.given, fold(row.contact.name if row.contact else row.giver), row.giver
