"""What givers brought, in each currency for itself: sums in several are never added, nor compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from karma.core.money import Money
    from karma.core.referrals.value import GiverValue, ValueTable


@dataclass(frozen=True, slots=True)
class Worth:
    """What one giver brought in one currency; `giver` of the prospects whom nobody sent is `""`."""

    giver: GiverValue
    amount: Decimal


@dataclass(frozen=True, slots=True)
class WorthIn:
    """Everybody who brought something in one currency (`""` for sums that name none), the most first."""

    currency: str
    givers: tuple[Worth, ...]

    @property
    def most(self) -> Decimal:
        """The largest amount."""
        return self.givers[0].amount


def worth(table: ValueTable) -> tuple[WorthIn, ...]:
    """The givers of a table by currency, these by their code."""
    found: dict[str, list[Worth]] = {}
    for giver in (*table.givers, table.own):
        for currency, amount in giver.value:
            found.setdefault(currency, []).append(Worth(giver, amount))
    return tuple(
        WorthIn(currency, tuple(sorted(givers, key=_most_first)))
        for currency, givers in sorted(found.items())
    )


def most_in_each(sums: Iterable[Money]) -> Money:
    """The largest amount in each currency: how long a bar of that currency can get."""
    found: dict[str, Decimal] = {}
    for currency, amount in (one for money in sums for one in money):
        found[currency] = max(found.get(currency, amount), amount)
    return tuple(sorted(found.items()))


def _most_first(one: Worth) -> tuple[Decimal, str, str]:
    giver = one.giver
    return -one.amount, fold(giver.contact.name if giver.contact else giver.giver), giver.giver
