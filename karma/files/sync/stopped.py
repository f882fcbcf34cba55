"""Why a sync went no further. Whatever it is, nothing here has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karma.core.operation import Operation
    from karma.core.sync.report import Came, Clash
    from karma.files.git import Ran, Repository


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A merge that somebody has to decide: with which commit, and how it will be told.

    `came` is what comes with it, whatever is decided.
    """

    theirs: str
    operation: Operation
    came: Came
    clashes: tuple[Clash, ...]


class SyncStopped(Exception):  # noqa: N818  (named for what happened)
    """What is in the way, and what to do. `by_git`: git or the connection failed, not a decision of karma's.

    `unsettled` is what both sides changed, if that is why.
    """

    def __init__(
        self, message: str, remedy: str, *, by_git: bool = False, unsettled: Unsettled | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.remedy, self.by_git, self.unsettled = message, remedy, by_git, unsettled


def git_failed(doing: str, done: Ran) -> SyncStopped:
    """For a step on this machine that git could not do; identity is what most often is missing."""
    if "tell me who you are" in done.err or "empty ident" in done.err:
        remedy = "Say who you are: `git config --global user.name NAME`, likewise user.email."
        return SyncStopped("git does not know who you are.", remedy, by_git=True)
    why = done.complaint.rstrip(".") or "it did not say why"
    return SyncStopped(f"git could not {doing}: {why}.", "`karma doctor` says more.", by_git=True)


def asked(repository: Repository, *args: str, codes: tuple[int, ...] = (0,)) -> Ran:
    """What git answers. Raises SyncStopped when it has no answer: to take that for none would be wrong."""
    done = repository.run(*args)
    if done.code not in codes:
        raise git_failed(f"answer `{args[0]}`", done)
    return done


def paths_of(done: Ran) -> list[str]:
    """The fields of an answer that was asked for with `-z`."""
    return done.out.decode("utf-8", "surrogateescape").split("\0")[:-1]
