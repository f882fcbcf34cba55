"""Checks of what could run: programs the repository names, hooks, signing (faults.md G10, rule 7)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from karma.core.diagnosis import Finding, Program
from karma.files.repository.commit import HOOKS, SIGNING
from karma.files.repository.programs import out_of_reach, runs_at_a_commit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.files.doctor.patient import Patient

TRUST = ("karma doctor --trust",)
_YES = ("true", "yes", "on", "1")


def named(patient: Patient) -> tuple[Program, ...]:
    """Every setting of the repository's own that names a program, and when karma could come to it."""
    config = patient.config
    return tuple(Program(one.key, one.value, _when(one.key)) for one in config.programs) if config else ()


def _when(key: str) -> str | None:
    if out_of_reach(key):
        return None
    return "at every commit" if runs_at_a_commit(key) else "when you sync"


def programs(patient: Patient) -> Iterator[Finding]:
    """What came with a repository runs only after its user looked at it."""
    if patient.config is None:
        return
    config = patient.config
    if config.filters_unlooked_at:
        says = "This repository names programs that would run at every commit: karma commits nothing here."
        yield Finding("programs", "error", says, "Look at them below. If you know them all:", TRUST)
    elif config.unlooked_at:
        says = "This repository names programs that would run when you sync: karma does not sync here."
        yield Finding("programs", "warning", says, "Look at them below. If you know them all:", TRUST)
    elif config.programs and config.trusted:
        yield Finding("programs", "good", "you trust the programs that it names")
    elif config.programs:
        yield Finding("programs", "note", "This repository names programs; karma runs none of them.")
    else:
        yield Finding("programs", "good", "no programs in the repository")


def hooks(patient: Patient) -> Iterator[Finding]:
    """Hooks run for those who want them (`karma.hooks` in their own configuration)."""
    if patient.at is None:
        return
    repository, config = patient.at
    folder = Path(config.own("core.hookspath") or repository.shared / "hooks").expanduser()
    found = ", ".join(sorted(_hooks_in(repository.top / folder)))
    if config.opted_in(HOOKS):
        yield Finding("hooks", "good", "hooks run, as you wish")
    elif found:
        says = f"There are git hooks here that karma does not run: {found}."
        yes = (f"git config --global {HOOKS} true",)
        yield Finding("hooks", "note", says, "To have the hooks of every book run:", yes)


def _hooks_in(folder: Path) -> Iterator[str]:
    with suppress(OSError):  # no such folder
        yield from (one.name for one in folder.iterdir() if not one.suffix and os.access(one, os.X_OK))


def signing(patient: Patient) -> Iterator[Finding]:
    """Commits are signed for those who want it (`karma.sign` in their own configuration)."""
    if patient.at is None:
        return
    config = patient.at[1]
    if config.opted_in(SIGNING):
        yield Finding("signing", "good", "commits are signed, as you wish")
    elif (config.own("commit.gpgsign") or "").casefold() in _YES:
        says = "You sign your commits; those that karma makes are not signed."
        yes = (f"git config --global {SIGNING} true",)
        yield Finding("signing", "note", says, "To have them signed too, if that asks no question:", yes)


CHECKS = (programs, hooks, signing)
