"""What became of a commit, and the words that say why there is none."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.git import Ran
    from karma.files.plan import Written


class Outcome(NamedTuple):
    """What became of a commit. `commit` is its whole id; else `why` says in a few words why there is none.

    `nothing`: there was nothing to commit, or it was not wanted; `skipped`: karma did not try, and that is in
    order; `failed`: git could not do it.
    """

    kind: Literal["committed", "nothing", "skipped", "failed"]
    commit: str = ""
    why: str = ""
    remedy: str = ""


NO_REPOSITORY = Outcome(
    "skipped",
    why="this book is in no git repository",
    remedy="`git init` begins one; `[git] commit = false` says that it needs none.",
)
NO_GIT = Outcome("skipped", why="git is not installed", remedy="`karma doctor` says more.")
LOCKED = Outcome("skipped", why="another git is at work here", remedy="`karma doctor` says more.")
PROGRAMS = Outcome(
    "skipped", why="this repository brings programs of its own", remedy="`karma doctor` shows them."
)
NOT_YOURS = Outcome(
    "skipped",
    why="the repository belongs to another user of this computer",
    remedy="`karma doctor` says more.",
)
_NOBODY = Outcome(
    "failed",
    why="git does not know who you are",
    remedy="Tell it: `git config --global user.name NAME`, and likewise user.email.",
)
_TOO_LONG = 124
_NOBODY_SAYS = ("tell me who you are", "empty ident", "unable to auto-detect", "no email was given")


def in_the_middle_of(what: str, written: Sequence[Written]) -> Outcome:
    """`what`, such as `a merge`, is under way; what was `written` goes with the commit that finishes it."""
    why = f"{what} is under way"
    if what == "a bisect":
        return Outcome("skipped", why=why, remedy="Finish it, then commit with `git commit`.")
    paths = " ".join(quote(one.path) for one in written)
    return Outcome("skipped", why=why, remedy=f"It goes with what finishes that: `git add {paths}` first.")


def cannot_be_read(complaint: str) -> Outcome:
    """Git understands its own configuration no longer, so that nobody knows what it would run."""
    return Outcome("failed", why=complaint, remedy="`git config --edit` opens the file.")


def left_out(ignored: set[str]) -> Outcome:
    """Nothing is left to commit: what was written is kept out of git, or git never knew of what is gone."""
    if not ignored:
        return Outcome("nothing")
    what = min(ignored) if len(ignored) == 1 else f"{min(ignored)} and {len(ignored) - 1} more"
    return Outcome("skipped", why=f".gitignore keeps {what} out", remedy="That is in order if you meant it.")


def refusal(done: Ran) -> Outcome:
    """What git complained of, in words that say what to do."""
    if done.code == _TOO_LONG:
        return Outcome("failed", why=done.complaint, remedy="Commit by hand, where it can ask you.")
    if (".lock'" in done.err and "File exists" in done.err) or "cannot lock ref" in done.err:
        return LOCKED
    if any(words in done.err for words in _NOBODY_SAYS):
        return _NOBODY
    remedy = "`karma doctor` says what git needs; then commit with `git commit`."
    return Outcome("failed", why=done.complaint.rstrip(".") or "git did not say why", remedy=remedy)
