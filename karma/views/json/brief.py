"""The shape of `karma brief WHO --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.entries import PromiseEntry, promise_entry

if TYPE_CHECKING:
    from datetime import date

    from karma.core.why import Why


class Brief(TypedDict):
    """What `karma brief WHO` prints. `because` is the fact that the opener comes from."""

    id: str
    name: str
    phone: list[str]
    reason: str
    opener: str
    opener_kind: str
    because: str
    voicemail: str
    next_time: list[str]
    promises: list[PromiseEntry]


def brief(answer: Why, voicemail: str, today: date) -> Brief:
    """What to know before a call."""
    contact, opener = answer.standing.contact, answer.opener
    return {
        "id": contact.id,
        "name": contact.name,
        "phone": [str(number) for number in contact.phone],
        "reason": answer.says,
        "opener": opener.text,
        "opener_kind": opener.kind,
        "because": opener.because,
        "voicemail": voicemail,
        "next_time": list(contact.next_time),
        "promises": [promise_entry(one, today) for one in contact.promises if one.state == "open"],
    }
