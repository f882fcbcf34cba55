"""What was given and received, and who comes to mind."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from karma.core.balance.chances import give_and_take
from tests.sample.book import TODAY, book, called, listed, on, person, pipeline

if TYPE_CHECKING:
    from karma.core.balance.chances import GiveAndTake
    from karma.core.balance.turn import Between


@cache
def found() -> GiveAndTake:
    return give_and_take(book(), TODAY, pipeline())


def turns(kind: str) -> str:
    one = next(one for one in found().sums.kinds if one.name == kind)
    return f"{one.given_lately} and {one.received_lately}, ever {one.given} and {one.received}"


def not_helped_back() -> str:
    beyond = [(one.contact, one.between.received - one.between.given) for one in found().helped_you]
    return listed(f"{called(contact)} {more:g}" for contact, more in beyond)


def not_fed() -> str:
    return listed(f"{called(one.contact)} {on(one.last.date)}" for one in found().not_fed if one.last)


def between(stem: str) -> Between:
    return found().sums.of(person(stem))


def by_weight(stem: str) -> str:
    one = between(stem)
    return f"{one.given_lately:g} and {one.received_lately:g}, ever {one.given:g} and {one.received:g}"


def ledger(stem: str) -> str:
    sides = groupby(between(stem).entries, key=lambda entry: "to" if entry.given else "from")
    return listed(
        f"{side}: {', '.join(f'{one.kind} {on(one.date)}' for one in entries)}" for side, entries in sides
    )


FIGURES = {
    "referrals": lambda: turns("referrals"),
    "introductions": lambda: turns("introductions"),
    "favours": lambda: turns("favours"),
    "gifts": lambda: turns("gifts"),
    "notes": lambda: turns("notes"),
    "articles": lambda: turns("articles"),
    "news": lambda: turns("news"),
    "by weight, in twelve months": lambda: f"{found().sums.given:g} and {found().sums.received:g}",
    "helped, and not helped back": not_helped_back,
    "nothing from her for half a year": not_fed,
    "Carl's ledger, by weight": lambda: by_weight("carl-jensen"),
    "Carl's ledger, line by line": lambda: ledger("carl-jensen"),
    "Vivian's ledger, by weight": lambda: by_weight("vivian-stroud"),
    "Vivian's ledger, line by line": lambda: ledger("vivian-stroud"),
}
