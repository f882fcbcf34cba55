"""The shape of `karma list --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.brief import brief
from karma.views.json.entries import iso
from karma.views.json.hits import hits
from karma.views.json.why import Term, score_terms, why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.standing import Standing

__all__ = ["People", "PersonRow", "Term", "brief", "hits", "iso", "people", "row", "score_terms", "why"]


class PersonRow(TypedDict):
    """One person of `karma list`. Days are ISO; `last` is the newest touch that resets the cadence."""

    id: str
    name: str
    path: str
    circle: str | None
    org: str | None
    title: str | None
    city: str | None
    phone: list[str]
    email: list[str]
    tags: list[str]
    owner: str | None
    every: str
    last: str | None
    due: str | None
    limit: str | None
    snooze: str | None
    not_now: str | None
    archived: bool


class People(TypedDict):
    """What `karma list` prints."""

    people: list[PersonRow]


def row(found: Standing) -> PersonRow:
    """One person with where they stand."""
    contact = found.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "path": contact.path,
        "circle": contact.circle,
        "org": contact.org,
        "title": contact.title,
        "city": contact.city,
        "phone": [str(number) for number in contact.phone],
        "email": [str(address) for address in contact.email],
        "tags": list(contact.tags),
        "owner": contact.owner,
        "every": str(found.cadence),
        "last": iso(found.last.date if found.last else None),
        "due": iso(found.due),
        "limit": iso(found.limit),
        "snooze": iso(contact.snooze),
        "not_now": found.not_now,
        "archived": contact.archived,
    }


def people(found: Sequence[Standing]) -> People:
    """A list of people."""
    return {"people": [row(one) for one in found]}
