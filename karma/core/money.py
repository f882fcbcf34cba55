"""Sums of money: several currencies are never added together (pipeline, S8)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Money = tuple[tuple[str, Decimal], ...]
"""A sum in each currency, sorted by its code; `""` for amounts that name none. Nothing at all is `()`."""

NOTHING: Money = ()


def summed(amounts: Iterable[Money]) -> Money:
    """The sums of all these, each currency for itself."""
    sums = [money for money in amounts if money]
    if len(sums) < 2:
        return sums[0] if sums else NOTHING
    found: dict[str, Decimal] = {}
    for money in sums:
        for currency, amount in money:
            found[currency] = found.get(currency, Decimal(0)) + amount
    return tuple(sorted(found.items()))


def money_words(money: Money) -> str:
    """`USD 12,000`, `EUR 6,500 + USD 12,000`, or nothing."""
    return " + ".join(f"{currency} {amount:,f}".strip() for currency, amount in money)
