"""The shape of `karma sync --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.history.words import says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.sync.report import Clash, PersonCame, Synced
    from karma.core.sync.same_day import CalledTwice


class PersonRow(TypedDict):
    """Somebody whose file came in; `what` is new, changed, moved or gone, `changes` say it in words."""

    id: str
    name: str
    what: str
    changes: list[str]


class CalledTwiceRow(TypedDict):
    """Whom two people called on one day: who they are, ours first, and their lines of the log."""

    id: str
    name: str
    date: str
    by: list[str]
    said: list[str]


class ClashRow(TypedDict):
    """What both sides changed, each in another way; `author` and `date` are of theirs, null if unknown."""

    path: str
    what: str
    ours: str
    theirs: str
    author: str | None
    date: str | None


class Clashes(TypedDict):
    """What `karma sync` prints when both sides changed the same: nothing was changed or sent."""

    clashes: list[ClashRow]


class Sync(TypedDict):
    """What `karma sync` prints; with `dry_run` nothing was changed or sent.

    `commits` came in, by `authors`; `sent` is how many went out. `other_files` are paths that are nobody's;
    `kept` files that one side had removed and the other changed; `two_files` pairs of new files that seem to
    be one person; `errors` how many `karma check` finds in what came. `uncommitted` files stayed here.
    """

    remote: str
    branch: str
    dry_run: bool
    commits: int
    authors: list[str]
    people: list[PersonRow]
    other_files: list[str]
    kept: list[str]
    two_files: list[list[str]]
    called_twice: list[CalledTwiceRow]
    errors: int
    sent: int
    uncommitted: list[str]


def stopped(clashes: Sequence[Clash]) -> Clashes:
    """What both sides changed."""
    return {"clashes": [_clash(one) for one in clashes]}


def synced(done: Synced) -> Sync:
    """What came, and what went."""
    came = done.came
    return {
        "remote": done.remote,
        "branch": done.branch,
        "dry_run": done.dry_run,
        "commits": came.commits,
        "authors": list(came.authors),
        "people": [_person(one) for one in came.people],
        "other_files": list(came.others),
        "kept": list(came.kept),
        "two_files": [list(pair) for pair in came.twins],
        "called_twice": [_twice(one) for one in came.twice],
        "errors": came.errors,
        "sent": done.went,
        "uncommitted": list(done.uncommitted),
    }


def _person(one: PersonCame) -> PersonRow:
    return {
        "id": one.id,
        "name": one.name,
        "what": one.what,
        "changes": [says(change) for change in one.changes],
    }


def _twice(one: CalledTwice) -> CalledTwiceRow:
    return {
        "id": one.id,
        "name": one.name,
        "date": one.date.isoformat(),
        "by": list(one.by),
        "said": list(one.said),
    }


def _clash(one: Clash) -> ClashRow:
    return {
        "path": one.path,
        "what": one.what,
        "ours": one.ours,
        "theirs": one.theirs,
        "author": one.author or None,
        "date": one.day or None,
    }
