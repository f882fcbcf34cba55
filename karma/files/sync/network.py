"""How karma asks the other repository and gives to it: it never hangs, and nobody is asked anything."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.files.sync.stopped import SyncStopped, asked

if TYPE_CHECKING:
    from karma.files.git import Ran, Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.remote import Remote

PATIENCE = 1800
"""Seconds that a fetch or a push may take as long as something moves."""
STALLED = 60
"""Seconds in which nothing at all moves, after which it is given up."""
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=10 -o ServerAliveCountMax=3"
_SLOW = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=20")
_PROGRESS = re.compile(
    r".*\r|(remote: )?(Enumerating|Counting|Compressing|Receiving|Writing|Resolving|Unpacking|Delta|Total)\b"
    r"|(From|To) |.* -> |remote: *$"
)
"""What git says while it goes on, and of what came of it."""
_NOT_LET_IN = re.compile(
    r"permission.*denied|authentication failed|could not read (username|password)|host key verification"
    r"|error: 40[13]|access denied|dubious ownership|unable to (create|write|unpack)|insufficient permission",
    re.IGNORECASE,
)
_QUICKER = re.compile(r"cannot lock ref|failed to update ref|reference already exists|failed to lock")


def fetch(repository: Repository, remote: Remote, config: GitConfig, *, whole: bool = False) -> str | None:
    """The commit that the remote's branch is at, brought here; None when it has no such branch yet.

    `whole` brings the history that a shallow clone lacks. Raises SyncStopped.
    """
    done = _ask(
        repository,
        config,
        *("fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"),
        *("--no-auto-maintenance", "--refmap=", *(("--unshallow",) if whole else ())),
        *("--", remote.name, f"+refs/heads/{remote.branch}:{remote.tracking}"),
    )
    if done.ok:
        return asked(repository, "rev-parse", "--verify", "--quiet", remote.tracking).text
    if "couldn't find remote ref" in done.err:
        return None
    waiting = repository.run("rev-list", "--count", f"{remote.tracking}..HEAD")
    raise _not_reached(remote, done, waiting.text if waiting.ok else "")


def branches(repository: Repository, remote: Remote, config: GitConfig) -> list[str]:
    """The names of all branches that the remote has. Raises SyncStopped."""
    done = _ask(repository, config, "ls-remote", "--heads", "--refs", "--", remote.name)
    if not done.ok:
        raise _not_reached(remote, done, "")
    return [line.partition("\trefs/heads/")[2] for line in done.text.split("\n") if "\trefs/heads/" in line]


def refuse_rewritten(repository: Repository, remote: Remote, known: str, theirs: str | None) -> None:
    """Stops when commits that the remote had are gone from it: merging brings back what somebody took out.

    Raises SyncStopped; what is known of the remote is then again what it was, so that the next sync asks too.
    """
    if theirs is None:
        raise SyncStopped(
            f"{remote.name} no longer has the branch {remote.branch}.",
            "`karma sync --yes` sends it again; or say which you follow: `git branch --set-upstream-to`.",
        )
    if not asked(repository, "merge-base", "--is-ancestor", known, theirs, codes=(0, 1)).ok:
        asked(repository, "update-ref", remote.tracking, known)
        raise SyncStopped(
            f"{remote.name} was rewritten: commits that it had are gone from it.",
            f"See them: `git log {theirs[:9]}..{known[:9]}`. If they are to come back: `karma sync --yes`; "
            f"if they are to go: `git rebase --onto {theirs[:9]} {known[:9]}`.",
        )


def push(repository: Repository, remote: Remote, config: GitConfig, commit: str) -> bool:
    """Makes `commit` the state of the remote's branch. False when somebody was quicker.

    Raises SyncStopped.
    """
    done = _ask(
        repository,
        config,
        *("push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"),
        *("--", remote.name, f"{commit}:refs/heads/{remote.branch}"),
    )
    if done.ok:
        repository.run("update-ref", "-m", "karma sync: push", remote.tracking, commit)
        return True
    refused = next((line for line in done.text.split("\n") if line.startswith("!\t")), "")
    if not refused:
        raise _not_reached(remote, done, "")
    if "[rejected]" in refused or _QUICKER.search(refused):
        return False
    said = [line.removeprefix("remote:").strip() for line in done.err.split("\n") if "remote:" in line[:7]]
    why = " ".join(filter(None, said)) or refused.rpartition("(")[2].rstrip(")")
    raise SyncStopped(
        f"{remote.name} did not take it: {why.rstrip('.')}.",
        "Nothing here has changed. Mend what it asks for, or ask whoever looks after it; then sync again.",
        by_git=True,
    )


def _ask(repository: Repository, config: GitConfig, *args: str) -> Ran:
    """Runs what goes out: it ends by itself when nothing moves, and ssh never asks at the terminal."""
    own = {"GIT_SSH_COMMAND", "GIT_SSH"} & os.environ.keys() or config.get("core.sshcommand")
    env = {} if own else {"GIT_SSH_COMMAND": _SSH}
    done = repository.run(*args, network=True, allow=_SLOW, env=env, timeout=PATIENCE, silence=STALLED)
    return replace(done, err="\n".join(line for line in done.err.split("\n") if not _PROGRESS.match(line)))


def _not_reached(remote: Remote, done: Ran, waiting: str) -> SyncStopped:
    said = next((line for line in done.err.split("\n") if _NOT_LET_IN.search(line)), "")
    said = said.removeprefix("fatal: ").removeprefix("error: ")
    if said:
        return SyncStopped(
            f"{remote.name} did not let karma in: {said.rstrip('.')}.",
            f"Try `git fetch {remote.name}` yourself: git can ask you, karma does not. Nothing has changed.",
            by_git=True,
        )
    stay = "What you wrote is committed here and goes out with the next `karma sync`."
    if waiting and waiting != "0":
        stay = f"What you wrote is safe: {_commits(int(waiting))} here until the next `karma sync`."
    return SyncStopped(f"No connection to {remote.name}: {_reason(done)}.", stay, by_git=True)


def _commits(number: int) -> str:
    return "1 commit waits" if number == 1 else f"{number} commits wait"


def _reason(done: Ran) -> str:
    """What was in the way, in git's words: those of the transport, which come before its summary."""
    lines = [line.strip() for line in done.err.split("\n") if line.strip()]
    telling = next(
        (line for line in lines if not line.startswith(("warning:", "hint:"))), "it gave no answer"
    )
    return telling.removeprefix("fatal:").removeprefix("error:").strip().rstrip(".")
