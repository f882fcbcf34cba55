"""What `karma doctor --fix` does: only what is safe, and never a line of the user's changed."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karma.core.operation import Operation
from karma.core.problems import Fault
from karma.files import git, targets
from karma.files.doctor.lines import attributes_hold, not_kept_out
from karma.files.git import Ran
from karma.files.lock import locked
from karma.files.plan import Written
from karma.files.put import Put, put
from karma.files.read import read_bytes
from karma.files.refusals import WriteRefused
from karma.files.repository import driver
from karma.files.repository.config import TRUSTED
from karma.files.repository.driver import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.files.doctor.patient import Patient
    from karma.files.repository.config import GitConfig

    Record = Callable[[Operation, Sequence[Written]], None]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done, in words, and the files that were written; with a dry run, would be."""

    done: tuple[str, ...]
    written: tuple[Written, ...]


def mend(patient: Patient, record: Record, *, dry_run: bool = False) -> Mended:
    """Registers karma's merge, and adds missing lines at the end of .gitattributes and .gitignore.

    The files are one commit. Raises WriteRefused.
    """
    if patient.at is None:
        return Mended((), ())
    repository, config = patient.at
    done = []
    if not driver.registered(config) and (dry_run or driver.register(repository).ok):
        done.append("karma's merge is registered in this clone")
    missing = {".gitattributes": () if attributes_hold(repository) else (ATTRIBUTES,),
               ".gitignore": not_kept_out(repository)}  # fmt: skip
    if dry_run:
        return Mended(tuple(done), _planned(patient.root, missing))
    with locked(patient.root):
        written = _planned(patient.root, missing)
        if written:
            put(
                [Put(targets.existing(patient.root, one.path, targets.SETTINGS), one) for one in written],
                time.sleep,
            )
            names = " and ".join(one.path for one in written)
            record(Operation("doctor", f"doctor: what git should know, in {names}"), written)
            done.append(f"lines are added to {names}")
    return Mended(tuple(done), written)


def trust(root: Path, config: GitConfig) -> Ran:
    """Notes in the user's own configuration that they looked at these programs, as they are now."""
    if odd := next((file for file in _own_files() if file.exists() and not file.is_file()), None):
        # git puts a new file in its place: for root, in that of the device /dev/null.
        return Ran(1, b"", f"{odd} is no file that can be written to")
    return git.run_anywhere("config", "--global", "--add", TRUSTED, config.seal, cwd=root)


def _own_files() -> tuple[Path, ...]:
    """Where git looks for the user's own configuration."""
    if said := os.environ.get("GIT_CONFIG_GLOBAL"):
        return (Path(said),)
    home = Path.home()
    return home / ".gitconfig", Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config"


def _planned(root: Path, missing: Mapping[str, Sequence[str]]) -> tuple[Written, ...]:
    return tuple(_with_lines(root, name, lines) for name, lines in missing.items() if lines)


def _with_lines(root: Path, name: str, lines: Sequence[str]) -> Written:
    """The file with these lines behind its own."""
    added = "".join(f"{line}\n" for line in lines).encode()
    target = targets.existing(root, name, targets.SETTINGS)
    if not target.exists():
        return Written(name, None, added)
    before = read_bytes(target)
    if isinstance(before, Fault):
        raise WriteRefused(name, before.message, before.remedy)
    return Written(name, before, before + (b"" if before.endswith(b"\n") or not before else b"\n") + added)
