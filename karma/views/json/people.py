"""The shapes of `list`, `find`, `show`, `brief` and `why` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core import logline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.logline import LogLine
    from karma.core.promise import Promise
    from karma.core.search import Hit
    from karma.core.standing import Standing
    from karma.core.why import Why as WhyFound


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


LogEntry = TypedDict(
    "LogEntry",
    {
        "date": str,
        "time": str | None,
        "verb": str,
        "in": bool,
        "links": list[str],
        "text": str,
        "amount": str | None,
        "currency": str | None,
        "line": int,
        "written": str,
    },
)
LogEntry.__doc__ = (
    "One line of a log. `in`: they did it; `links` are stems; `written` is the line, `line` its number."
)


class PromiseEntry(TypedDict):
    """One promise. `by` is a day, a week, a month, or null for someday; `they`: it is theirs."""

    text: str
    by: str | None
    they: bool
    state: str
    kept_on: str | None
    overdue: bool
    line: int


class Place(TypedDict):
    """Where the words of `karma find` stand: a field or section, and its text."""

    field: str
    text: str


class FoundPerson(TypedDict):
    """A person who has all the words."""

    id: str
    name: str
    where: list[Place]


class Hits(TypedDict):
    """What `karma find WORDS` prints."""

    people: list[FoundPerson]


class Term(TypedDict):
    """One part of a score, and the sentence that explains it."""

    name: str
    value: float
    says: str


class Why(TypedDict):
    """What `karma why WHO` prints. `not_now` is the rule that keeps them off the list, null when none does.

    `slot` is their place on today's list (due, quiet, new) or null; `says` is why they are on it or not.
    """

    id: str
    name: str
    score: float
    terms: list[Term]
    not_now: str | None
    slot: str | None
    says: str
    due: str | None
    limit: str | None


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


def hits(found: Sequence[Hit]) -> Hits:
    """Who was found, and where."""
    return {
        "people": [
            {
                "id": hit.contact.id,
                "name": hit.contact.name,
                "where": [{"field": place, "text": text} for place, text in hit.where],
            }
            for hit in found
        ]
    }


def log_entry(entry: LogLine) -> LogEntry:
    """One line of a log."""
    return {
        "date": entry.date.isoformat(),
        "time": entry.time,
        "verb": entry.verb,
        "in": entry.inbound,
        "links": list(entry.links),
        "text": entry.text,
        "amount": f"{entry.amount:f}" if entry.amount is not None else None,
        "currency": entry.currency,
        "line": entry.line,
        "written": logline.write(entry),
    }


def promise_entry(promise: Promise, today: date) -> PromiseEntry:
    """One promise on that day."""
    return {
        "text": promise.text,
        "by": str(promise.by) if promise.by else None,
        "they": promise.theirs,
        "state": promise.state,
        "kept_on": iso(promise.kept_on),
        "overdue": promise.overdue(today),
        "line": promise.line,
    }


def why(answer: WhyFound) -> Why:
    """The score of one person, term by term."""
    found = answer.standing
    return {
        "id": found.contact.id,
        "name": found.contact.name,
        "score": round(found.score, 6),
        "terms": score_terms(found),
        "not_now": found.not_now,
        "slot": answer.slot,
        "says": answer.says,
        "due": iso(found.due),
        "limit": iso(found.limit),
    }


def score_terms(found: Standing) -> list[Term]:
    """The parts of a score, in the order they are explained."""
    return [{"name": term.name, "value": round(term.value, 6), "says": term.says} for term in found.terms]


def brief(answer: WhyFound, voicemail: str, today: date) -> Brief:
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


def iso(day: date | None) -> str | None:
    """The day as ISO, or null."""
    return day.isoformat() if day else None
