"""The shapes of the reports inside `karma pipeline --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.referrals.thirds import EXPECTED
from karma.views.json.stuck import StuckRow, stuck_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.money import Money
    from karma.core.referrals.givers import Given, OneWay
    from karma.core.referrals.reports import Conversion, FirstContacts, Reports
    from karma.core.referrals.thirds import Thirds
    from karma.core.referrals.value import GiverValue, ValueTable


class Sum(TypedDict):
    """An amount, a decimal as text, in one currency; null for amounts that name none."""

    currency: str | None
    amount: str


class GivenRow(TypedDict):
    """A giver and the prospects they sent; `name` is the stem where there is no file."""

    giver: str
    name: str
    prospects: list[str]


class OneWayRow(TypedDict):
    """Somebody with whom referrals went one way only, and the prospects of these."""

    id: str
    name: str
    prospects: list[str]


class GiverValueRow(TypedDict):
    """What a giver's referrals came to; `giver` is null for a total, and for prospects whom nobody sent."""

    giver: str | None
    name: str | None
    given: int
    won: int
    value: list[Sum]


class ValueByGiver(TypedDict):
    """Value by giver from `start` to before `end`; `own`: prospects whom nobody sent, not in `total`."""

    start: str
    end: str
    givers: list[GiverValueRow]
    total: GiverValueRow
    own: GiverValueRow


class ConversionEntry(TypedDict):
    """How many ended how, and the share won of those that ended, null when none has."""

    won: int
    lost: int
    no_fit: int
    open: int
    rate: float | None


class ThirdEntry(TypedDict):
    """One of the thirds: how many, their share of all that something followed from, and the usual share."""

    name: str
    referrals: int
    share: float | None
    expected: float


class ThirdsEntry(TypedDict):
    """What followed from referrals opened from `start` to before `end`; from `nothing_yet` nothing did."""

    start: str
    end: str
    followed: int
    nothing_yet: int
    thirds: list[ThirdEntry]


class FirstContactRow(TypedDict):
    """Days from a referral to the first contact, null while there was none."""

    prospect: str
    giver: str | None
    opened: str
    days: int | None


class FirstContactEntry(TypedDict):
    """How soon you were in touch: the median in days; `waiting` are open and not contacted yet."""

    median: float | None
    waiting: int
    each: list[FirstContactRow]


class PipelineReports(TypedDict):
    """What the pipeline comes to, of all referrals, whatever was filtered."""

    stuck: list[StuckRow]
    to_tell: list[GivenRow]
    to_thank: list[GivenRow]
    value: ValueByGiver
    never_reciprocated: list[OneWayRow]
    never_returned: list[OneWayRow]
    first_contact: FirstContactEntry
    inbound: ConversionEntry
    outbound: ConversionEntry
    thirds: ThirdsEntry


def pipeline_reports(found: Reports) -> PipelineReports:
    """All reports."""
    return {
        "stuck": [stuck_row(one) for one in found.stuck],
        "to_tell": _given(found.not_told),
        "to_thank": _given(found.not_thanked),
        "value": _value(found.value),
        "never_reciprocated": _one_way(found.never_reciprocated),
        "never_returned": _one_way(found.never_returned),
        "first_contact": _first_contact(found.first_contact),
        "inbound": _conversion(found.inbound),
        "outbound": _conversion(found.outbound),
        "thirds": _thirds(found.thirds),
    }


def sums(money: Money) -> list[Sum]:
    """An amount in each currency."""
    return [{"currency": currency or None, "amount": f"{amount:f}"} for currency, amount in money]


def _given(found: Iterable[Given]) -> list[GivenRow]:
    return [
        {
            "giver": one.giver,
            "name": one.contact.name if one.contact else one.giver,
            "prospects": [referral.prospect.id for referral in one.referrals],
        }
        for one in found
    ]


def _one_way(found: Iterable[OneWay]) -> list[OneWayRow]:
    return [
        {
            "id": one.contact.id,
            "name": one.contact.name,
            "prospects": [referral.prospect.id for referral in one.referrals],
        }
        for one in found
    ]


def _value(found: ValueTable) -> ValueByGiver:
    return {
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "givers": [_giver(one) for one in found.givers],
        "total": _giver(found.total),
        "own": _giver(found.own),
    }


def _giver(one: GiverValue) -> GiverValueRow:
    return {
        "giver": one.giver or None,
        "name": one.contact.name if one.contact else one.giver or None,
        "given": one.given,
        "won": one.won,
        "value": sums(one.value),
    }


def _conversion(found: Conversion) -> ConversionEntry:
    return {
        "won": found.won,
        "lost": found.lost,
        "no_fit": found.no_fit,
        "open": found.open,
        "rate": _rounded(found.rate),
    }


def _thirds(found: Thirds) -> ThirdsEntry:
    return {
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "followed": found.followed,
        "nothing_yet": len(found.nothing_yet),
        "thirds": [
            {
                "name": one.name,
                "referrals": len(one.referrals),
                "share": _rounded(one.share),
                "expected": round(EXPECTED, 3),
            }
            for one in found.thirds
        ],
    }


def _first_contact(found: FirstContacts) -> FirstContactEntry:
    return {
        "median": found.median,
        "waiting": found.waiting,
        "each": [
            {
                "prospect": one.referral.prospect.id,
                "giver": one.referral.giver,
                "opened": one.referral.opened.isoformat(),
                "days": one.days,
            }
            for one in found.each
        ],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
