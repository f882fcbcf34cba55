"""The shapes of `partners` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.partners.criteria import CRITERIA
from karma.core.partners.partner import is_partner
from karma.views.json.entries import iso

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.partners.matrix import Matrix
    from karma.core.partners.meetings import Exchange
    from karma.core.partners.overview import Partners as Found
    from karma.core.partners.partner import Partner
    from karma.core.partners.quarter import Pace
    from karma.core.referrals.referral import Referral


class CriterionRow(TypedDict):
    """One of the eight criteria. `earn` is how to earn one that is missing, `shown` what speaks for it."""

    criterion: str
    says: str
    held: bool
    earn: str | None
    shown: str | None


class ExchangeRow(TypedDict):
    """One referral meeting: names you gave and got, null where the line does not say; `people` are stems."""

    date: str
    gave: int | None
    got: int | None
    people: list[str]
    text: str


class PassedReferral(TypedDict):
    """A referral that passed between you, by its prospect."""

    prospect: str
    opened: str
    stage: str


class PartnerRow(TypedDict):
    """What `karma partners WHO` prints, and each of `karma partners`.

    `strength` is `strong` (all eight), `near` (one or two missing), `early`, or `unknown` (none noted).
    `ask_first` has the sentences that say what comes before asking for a referral; `next_meeting` is a day,
    a week or a month. `names_gave`, `names_got`, `referrals_out` and `referrals_in` count the last twelve
    months, `out` being to them; the lists below hold everything. Nothing is proposed for who is `resting`.
    """

    id: str
    name: str
    partner: bool
    strength: str
    held: int
    ask_first: list[str]
    met_this_quarter: bool
    last_met: str | None
    next_meeting: str | None
    resting: bool
    names_gave: int
    names_got: int
    referrals_out: int
    referrals_in: int
    criteria: list[CriterionRow]
    exchanges: list[ExchangeRow]
    sent: list[PassedReferral]
    given: list[PassedReferral]


class PaceRow(TypedDict):
    """The meetings of a quarter. `end` is the first day after it; `usual` is meetings a week over all of it.

    `by_now` is what an even pace would have met before today; `a_week` meets the rest in time.
    """

    start: str
    end: str
    partners: int
    met: int
    left: int
    planned: int
    weeks: int
    by_now: int
    on_track: bool
    a_week: int
    usual: float


class NamesRow(TypedDict):
    """Names at the exchanges of the last twelve months, each way, null when no line says.

    `unread` counts exchanges whose line leaves a side open; `wanted` is the aim each way.
    """

    exchanges: int
    gave_per_meeting: float | None
    got_per_meeting: float | None
    unread: int
    wanted: int


class MatrixCell(TypedDict):
    """The stems of the partners with so many meetings and referrals, either way; 3 is 3 and more."""

    meetings: int
    referrals: int
    people: list[str]


class MatrixRow(TypedDict):
    """The last completed quarter, `end` being the first day after it; cells without anybody are left out."""

    start: str
    end: str
    cells: list[MatrixCell]


class Partners(TypedDict):
    """What `karma partners` prints. `to_meet` are the stems of who was not met yet, the longest ago first."""

    partners: list[PartnerRow]
    wanted: int
    quarter: PaceRow
    to_meet: list[str]
    names: NamesRow
    matrix: MatrixRow


def partners(found: Found, today: date) -> Partners:
    """All partners."""
    names = found.names
    return {
        "partners": [partner(one, today) for one in found.partners],
        "wanted": found.wanted,
        "quarter": _pace(found.pace),
        "to_meet": [one.contact.id for one in found.to_meet],
        "names": {
            "exchanges": names.exchanges,
            "gave_per_meeting": _rounded(names.gave_per_meeting),
            "got_per_meeting": _rounded(names.got_per_meeting),
            "unread": names.unread,
            "wanted": found.names_wanted,
        },
        "matrix": _matrix(found.matrix),
    }


def partner(one: Partner, today: date) -> PartnerRow:
    """One partner, or somebody who might become one."""
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "partner": is_partner(one.contact, today),
        "strength": one.strength,
        "held": len(one.held),
        "ask_first": [wait.says for wait in one.waits],
        "met_this_quarter": bool(one.met),
        "last_met": iso(one.last.date if one.last else None),
        "next_meeting": str(one.next.by) if one.next else None,
        "resting": one.resting,
        "names_gave": one.year.gave,
        "names_got": one.year.got,
        "referrals_out": one.sent_of_year,
        "referrals_in": one.given_of_year,
        "criteria": _criteria(one),
        "exchanges": [_exchange(meeting) for meeting in one.exchanges],
        "sent": _referrals(one.sent),
        "given": _referrals(one.given),
    }


def _criteria(one: Partner) -> list[CriterionRow]:
    gaps = {gap.criterion: gap for gap in one.missing}
    rows: list[CriterionRow] = []
    for criterion in CRITERIA:
        gap = gaps.get(criterion)
        rows.append(
            {
                "criterion": criterion.word,
                "says": criterion.says,
                "held": gap is None,
                "earn": gap.earn if gap else None,
                "shown": gap.shown if gap else None,
            }
        )
    return rows


def _exchange(meeting: Exchange) -> ExchangeRow:
    return {
        "date": meeting.line.date.isoformat(),
        "gave": meeting.names.gave,
        "got": meeting.names.got,
        "people": list(meeting.people),
        "text": meeting.line.text,
    }


def _referrals(found: Sequence[Referral]) -> list[PassedReferral]:
    return [
        {"prospect": one.prospect.id, "opened": one.opened.isoformat(), "stage": one.stage} for one in found
    ]


def _pace(pace: Pace) -> PaceRow:
    return {
        "start": pace.quarter.start.isoformat(),
        "end": pace.quarter.end.isoformat(),
        "partners": pace.partners,
        "met": pace.met,
        "left": pace.left,
        "planned": pace.planned,
        "weeks": pace.weeks,
        "by_now": pace.by_now,
        "on_track": pace.on_track,
        "a_week": pace.a_week,
        "usual": round(pace.usual, 2),
    }


def _matrix(matrix: Matrix) -> MatrixRow:
    return {
        "start": matrix.quarter.start.isoformat(),
        "end": matrix.quarter.end.isoformat(),
        "cells": [
            {
                "meetings": cell.meetings,
                "referrals": cell.referrals,
                "people": [contact.id for contact in cell.contacts],
            }
            for row in matrix.rows
            for cell in row
            if cell.contacts
        ],
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
