"""A book in a test, made of people and the log lines as a user types them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from karma.core import logline, promise
from karma.core.book import Book, Contact
from karma.core.cadence import parse_cadence
from karma.core.config import Config
from karma.core.dates import parse_birthday
from karma.core.problems import Fault
from karma.core.verbs import VERBS

if TYPE_CHECKING:
    from karma.core.logline import LogLine


def day(text: str) -> date:
    return date.fromisoformat(text)


def line(text: str, verbs: Any = VERBS) -> LogLine:
    """The log line `text`, without its bullet: `2026-10-02 call: off to the mountains`."""
    parsed = logline.parse(f"- {text}", verbs)
    assert not isinstance(parsed, Fault), parsed
    return parsed


def person(
    name: str, *log: str, verbs: Any = VERBS, promises: tuple[str, ...] = (), **fields: Any
) -> Contact:
    """A contact whose id is the name in small letters with hyphens, unless `id` says otherwise.

    `every` and `birthday` are given as written, days as ISO text, promises without their bullet.
    """
    stem = fields.pop("id", None) or name.casefold().replace(" ", "-")
    for key in ("snooze", "met", "added"):
        if isinstance(fields.get(key), str):
            fields[key] = day(fields[key])
    if isinstance(fields.get("every"), str):
        fields["every"] = parse_cadence(fields["every"])
        assert fields["every"]
    if isinstance(fields.get("birthday"), str):
        fields["birthday"] = parse_birthday(fields["birthday"])
        assert fields["birthday"]
    return Contact(
        id=stem,
        path=f"contacts/{stem}.md",
        name=name,
        log=tuple(sorted((line(text, verbs) for text in log), key=lambda entry: entry.date)),
        promises=tuple(_promise(text, number) for number, text in enumerate(promises, 1)),
        **fields,
    )


def book(*people: Contact, **settings: Any) -> Book:
    """A book of these people, sorted as the loader sorts them, with these settings."""
    return Book(Config(**settings), tuple(sorted(people, key=lambda contact: contact.id)))


def _promise(text: str, number: int) -> promise.Promise:
    parsed = promise.parse(f"- {text}", number)
    assert not isinstance(parsed, Fault), parsed
    return parsed
