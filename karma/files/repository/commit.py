"""One commit of exactly the paths that karma wrote, whatever else has changed (faults.md G09, G13).

A file is committed whole: what the user had changed in it by hand and not committed goes along, and the
message says what stood there before (Karma-Before). All other files, and what is staged, stay as they were;
when git cannot do it, so does the index.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.files import atomic, git
from karma.files.refusals import WriteRefused
from karma.files.repository.condition import is_locked, is_somebody_elses, under_way
from karma.files.repository.config import GitConfig, read_config
from karma.files.repository.outcome import (
    LOCKED,
    NO_GIT,
    NO_REPOSITORY,
    NOT_YOURS,
    PROGRAMS,
    Outcome,
    cannot_be_read,
    in_the_middle_of,
    left_out,
    refusal,
)
from karma.files.repository.paths import keep_what_stood_there, listed, look
from karma.files.state import state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from karma.core.operation import Operation
    from karma.files.git import Ran, Repository
    from karma.files.plan import Written
    from karma.files.repository.paths import Known

HOOKS, SIGNING = "karma.hooks", "karma.sign"
"""Yes to one of these in the user's own git configuration lets their hooks run, or signs the commits."""
PATIENCE = 8.0
"""Seconds for a commit that runs the user's hooks or signs: a question nobody sees must not hang it. Another
karma waits longer than that for its turn."""
_ATTEMPTS = 3
_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_DURABLE = ("-c", "core.fsync=loose-object,reference")
"""A power cut must not leave a branch that points to what never reached the disk (faults.md C09)."""


def commit(  # noqa: PLR0913  (what, where, and how long it may take)
    root: Path,
    operation: Operation,
    written: Sequence[Written],
    *,
    waits: bool = True,
    sleep: Callable[[float], None] = time.sleep,
    patience: float = PATIENCE,
) -> Outcome:
    """Commits the files of `written` in the book at `root`. Never raises; the files are written anyhow.

    `waits`: a moment for another git that is at work. `patience`: seconds for hooks and signing.
    """
    repository = git.find(root)
    if repository is None or git.program() is None:
        return NO_GIT if repository else NO_REPOSITORY
    config = read_config(repository)
    step = _Committing(repository, config, operation, written, patience)
    pause = sleep if waits else _at_once
    for _ in range(_ATTEMPTS):
        if hindrance := _hindrance(repository, config, written, pause):
            return hindrance
        if (outcome := step.run()) is not LOCKED:
            return outcome
    return LOCKED


def _hindrance(
    repository: Repository, config: GitConfig, written: Sequence[Written], sleep: Callable[[float], None]
) -> Outcome | None:
    if config.complaint or is_somebody_elses(repository, config):
        return cannot_be_read(config.complaint) if config.complaint else NOT_YOURS
    if what := under_way(repository):
        return in_the_middle_of(what, written)
    if config.filters_unlooked_at or (config.opted_in(SIGNING) and config.signers_unlooked_at):
        return PROGRAMS
    return LOCKED if is_locked(repository, sleep) else None


def _at_once(_seconds: float) -> None:
    """Waits not at all."""


@dataclass(frozen=True, slots=True)
class _Committing:
    """The steps of one commit in a repository that is free for it."""

    repository: Repository
    config: GitConfig
    operation: Operation
    written: Sequence[Written]
    patience: float

    def run(self) -> Outcome:
        looked = look(self.repository, self.written)
        ignored = self._ignored([one.path for one in looked if one.is_new or not one.concerns_git])
        looked = [one for one in looked if one.path not in ignored]
        known = [one for one in looked if one.concerns_git]
        if not known:
            return left_out(ignored)
        new = [one.path for one in known if one.is_new]
        outcome = None
        try:
            outcome = self._add(new) or self._commit(known, looked)
        except (OSError, WriteRefused) as failure:
            outcome = Outcome("failed", why=str(failure), remedy="Commit it with `git commit`.")
        finally:
            if outcome is None or outcome.kind != "committed":
                self._forget(new)
        return outcome

    def _ignored(self, new: Sequence[str]) -> set[str]:
        """Those of the paths, of which git does not know, that the user keeps out of it."""
        if not new:
            return set()
        plain = {"GIT_LITERAL_PATHSPECS": "0"}  # it knows no other paths, and refuses to be told so
        found = self.repository.run("check-ignore", "-z", "--stdin", stdin=listed(new), env=plain)
        return set(found.out.decode("utf-8", "surrogateescape").split("\0")) - {""}

    def _add(self, new: Sequence[str]) -> Outcome | None:
        """Tells git of new files; why it could not be done, if so."""
        if not new:
            return None
        added = self.repository.run("add", *_FROM_STDIN, stdin=listed(new), allow=_DURABLE)
        return None if added.ok else refusal(added)

    def _forget(self, new: Sequence[str]) -> None:
        """Leaves the index as it was for files that are new."""
        if new:
            self.repository.run("update-index", "--force-remove", "-z", "--stdin", stdin=listed(new))

    def _commit(self, known: Sequence[Known], looked: Sequence[Known]) -> Outcome:
        paths = [one.path for one in known]
        message = self.operation.message(keep_what_stood_there(self.repository, looked))
        # In a file, because stdin has the paths, and thousands of trailers are too long for an argument.
        file = atomic.stage(
            state_folder(self.repository.book) / "message", message.encode("utf-8", "replace"), durable=False
        )
        try:
            done = self._run(paths, file)
        finally:
            atomic.discard(file)
        if done.ok:
            return Outcome("committed", self.repository.run("rev-parse", "HEAD").text)
        return Outcome("nothing") if self._is_committed(paths) else refusal(done)

    def _run(self, paths: Sequence[str], message: Path) -> Ran:
        hooks, sign = self.config.opted_in(HOOKS), self.config.opted_in(SIGNING)
        allow = list(_DURABLE)
        allow += ["-c", f"core.hooksPath={self._hooks()}"] if hooks else self.config.hooks_silenced
        if sign:
            allow += ["-c", "commit.gpgSign=true"]
        return self.repository.run(
            *("commit", "--only", "--quiet", "--no-status", "--cleanup=whitespace", "-F", str(message)),
            *(() if hooks else ("--no-verify",)),
            *_FROM_STDIN,
            stdin=listed(paths),
            allow=allow,
            timeout=self.patience if hooks or sign else git.PATIENCE,
        )

    def _hooks(self) -> str:
        """The folder of the hooks that the user said yes to: where they say, else the repository's own."""
        return self.config.own("core.hookspath") or str(self.repository.shared / "hooks")

    def _is_committed(self, paths: Sequence[str]) -> bool:
        """True when HEAD has all of it already."""
        chunks = (paths[at : at + 500] for at in range(0, len(paths), 500))
        quiet = ("diff", "--quiet", "HEAD", "--")
        return all(self.repository.run(*quiet, *chunk).ok for chunk in chunks)
