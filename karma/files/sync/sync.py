"""The steps of a sync. Until the last one nothing on this machine has changed, so nothing is to be restored.

Fetch; merge and check in git's object store; push; only then the branch and the files move forward to what
the other side has taken. Wherever it breaks off, the next sync goes on from a state that both sides know.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from karma.core.sync.report import Synced
from karma.files import git
from karma.files.discover import CONTACTS
from karma.files.lock import locked
from karma.files.repository.commit import SIGNING
from karma.files.repository.condition import is_somebody_elses
from karma.files.repository.config import read_config
from karma.files.sync import bring_in
from karma.files.sync.merging import merge_base
from karma.files.sync.network import fetch, push, refuse_rewritten
from karma.files.sync.outgoing import refuse_new_branch
from karma.files.sync.planned import Planner
from karma.files.sync.remote import follow, remote_of
from karma.files.sync.stopped import SyncStopped, asked, paths_of
from karma.files.sync.trees import Reader, is_person
from karma.files.sync.watching import keep_in_step

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.planned import Plan
    from karma.files.sync.remote import Remote

ROUNDS = 5
"""How often a sync begins anew because somebody was quicker."""
_TIDY = ("--task=loose-objects", "--task=incremental-repack")
"""What packs small files of git's into one; nothing that git holds is thrown away by it."""
_TIDYING = 20


@dataclass(frozen=True, slots=True)
class Options:
    """`yes` accepts that many people vanish; `dry_run` asks the other side and changes nothing.

    `told` hears what is waited for, before a step over the network; `undisturbed` is around the one step
    that must not be broken off.
    """

    yes: bool = False
    dry_run: bool = False
    told: Callable[[str], None] = lambda _: None
    undisturbed: Callable[[], AbstractContextManager[None]] = nullcontext


def sync(root: Path, config: Config, options: Options) -> Synced:
    """Brings this book and the repository that it follows to one state. Raises SyncStopped, WriteRefused."""
    return ready(root, config, options).run()


def tidy(root: Path) -> None:
    """Lets git pack what has become many small files, now and then, in the foreground and not for long."""
    if repository := git.find(root):
        repository.run("maintenance", "run", "--auto", "--quiet", *_TIDY, timeout=_TIDYING)


def ready(root: Path, config: Config, options: Options) -> Syncing:
    """A sync whose repository, branch and remote are known. Raises SyncStopped."""
    repository = git.find(root)
    if repository is None:
        raise SyncStopped(
            "This book is in no git repository.",
            "`git init` begins one; then name the one that you share: `git remote add origin URL`.",
        )
    if git.program() is None:
        raise SyncStopped("git is not installed.", "`karma doctor` says more.", by_git=True)
    git_config = read_config(repository)
    if git_config.complaint:
        raise SyncStopped(
            f"git cannot read its configuration: {git_config.complaint}.",
            "`git config --edit` opens the file.",
            by_git=True,
        )
    if is_somebody_elses(repository, git_config):
        raise SyncStopped(
            "The repository belongs to another user of this computer.", "`karma doctor` says more."
        )
    signers = git_config.signers_unlooked_at if git_config.opted_in(SIGNING) else ()
    if found := (*git_config.unlooked_at, *signers):
        raise SyncStopped(
            f"This repository brings programs of its own, which a sync would run: {found[0].key}.",
            "Look at them: `karma doctor`. If you know them: `karma doctor --trust`.",
        )
    bring_in.refuse_unready(repository)
    branch = repository.run("symbolic-ref", "--quiet", "--short", "HEAD").text
    if not branch:
        raise SyncStopped("You are on no branch.", _way_back(repository))
    if not repository.run("rev-parse", "--verify", "--quiet", "HEAD").ok:
        raise SyncStopped(
            "Nothing is committed here yet.", "`git add contacts`, `git commit`; then sync again."
        )
    remote = remote_of(repository, git_config, branch)
    return Syncing(repository, git_config, config, branch, remote, options)


