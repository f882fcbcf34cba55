"""Checks of the repository: whose it is, who commits, what it is in the middle of, where it stands."""

from __future__ import annotations

import os
import shlex
from shutil import which
from typing import TYPE_CHECKING

from karma.core.diagnosis import Finding
from karma.files.repository.condition import is_somebody_elses, under_way
from karma.files.repository.driver import registered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from karma.files.doctor.patient import Patient
    from karma.files.git import Repository

FIX = ("karma doctor --fix",)
_ENDS = {"a bisect": ("git bisect reset",), "a series of patches": ("git am --continue", "git am --abort")}
_OLD = 600
"""Seconds after which nobody is likely to be still at work behind a lock of git's."""
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def there_is_one(patient: Patient) -> Iterator[Finding]:
    """Without a repository there is no history, no undo and no sync."""
    if patient.repository is None:
        begin = ("git init", "karma doctor --fix", "git add .", 'git commit -m "the book as it is"')
        says = "The book is in no git repository: there is no history, and nothing to go back to."
        yield Finding("repository", "warning", says, "Begin one in the folder of the book.", begin)


def is_yours(patient: Patient) -> Iterator[Finding]:
    """What belongs to another user of this computer gets no commit: they could read it."""
    if patient.at and is_somebody_elses(*patient.at):
        top = shlex.quote(str(patient.at[0].top))
        says = f"The repository in {patient.at[0].top} belongs to another user: karma commits nothing there."
        mend = (f"git config --global --add safe.directory {top}",)
        yield Finding("owner", "error", says, "If you know them and trust them:", mend)


def can_be_read(patient: Patient) -> Iterator[Finding]:
    """A configuration that git cannot read stops git altogether."""
    if patient.config is not None and patient.config.complaint:
        says = f"git cannot read its configuration: {patient.config.complaint}"
        yield Finding("configuration", "error", says, "Mend that line in an editor.")


def identity(patient: Patient) -> Iterator[Finding]:
    """Git commits only for somebody with a name and an address."""
    if patient.at is None:
        return
    repository, config = patient.at
    wanted = {"user.name": "NAME", "user.email": "ADDRESS"}
    mend = tuple(
        f'git config --global {key} "YOUR {what}"' for key, what in wanted.items() if not config.get(key)
    )
    who = repository.run("var", "GIT_COMMITTER_IDENT")
    name = who.text.rpartition(" <")[0] if who.ok else ""
    if not who.ok:
        yield Finding(
            "identity", "error", "git does not know who you are, and commits nothing.", "Tell it:", mend
        )
    elif mend and not os.environ.get("GIT_COMMITTER_EMAIL"):
        says = f"git guesses that you are {who.text.rpartition('>')[0]}>"
        yield Finding("identity", "warning", says, "Tell it who you are:", mend)
    else:
        yield Finding("identity", "good", f"you are {name}")


def driver(patient: Patient) -> Iterator[Finding]:
    """Contacts are merged by karma, in merges that git is asked for by hand as well (faults.md G01)."""
    if patient.at is None:
        return
    if registered(patient.at[1]) and which("karma"):
        yield Finding("driver", "good", "karma merges contacts")
    elif registered(patient.at[1]):
        says = "git finds no karma on the PATH: a merge by git itself is one of lines, not of contacts."
        yield Finding("driver", "note", says, "`karma sync` and `karma git` merge contacts all the same.")
    else:
        says = "This clone does not know karma's merge: for `git merge`, calls of one day are a conflict."
        yield Finding("driver", "warning", says, "Register it:", FIX)


def state(patient: Patient) -> Iterator[Finding]:
    """Nothing is half way: until then karma commits nothing (faults.md G09)."""
    if patient.at is None:
        return
    what = under_way(patient.at[0])
    if what:
        verb = what.split()[1]
        ends = _ENDS.get(what, (f"git {verb} --continue", f"git {verb} --abort"))
        says = f"You are in the middle of {what}: what karma writes is saved and not committed."
        yield Finding("state", "warning", says, "Finish it, or give it up:", ends)
    if patient.unmerged:
        says = f"A merge left a conflict in {patient.unmerged[0]}."
        yield Finding("conflict", "error", says, "Settle it:", ("karma resolve",))


def locks(patient: Patient) -> Iterator[Finding]:
    """A lock that a killed git left behind stops every commit. karma never deletes one."""
    if patient.repository is None:
        return
    for path in _locks(patient.repository):
        try:
            age = max(0, int(patient.now - path.lstat().st_mtime))
        except OSError:
            continue  # it went in this moment
        for_how_long = next(
            (f"{age // size} {unit}s" for size, unit in _UNITS if age >= 2 * size), "a moment"
        )
        if age < _OLD:
            yield Finding(
                "lock", "note", f"Another git is at work, or was stopped: {path} is {for_how_long} old."
            )
            continue
        says = f"A git that was stopped left {path} behind, {for_how_long} ago: nothing can be committed."
        sure = (
            "Close what shows this repository; when the first of these names no git that runs, do the second."
        )
        mend = ("ps -A | grep -w git", f"rm {shlex.quote(str(path))}")
        yield Finding("lock", "error", says, sure, mend)


def branch(patient: Patient) -> Iterator[Finding]:
    """Commits belong to a branch, and a branch of several computers to one that they share."""
    if patient.at is None:
        return
    repository, config = patient.at
    head = repository.run("symbolic-ref", "--quiet", "--short", "HEAD").text
    if not head:
        if under_way(repository) is None:  # else it is a rebase or bisect that left the branch, and returns
            says = "You are on no branch (“detached HEAD”): commits made here are easily lost sight of."
            back = tuple(f"git switch {shlex.quote(name)}" for name in _newest_branch(repository))
            remedy = "Go back to one, or make one of where you are:"
            yield Finding("branch", "warning", says, remedy, (*back, "git switch -c NAME"))
        return
    remotes = [one for one in repository.run("remote").text.split("\n") if one and not one.startswith("-")]
    if not remotes:
        says = "The book is on this computer alone."
        share = ("git remote add origin URL", "karma sync")
        yield Finding("upstream", "note", says, "To keep it in another place too:", share)
    elif config.get(f"branch.{head}.merge") is None:
        says = f"The branch {head} is shared with no other place yet."
        which_one = f"git config branch.{shlex.quote(head)}.remote {shlex.quote(remotes[0])}"
        first = () if len(remotes) == 1 else (which_one,)
        yield Finding("upstream", "note", says, "To share it:", (*first, "karma sync"))
    else:
        yield Finding("upstream", "good", f"{head} is shared by {config.get(f'branch.{head}.remote')}")


def _newest_branch(repository: Repository) -> list[str]:
    """The branch that was committed to last, if there is any."""
    newest = ("--sort=-committerdate", "--count=1", "--format=%(refname:short)", "refs/heads")
    return repository.run("for-each-ref", *newest).text.split()


def _locks(repository: Repository) -> Iterator[Path]:
    places = [repository.git_dir, repository.shared]
    places += [repository.shared / "refs" / "heads", repository.shared / "objects" / "info"]
    for folder in dict.fromkeys(place.resolve() for place in places):
        yield from sorted(folder.glob("*.lock"))


CHECKS = (there_is_one, can_be_read, is_yours, identity, driver, state, locks, branch)
