"""The shape of `karma promises --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.day import OwedRow, owed_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.call_me.asked import Asked
    from karma.core.call_me.met import Met
    from karma.core.promises import PromiseBook, Strength
    from karma.core.trust import Trust


class SlipRow(TypedDict):
    """An e-mail that you sent to somebody without `opt_in: email`."""

    id: str
    name: str
    date: str
    text: str


class TrustFigures(TypedDict):
    """Of the referrals received: of how many the giver was told how it stands, was thanked, and both.

    `emails_not_asked_for` are of the last twelve months, the newest first.
    """

    referrals_received: int
    givers_told: int
    givers_thanked: int
    loops_closed: int
    emails_not_asked_for: list[SlipRow]


class AskedRow(TypedDict):
    """Somebody who was to call you and has not; `since` is the day it was due, or of their last log line."""

    id: str
    name: str
    phone: str | None
    text: str
    by: str | None
    since: str


class MetRow(TypedDict):
    """Somebody met with no touch by you since; `call_by` is when you promised to call, null for not at all.

    A promise to call without a day is `someday`.
    """

    id: str
    name: str
    met: str
    met_at: str | None
    call_by: str | None


class Promises(TypedDict):
    """What `karma promises` prints: open ones, the strongest first; the rate of yours kept on time.

    `to_call_yourself` were to call you, the longest wait first; `not_followed_up` were met in the last year,
    the latest first.
    """

    mine: list[OwedRow]
    theirs: list[OwedRow]
    kept_on_time: int
    kept_late: int
    overdue: int
    kept_rate: float | None
    to_call_yourself: list[AskedRow]
    not_followed_up: list[MetRow]
    trust: TrustFigures


def promises(found: PromiseBook, trusted: Trust, asked: Sequence[Asked], met: Sequence[Met]) -> Promises:
    """Every open promise, how many were kept on time, and what "call me" has come to."""
    return {
        "mine": _all(found.mine),
        "theirs": _all(found.theirs),
        "kept_on_time": found.kept_on_time,
        "kept_late": found.kept_late,
        "overdue": len(found.overdue),
        "kept_rate": None if found.kept_rate is None else round(found.kept_rate, 4),
        "to_call_yourself": [_asked(one) for one in asked],
        "not_followed_up": [_met(one) for one in met],
        "trust": _trust(trusted),
    }


def _all(strengths: Sequence[Strength]) -> list[OwedRow]:
    return [owed_row(owed) for strength in strengths for owed in strength.promises]


def _asked(one: Asked) -> AskedRow:
    contact, by = one.contact, one.promise.by
    return {
        "id": contact.id,
        "name": contact.name,
        "phone": contact.phone[0].value if contact.phone else None,
        "text": one.promise.text,
        "by": str(by) if by else None,
        "since": one.since.isoformat(),
    }


def _met(one: Met) -> MetRow:
    call = one.call
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "met": one.met.isoformat(),
        "met_at": one.contact.met_at,
        "call_by": (str(call.by) if call.by else "someday") if call else None,
    }


def _trust(found: Trust) -> TrustFigures:
    return {
        "referrals_received": found.received,
        "givers_told": found.told,
        "givers_thanked": found.thanked,
        "loops_closed": found.closed,
        "emails_not_asked_for": [
            {
                "id": slip.contact.id,
                "name": slip.contact.name,
                "date": slip.line.date.isoformat(),
                "text": slip.line.text,
            }
            for slip in found.slips
        ],
    }
