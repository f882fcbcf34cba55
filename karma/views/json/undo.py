"""The shape of `karma undo --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.written import Committed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.undo import Done, Turn


class UndoneCommit(TypedDict):
    """What is taken back: the whole id of its commit, when it was (ISO, with the zone), and its sentence."""

    commit: str
    when: str
    operation: str
    subject: str


class UndoneFile(TypedDict):
    """`what` is `changes`, `links` (nothing but where they lead), `goes`, `comes back` or `moves`.

    `path` is where the file stands at the end; `gone` and `back` are its lines that go and come back, blank
    ones left out.
    """

    name: str
    path: str
    what: str
    gone: list[str]
    back: list[str]


class Undone(Committed):
    """`undone` is null when there is nothing to take back; `commit` is that of the undo itself.

    With `dry_run` nothing was written.
    """

    dry_run: bool
    undone: UndoneCommit | None
    files: list[UndoneFile]


def undone(done: Done | None, turns: Sequence[Turn], committed: Committed, *, dry_run: bool) -> Undone:
    """What was taken back, or with a dry run would be."""
    commit: UndoneCommit | None = None
    if done:
        commit = {
            "commit": done.commit,
            "when": done.when.isoformat(),
            "operation": done.operation,
            "subject": done.subject,
        }
    files = [
        UndoneFile(name=one.name, path=one.path, what=one.what, gone=list(one.gone), back=list(one.back))
        for one in turns
    ]
    return {"dry_run": dry_run, "undone": commit, "files": files, **committed}
