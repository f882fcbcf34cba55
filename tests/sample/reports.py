"""The reports of the pipeline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.referrals.reports import reports_of
from tests.sample.book import TODAY, book, called, listed, named, on, pipeline, sent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.referrals.givers import OneWay
    from karma.core.referrals.reports import Conversion, Reports
    from karma.core.referrals.unreachable import Play


@cache
def reports() -> Reports:
    return reports_of(pipeline(), book(), TODAY)


def of_ended(conversion: Conversion) -> str:
    return f"{conversion.won} of {conversion.ended}"


def third(name: str) -> str:
    found = next(one for one in reports().thirds.thirds if one.name == name)
    return f"{len(found.referrals)} of {reports().thirds.followed}"


def sent_by_each() -> str:
    rows = sorted((-one.given, named(one.giver)) for one in reports().value.givers)
    return listed(f"{name} {-count}" for count, name in rows if count)


def value_by_giver() -> str:
    worth = {named(one.giver): money_words(one.value) for one in reports().value.givers}
    return listed(f"{name} {worth[name]}" for name in sorted(worth) if worth[name])


def one_way(found: Iterable[OneWay]) -> str:
    return listed(f"{called(one.contact)} {len(one.referrals)}" for one in found)


def play() -> Play:
    return next(one for one in reports().plays if one.referral.prospect.id == "dolores-finch")


def next_play() -> str:
    step = play().next
    return step.text if step else ""


FIGURES = {
    "won of the received that ended": lambda: of_ended(reports().inbound),
    "won of the given that ended": lambda: of_ended(reports().outbound),
    "received in twelve months, no future": lambda: third("no future"),
    "received in twelve months, to cultivate": lambda: third("cultivate"),
    "received in twelve months, a next step": lambda: third("next step"),
    "received in twelve months, nothing yet": lambda: ", ".join(map(sent, reports().thirds.nothing_yet)),
    "sent by each giver in twelve months": sent_by_each,
    "value by giver over twelve months": value_by_giver,
    "sent you people and was sent nobody": lambda: one_way(reports().never_reciprocated),
    "was sent people and sent you nobody": lambda: one_way(reports().never_returned),
    "standing still, in days": lambda: listed(f"{sent(one.referral)} {one.days}" for one in reports().stuck),
    "done to reach Dolores": lambda: listed(f"{one.name} {on(one.on)}" for one in play().steps if one.done),
    "next play for Dolores": next_play,
}
