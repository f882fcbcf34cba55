"""One commit of exactly the paths that karma wrote, whatever else has changed (faults.md G09, G13)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karma.files import git
from karma.files.git_config import GitConfig, read_config
from karma.files.git_state import is_locked, under_way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from karma.core.operation import Operation
    from karma.files.git import Ran, Repository
    from karma.files.plan import Written

HOOKS, SIGNING = "karma.hooks", "karma.sign"
"""Yes to one of these in the user's own git configuration lets their hooks run, or signs the commits."""
_WITH_PROGRAMS = 30
"""Seconds for a commit that runs the user's hooks or signs: a question nobody sees must not hang it."""
_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a commit. `commit` is its id; else `why` says in a few words why there is none.

    `skipped`: karma did not try, and that is in order; `failed`: git could not do it.
    """

    kind: Literal["committed", "nothing", "skipped", "failed"]
    commit: str = ""
    why: str = ""
    remedy: str = ""


def commit(
    root: Path,
    operation: Operation,
    written: Sequence[Written],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Commits the files of `written` in the book at `root`. Never raises; the files are written anyhow."""
    if not written:
        return Outcome("nothing")
    repository = git.find(root)
    if repository is None:
        return Outcome("skipped", why="the book is in no git repository", remedy="`git init` begins one.")
    if git.program() is None:
        return Outcome("skipped", why="git is not installed", remedy="`karma doctor` says more.")
    config = read_config(repository)
    if hindrance := _hindrance(repository, config, sleep):
        return hindrance
    return _Committing(repository, config, operation, written).run()


def _hindrance(repository: Repository, config: GitConfig, sleep: Callable[[float], None]) -> Outcome | None:
    if what := under_way(repository):
        remedy = "Finish it, then commit with `git commit`."
        return Outcome("skipped", why=f"{what} is under way", remedy=remedy)
    if config.filters_unlooked_at:
        why = "this repository brings programs of its own"
        return Outcome("skipped", why=why, remedy="`karma doctor` shows them.")
    if is_locked(repository, sleep):
        return Outcome("skipped", why="another git is at work here", remedy="`karma doctor` says more.")
    return None


@dataclass(frozen=True, slots=True)
class _Committing:
    """The steps of one commit in a repository that is free for it."""

    repository: Repository
    config: GitConfig
    operation: Operation
    written: Sequence[Written]

    def run(self) -> Outcome:
        paths = self._known_to_git()
        added = self.repository.run("add", *_FROM_STDIN, stdin=_listed(paths))
        if not added.ok:
            ignored = "ignored by one of your .gitignore" in added.err
            why = "a .gitignore leaves this file out" if ignored else added.complaint
            return Outcome("skipped" if ignored else "failed", why=why, remedy=_remedy(added))
        done = self._commit(paths)
        if done.ok:
            return Outcome("committed", self.repository.run("rev-parse", "--short", "HEAD").text)
        if self.repository.run("diff", "--quiet", "--no-ext-diff", "HEAD", "--", *paths[:1000]).ok:
            return Outcome("nothing")
        self._unstage(paths)
        return Outcome("failed", why=done.complaint, remedy=_remedy(done))

    def _commit(self, paths: Sequence[str]) -> Ran:
        hooks, sign = self.config.opted_in(HOOKS), self.config.opted_in(SIGNING)
        allow: list[str] = []
        if hooks:
            allow += ["-c", f"core.hooksPath={self._hooks()}"]
        if sign:
            allow += ["-c", "commit.gpgSign=true"]
        return self.repository.run(
            *("commit", "--only", "--quiet", "--no-status", "--cleanup=whitespace"),
            *(() if hooks else ("--no-verify",)),
            *("-m", self.operation.message(self._changed_by_hand())),
            *_FROM_STDIN,
            stdin=_listed(paths),
            allow=allow,
            timeout=_WITH_PROGRAMS if hooks or sign else git.PATIENCE,
        )

    def _hooks(self) -> str:
        """The folder of the hooks that the user said yes to: where they say, else the repository's own."""
        return self.config.own("core.hookspath") or str(self.repository.git_dir / "hooks")

    def _known_to_git(self) -> list[str]:
        """All paths, without those that are gone and of which git never knew."""
        gone = [one.path for one in self.written if one.after is None]
        if not gone:
            return [one.path for one in self.written]
        listed = self.repository.run("ls-files", "-z", "--", *gone).out.decode("utf-8", "surrogateescape")
        known = set(listed.split("\0"))
        return [one.path for one in self.written if one.after is not None or one.path in known]

    def _changed_by_hand(self) -> Iterator[tuple[str, str]]:
        """The files that were not as committed when karma wrote to them: what stood there, and the path.

        It is kept as a blob, so that what karma did can be told from what was done by hand.
        """
        edited = [one for one in self.written if one.before is not None and "\n" not in one.path]
        names = "".join(f"HEAD:{self.repository.prefix}{one.path}\n" for one in edited)
        if not edited or not (listed := self.repository.run("cat-file", "--batch", stdin=names.encode())).ok:
            return
        for one, committed in zip(edited, _blobs(listed.out), strict=False):
            before = one.before or b""
            if committed is not None and _lines(committed) != _lines(before):
                made = self.repository.run("hash-object", "-w", "--no-filters", "--stdin", stdin=before)
                if made.ok:
                    yield made.text, one.path

    def _unstage(self, paths: Sequence[str]) -> None:
        """Leaves the index as it was for files that are new."""
        new = [one.path for one in self.written if one.before is None and one.path in paths]
        if new:
            self.repository.run("rm", "--cached", "--quiet", "--force", *_FROM_STDIN, stdin=_listed(new))


def _listed(paths: Sequence[str]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")


def _blobs(listed: bytes) -> Iterator[bytes | None]:
    """What `cat-file --batch` printed, object by object; None for what is not there."""
    while listed:
        head, _, rest = listed.partition(b"\n")
        if head.endswith(b" missing"):
            yield None
            listed = rest
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield rest[:size]
        listed = rest[size + 1 :]


def _lines(data: bytes) -> bytes:
    """The text as `text eol=lf` commits it: line endings are no change by hand."""
    return data.replace(b"\r\n", b"\n")


def _remedy(done: Ran) -> str:
    if "tell me who you are" in done.err or "empty ident" in done.err:
        return "Say who you are: `git config --global user.name NAME`, likewise user.email."
    return "`karma doctor` says what git needs; then commit with `git commit`."