def _way_back(repository: Repository) -> str:
    """To the branch that was committed to last, if there is any."""
    newest = ("--sort=-committerdate", "--count=1", "--format=%(refname:strip=2)", "refs/heads")
    branch = asked(repository, "for-each-ref", *newest).text
    if not branch:
        return "Make one of where you are: `git switch -c main`; then sync again."
    return f"Go back to yours: `git switch {quote(branch)}`."


@dataclass(frozen=True, slots=True)
class Syncing:
    """One sync under way."""

    repository: Repository
    git_config: GitConfig
    config: Config
    branch: str
    remote: Remote
    options: Options

    def run(self) -> Synced:
        """All steps, again from the first when somebody was quicker."""
        for _ in range(ROUNDS):
            self.options.told(f"Fetching from {self.remote.name} …")
            theirs = self._fetched()
            with locked(self.repository.book):
                plan, uncommitted = self._plan(theirs), self._uncommitted()
            if self.options.dry_run:
                return self._told(plan, uncommitted)
            if plan.sends and not self._sent(plan):
                continue
            if plan.head == plan.target or self._brought_in(plan):
                follow(self.repository, self.remote, self.branch)
                return self._told(plan, uncommitted)
        raise SyncStopped(
            f"Others were quicker {ROUNDS} times.", "Run `karma sync` again in a moment. Nothing is lost."
        )

    def _fetched(self) -> str | None:
        tracking = ("--verify", "--quiet", self.remote.tracking)
        known = asked(self.repository, "rev-parse", *tracking, codes=(0, 1)).text
        theirs = fetch(self.repository, self.remote, self.git_config)
        if theirs and merge_base(self.repository, "HEAD", theirs) is None:
            shallow = asked(self.repository, "rev-parse", "--is-shallow-repository").text == "true"
            if not shallow:
                return theirs
            # Where both began lies before what this clone has.
            fetch(self.repository, self.remote, self.git_config, whole=True)
        if known and not self.options.yes:
            refuse_rewritten(self.repository, self.remote, known, theirs)
        elif theirs is None and not self.options.yes:
            refuse_new_branch(self.repository, self.remote, self.git_config)
        return theirs

    def _plan(self, theirs: str | None) -> Plan:
        bring_in.refuse_unready(self.repository)
        planner = Planner.of(self.repository, self.git_config, self.config, self.remote, yes=self.options.yes)
        return planner.plan(asked(self.repository, "rev-parse", "HEAD").text, theirs)

    def _sent(self, plan: Plan) -> bool:
        self.options.told(f"Sending to {self.remote.name} …")
        return push(self.repository, self.remote, self.git_config, plan.target)

    def _brought_in(self, plan: Plan) -> bool:
        with self.options.undisturbed(), locked(self.repository.book):
            changed = bring_in.changed_here(self.repository)
            bring_in.refuse_in_the_way(self.repository, plan.changes, changed)
            if not bring_in.bring_in(self.repository, self.git_config, self.branch, plan.head, plan.target):
                return False
            keep_in_step(Reader(self.repository, self.config), plan.changes)
        return True

    def _told(self, plan: Plan, uncommitted: tuple[str, ...]) -> Synced:
        return Synced(
            self.remote.name,
            self.remote.branch,
            plan.came,
            plan.went,
            uncommitted,
            self._deleted(),
            new_branch=plan.new_branch,
            dry_run=self.options.dry_run,
        )

    def _deleted(self) -> tuple[str, ...]:
        """People's files that are gone from the disk and not from the index, relative to the book."""
        listed = paths_of(asked(self.repository, "ls-files", "-z", "--deleted", "--", CONTACTS))
        return tuple(
            sorted(one for one in listed if is_person(self.repository, f"{self.repository.prefix}{one}"))
        )

    def _uncommitted(self) -> tuple[str, ...]:
        """People's files that are not as committed, or that git never heard of, relative to the book."""
        options = ("-z", "--others", "--exclude-standard", "--")
        names = paths_of(asked(self.repository, "ls-files", *options, CONTACTS))
        prefix = self.repository.prefix
        paths = bring_in.changed_here(self.repository) | {f"{prefix}{name}" for name in names}
        return tuple(sorted(one.removeprefix(prefix) for one in paths if is_person(self.repository, one)))
