"""The shape of `karma history --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.history.words import says
from karma.views.json.entries import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from karma.core.history.change import Change
    from karma.core.history.revision import Revision, Told


class ChangeRow(TypedDict):
    """One thing that happened: `was` went and `now` came, as the file says it; `says` has it in words.

    `kind` is one of new, removed, renamed, merged, archived, brought back; logged, corrected, unlogged;
    promised, kept, let go, reopened, re-dated, reworded, unpromised; field, noted, struck, prose; unclear
    where a version cannot be read. `about` is the field, the promise or the name, "" for none.
    """

    kind: str
    about: str
    was: list[str]
    now: list[str]
    says: str


class ToldRow(TypedDict):
    """What happened to one person. `was` is the stem before, null when it stayed.

    `by_hand` was changed by hand and not yet committed when karma wrote; both became one commit.
    """

    id: str
    name: str
    was: str | None
    changes: list[ChangeRow]
    by_hand: list[ChangeRow]


class RevisionRow(TypedDict):
    """One commit; all but `people` is null or "" for what is not committed yet.

    `at` is when it was made, in the zone of who made it, `op` the command of karma's that made it, null for
    by hand; `undoes` the commit that it takes back. `settings`: karma.toml was changed. `more` people were
    touched besides those in `people`.
    """

    commit: str | None
    date: str | None
    at: str | None
    author: str
    email: str
    subject: str
    op: str | None
    undoes: str | None
    settings: bool
    people: list[ToldRow]
    more: int


class History(TypedDict):
    """What `karma history` prints, the newest first. `id` is whom it was asked about, null for everybody."""

    id: str | None
    name: str | None
    revisions: list[RevisionRow]


def history(found: Sequence[Revision], who: tuple[str, str] | None) -> History:
    """The revisions; `who` are the stem and name of whom they are about."""
    stem, name = who or (None, None)
    return {"id": stem, "name": name, "revisions": [_revision(one) for one in found]}


def _revision(one: Revision) -> RevisionRow:
    return {
        "commit": one.commit or None,
        "date": iso(one.day),
        "at": one.at.isoformat() if one.at else None,
        "author": one.author,
        "email": one.email,
        "subject": one.subject,
        "op": one.op or None,
        "undoes": one.undoes or None,
        "settings": one.settings,
        "people": [_told(told, one.day) for told in one.people],
        "more": one.more,
    }


def _told(told: Told, day: date | None) -> ToldRow:
    return {
        "id": told.id,
        "name": told.name,
        "was": told.was or None,
        "changes": _changes(told.changes, day),
        "by_hand": _changes(told.by_hand, day),
    }


def _changes(found: Iterable[Change], day: date | None) -> list[ChangeRow]:
    return [
        {
            "kind": one.kind,
            "about": one.about,
            "was": list(one.was),
            "now": list(one.now),
            "says": says(one, day),
        }
        for one in found
    ]
