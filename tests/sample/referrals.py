"""Where each referral stands, what it brought, and whom to tell and to thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.money import money_words, summed
from karma.core.referrals.reports import first_contacts
from karma.core.referrals.tree import referral_tree
from tests.sample.book import book, called, listed, named, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.referrals.referral import Referral


def received_at(stage: str) -> str:
    return str(sum(one.stage == stage for one in pipeline().inbound))


def given_and_won() -> str:
    return str(sum(one.stage == "won" for one in pipeline().outbound))


def came_through(stem: str) -> str:
    return money_words(next(one for one in referral_tree(pipeline(), book()) if one.id == stem).total)


def by_giver(referrals: Iterable[Referral]) -> str:
    found: dict[str, list[str]] = {}
    for one in referrals:
        found.setdefault(named(one.giver), []).append(called(one.prospect))
    return listed(f"{giver}: {', '.join(found[giver])}" for giver in sorted(found))


FIGURES = {
    "referrals received": lambda: str(len(pipeline().inbound)),
    "referrals given": lambda: str(len(pipeline().outbound)),
    "prospects of her own": lambda: str(sum(one.direction == "own" for one in pipeline().referrals)),
    "received and won": lambda: received_at("won"),
    "received and lost": lambda: received_at("lost"),
    "received and no fit": lambda: received_at("no-fit"),
    "received and cultivating": lambda: received_at("cultivating"),
    "received and at a next step": lambda: received_at("next-step"),
    "received and unreachable": lambda: received_at("unreachable"),
    "received and approached": lambda: received_at("approached"),
    "given and won": given_and_won,
    "given and still open": lambda: str(sum(not one.closed for one in pipeline().outbound)),
    "value received": lambda: money_words(summed(one.value for one in pipeline().inbound)),
    "value given": lambda: money_words(summed(one.value for one in pipeline().outbound)),
    "value that came through Sam": lambda: came_through("sam-lee"),
    "value that came through Helen": lambda: came_through("helen-ochoa"),
    "days to the first contact, half of them at most": lambda: f"{first_contacts(pipeline()).median:g}",
    "to be told": lambda: by_giver(one for one in pipeline().inbound if one.to_tell),
    "to be thanked": lambda: by_giver(one for one in pipeline().inbound if one.to_thank),
}
