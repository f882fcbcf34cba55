"""The shape of `karma show WHO --json`: one person, everything in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.fields import FIELDS
from karma.views.json.people import iso, log_entry, promise_entry

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.standing import Standing


def person(contact: Contact, found: Standing, today: date) -> dict[str, Any]:
    """Everything about one person.

    `id`, `path`, every field of format.md (texts, lists of texts, ISO days; null or [] when empty), `unknown`
    (keys that are no fields), `archived`, `last`, `due`, `limit`, `not_now`, `next_time`, `promises`, `log`
    (oldest first) and `notes`, the prose.
    """
    fields = {name: _value(getattr(contact, name), spec.many) for name, spec in FIELDS.items()}
    return {
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


def _value(value: Any, many: bool) -> list[str] | str | None:
    if many:
        return [str(item) for item in value]
    return None if value is None else str(value)
