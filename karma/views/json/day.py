"""The shape of `karma today --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.people import Term, iso, score_terms

if TYPE_CHECKING:
    from karma.core.agenda import Call, Owed, Today


class CallRow(TypedDict):
    """One of the day's calls. `slot` is due, quiet or new; `phone` is the first number.

    `tried` is true when they were tried today and not reached.
    `reason` is why as a sentence; `last`, `due`, `limit`, `score` and `terms` are why as data.
    """

    id: str
    name: str
    slot: str
    reason: str
    opener: str
    opener_kind: str
    because: str
    phone: str | None
    last: str | None
    due: str | None
    limit: str | None
    score: float
    terms: list[Term]
    done: bool
    tried: bool


class OwedRow(TypedDict):
    """A promise with its person. `by` is a day, a week, a month, or null; `strength` names which."""

    id: str
    name: str
    text: str
    by: str | None
    strength: str
    they: bool
    overdue: bool
    done: bool


class AlsoRow(TypedDict):
    """Something else worth doing."""

    id: str
    name: str
    kind: str
    text: str
    reason: str
    done: bool


class Voice(TypedDict):
    """Voice touches and e-mails of the last four weeks; `says` is a sentence when e-mail leads."""

    voice: int
    email: int
    says: str | None


class Day(TypedDict):
    """What `karma today` prints. `made` counts the people called today, `wanted` is `per_day`.

    `load` is a sentence when the cadences ask for clearly more calls than there is room for, else null.
    """

    today: str
    calls: list[CallRow]
    promises: list[OwedRow]
    also: list[AlsoRow]
    voice: Voice
    made: int
    wanted: int
    load: str | None
    problems: int


def day(found: Today, problems: int) -> Day:
    """The day; `problems` counts what is wrong in the files."""
    return {
        "today": found.today.isoformat(),
        "calls": [_call(call) for call in found.calls],
        "promises": [owed_row(owed) for owed in found.promises],
        "also": [
            {
                "id": also.contact.id,
                "name": also.contact.name,
                "kind": also.kind,
                "text": also.text,
                "reason": also.reason,
                "done": also.done,
            }
            for also in found.also
        ],
        "voice": {"voice": found.voice.voice, "email": found.voice.email, "says": found.voice.says},
        "made": found.made,
        "wanted": found.wanted,
        "load": found.load,
        "problems": problems,
    }


def _call(call: Call) -> CallRow:
    return {
        "id": call.contact.id,
        "name": call.contact.name,
        "slot": call.slot,
        "reason": call.reason,
        "opener": call.opener.text,
        "opener_kind": call.opener.kind,
        "because": call.opener.because,
        "phone": call.contact.phone[0].value if call.contact.phone else None,
        "last": iso(call.standing.last.date if call.standing.last else None),
        "due": iso(call.standing.due),
        "limit": iso(call.standing.limit),
        "score": round(call.standing.score, 6),
        "terms": score_terms(call.standing),
        "done": call.done,
        "tried": call.tried,
    }


def owed_row(owed: Owed) -> OwedRow:
    """One promise with its person."""
    by = owed.promise.by
    return {
        "id": owed.contact.id,
        "name": owed.contact.name,
        "text": owed.promise.text,
        "by": str(by) if by else None,
        "strength": by.precision if by else "someday",
        "they": owed.promise.theirs,
        "overdue": owed.overdue,
        "done": owed.done,
    }
