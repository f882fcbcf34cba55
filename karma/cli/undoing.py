"""Which operation `karma undo` is to take back: found, or refused with the reason."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from karma.cli import ask, output
from karma.cli.errors import CannotDo
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.core.undo import Done
    from karma.files.git import Repository
    from karma.files.undo.plan import Plan

_YES = ("y", "\r", "\n", " ")
_MOST, _FEW = 10, 3


def repository_of(here: Run) -> Repository:
    """The repository of the book. Raises CannotDo where there is none, or something else is under way."""
    from karma.files import git  # noqa: PLC0415  (start-up)
    from karma.files.repository.condition import under_way  # noqa: PLC0415  (start-up)

    repository = git.find(here.root)
    if repository is None:
        raise CannotDo(
            "The book is in no git repository, so there is no history to take anything back from.",
            "`karma doctor` says how to begin one.",
        )
    if git.program() is None:
        raise CannotDo("git is not installed, and taking back needs it.", "`karma doctor` says more.")
    if what := under_way(repository):
        raise CannotDo(
            f"{what[:1].upper()}{what[1:]} is under way; taking back has to wait until it is done.",
            "`karma resolve` helps with conflicts, and says how to finish it.",
        )
    return repository


def planned(here: Run, repository: Repository, commit: str | None) -> Plan | None:
    """How to take back that commit, or the last operation of the user; None when nothing is left to do.

    Raises CannotDo when the commit is none that karma takes back, or when something would be lost.
    """
    from karma.files.undo.log import who_am_i  # noqa: PLC0415  (start-up)
    from karma.files.undo.plan import last, plan  # noqa: PLC0415  (start-up)

    if commit is None:
        found = last(here.root, here.config, repository, who_am_i(repository))
    else:
        found = plan(here.root, here.config, repository, _named(repository, commit))
    if found and found.hindrances:
        told = [f"{one.path}: {one.what}\n  {one.remedy}" for one in found.hindrances[:_MOST]]
        left = len(found.hindrances) - _MOST
        more = [f"and {left} more"] if left > 0 else []
        other = [] if commit else _another(here, repository, found.done)
        raise CannotDo(
            f"To take this back would lose something: {found.done.subject}",
            "\n".join([*told, *more, "Nothing was changed.", *other]),
        )
    return found if found and found.is_needed else None


def _another(here: Run, repository: Repository, refused: Done) -> list[str]:
    """The way to an operation before the one that was refused: without a name it would always be that one."""
    from karma.files.refusals import WriteRefused  # noqa: PLC0415  (start-up)
    from karma.files.undo.log import who_am_i  # noqa: PLC0415  (start-up)
    from karma.files.undo.plan import earlier  # noqa: PLC0415  (start-up)

    found = None
    with suppress(WriteRefused):
        found = earlier(here.root, here.config, repository, who_am_i(repository), refused)
    if found is None:
        return ["Another one: karma undo COMMIT, as `karma git log --oneline` lists them."]
    return [
        "What you did before that can be taken back:",
        f"  karma undo {found.done.short}  ({found.done.subject})",
    ]


def _named(repository: Repository, commit: str) -> Done:
    from karma.core.undo import BEGINNING  # noqa: PLC0415  (start-up)
    from karma.files.undo.log import named  # noqa: PLC0415  (start-up)

    done = named(repository, commit)
    if done is None:
        raise CannotDo(
            f"No commit of this book is called “{commit}”.",
            "`git log --oneline` lists them, the newest first.",
        )
    if done.is_merge:
        raise CannotDo(
            f"{done.short} joins two histories, and karma does not take that apart.",
            f"git can: git revert -m 1 {done.short}",
        )
    if not done.operation:
        raise CannotDo(
            f"{done.short} was made by hand, and karma takes back only what it did itself.",
            f"git can: git revert {done.short}",
        )
    if done.operation == BEGINNING:
        raise CannotDo("That is how the book began; without it there is none.", "Nothing was changed.")
    return done


def not_reached(here: Run, repository: Repository, plan: Plan | None) -> list[str]:
    """What no undo can take back, as it is in no commit, and if the undo commits it along; or nothing."""
    from karma.files.undo.log import uncommitted  # noqa: PLC0415  (start-up)

    paths = uncommitted(repository)
    if not paths:
        return []
    what = f"What is new in {_few(paths)} is not committed, so it is not what is taken back. It stays"
    touched = {path for one in plan.steps for path in (one.path, one.to)} if plan else set()
    along = [path for path in paths if path in touched]
    if not along or here.uncommitted or not here.config.commit:
        return [f"{what} as it is."]
    return [f"{what}, and is committed along{'' if along == list(paths) else f' in {_few(along)}'}."]


def _few(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_FEW]) + (f" and {len(paths) - _FEW} more" if len(paths) > _FEW else "")


def agreed() -> bool:
    """One key: Enter or y for yes, any other for no."""
    output.put([line(""), line(Span("Take this back? (Enter yes, n no)", "accent"))])
    return ask.a_key().casefold() in _YES
