"""The shape of `karma show WHO --json`: one person, everything in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, cast

from karma.core.fields import FIELDS
from karma.views.json.entries import LogEntry, PromiseEntry, iso, log_entry, promise_entry

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.standing import Standing


class Person(TypedDict):
    """What `karma show WHO` prints: every field of the file as text or texts, days as ISO.

    `unknown` are keys that are no fields; `log` has the oldest first; `notes` is the prose.
    """

    id: str
    path: str
    name: str
    aliases: list[str]
    org: str | None
    title: str | None
    circle: str | None
    every: str | None
    snooze: str | None
    phone: list[str]
    email: list[str]
    url: list[str]
    address: str | None
    city: str | None
    timezone: str | None
    language: str | None
    photo: str | None
    birthday: str | None
    met: str | None
    met_at: str | None
    via: str | None
    added: str | None
    tags: list[str]
    interests: list[str]
    needs: list[str]
    offers: list[str]
    opt_in: list[str]
    fit: list[str]
    partner: list[str]
    owner: str | None
    private: list[str]
    uid: str | None
    unknown: dict[str, str]
    archived: bool
    last: str | None
    due: str | None
    limit: str | None
    not_now: str | None
    next_time: list[str]
    promises: list[PromiseEntry]
    log: list[LogEntry]
    notes: str


def person(contact: Contact, found: Standing, today: date) -> Person:
    """Everything about one person on that day."""
    fields: dict[str, Any] = {
        name: _value(getattr(contact, name), spec.many) for name, spec in FIELDS.items()
    }
    shape = {
        "id": contact.id,
        "path": contact.path,
        **fields,
        "unknown": dict(contact.unknown),
        "archived": contact.archived,
        "last": iso(found.last.date if found.last else None),
        "due": iso(found.due),
        "limit": iso(found.limit),
        "not_now": found.not_now,
        "next_time": list(contact.next_time),
        "promises": [promise_entry(one, today) for one in contact.promises],
        "log": [log_entry(entry) for entry in contact.log],
        "notes": contact.prose,
    }
    return cast("Person", shape)


def _value(value: Any, many: bool) -> list[str] | str | None:
    if many:
        return [str(item) for item in value]
    return None if value is None else str(value)
