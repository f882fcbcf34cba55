"""Checks of the book itself: who writes in it now, what was left half done, what is not committed."""

from __future__ import annotations

import shlex
from itertools import count
from typing import TYPE_CHECKING

from karma.core.configfile import FILE
from karma.core.diagnosis import Finding
from karma.core.problems import Fault
from karma.files.conflicts import marked
from karma.files.discover import CONTACTS
from karma.files.lock import locked
from karma.files.read import read_text
from karma.files.refusals import WriteRefused
from karma.files.repository.condition import under_way
from karma.files.state import FOLDER
from karma.files.strays import strays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.files.doctor.patient import Patient

_OWN_FILES = (FILE, ".gitattributes", ".gitignore")
"""What makes a book of the folder, and git treat it well."""


def lock(patient: Patient) -> Iterator[Finding]:
    """One karma writes at a time; the lock of one that was killed is free by itself (faults.md C07)."""
    if not (patient.root / FOLDER / "lock").is_file():
        return
    ticks = count(step=3600)  # whoever holds it is not waited for
    try:
        with locked(patient.root, clock=lambda: float(next(ticks)), sleep=lambda _: None):
            pass
    except WriteRefused as refusal:
        who = refusal.message.partition(" has been")[0]
        yield Finding("writer", "note", f"{who[:1].upper()}{who[1:]} is writing in this book right now.")


def temporary(patient: Patient) -> Iterator[Finding]:
    """What a killed karma left is cleared away by the next that writes, an hour later (faults.md C11)."""
    found = sorted(path.relative_to(patient.root).as_posix() for path in strays(patient.root))
    if found:
        says = f"A karma that was stopped left behind: {', '.join(found[:3])}{'…' if len(found) > 3 else ''}"
        yield Finding("temporary", "note", says, "karma clears that away by itself, an hour later.")


def left_open(patient: Patient) -> Iterator[Finding]:
    """Markers of a merge in a person's file: committed like that, they would go to everybody (G07, Y08)."""
    if patient.unmerged:
        return  # git knows of it, and so does the check of the repository
    found = [place for path in patient.people if (place := _marker(patient, path))]
    if found:
        verb = "holds" if len(found) == 1 else "hold"
        says = f"{_first_of(found)} {verb} what a merge left open: only one side of it counts."
        yield Finding("left-open", "error", says, "Settle it:", ("karma resolve",))


def uncommitted(patient: Patient) -> Iterator[Finding]:
    """What was written by hand is in no history until it is committed; karma commits what it wrote."""
    # To compare a file with what is committed, git would run the filters that nobody has looked at.
    if patient.at is None or patient.at[1].filters_unlooked_at:
        return
    looked = patient.at[0].run(
        *("status", "--porcelain", "--no-renames", "--untracked-files=all", "-z"),
        *("--", CONTACTS, *_OWN_FILES),
    )
    prefix = patient.at[0].prefix
    rows = [row.decode("utf-8", "backslashreplace") for row in looked.out.split(b"\0")[:-1]]
    changed = [row[3:].removeprefix(prefix) for row in rows]
    gone = [row[3:].removeprefix(prefix) for row in rows if "D" in row[:2] and "U" not in row[:2]]
    if _is_half_way(patient):
        if changed:
            says = f"Not committed yet: {_first_of(changed)}."
            yield Finding("uncommitted", "note", says, "First settle what a merge left open: see there.")
        return
    kept = [path for path in changed if path not in gone]
    if gone:
        verb = "was" if len(gone) == 1 else "were"
        says = f"{_first_of(gone)} {verb} deleted, and that is not committed."
        staged = any(row.startswith("D") for row in rows)
        mend = (_bring_back(gone, staged=staged), *_commit(gone))
        yield Finding("deleted", "note", says, "The first line brings back, the others let go:", mend)
    if kept:
        says, lines = f"Not committed yet: {_first_of(kept)}.", _commit(kept)
        yield Finding("uncommitted", "note", says, "Your own changes are yours to commit:", lines)
    elif looked.ok and not gone:
        yield Finding("uncommitted", "good", "everything is committed")


def _is_half_way(patient: Patient) -> bool:
    """True when a commit by hand would take markers along, or break into what is under way."""
    busy = patient.at is not None and under_way(patient.at[0])
    return bool(busy or patient.unmerged) or any(left_open(patient))


def _marker(patient: Patient, path: str) -> str:
    """Where the first conflict in a person's file begins; empty when there is none."""
    text = read_text(patient.root / path)
    if isinstance(text, Fault) or "<<<<<<<" not in text:
        return ""
    found = next(marked(text.splitlines()), None)
    return f"{path}:{found.start + 1}" if found else ""


def _bring_back(gone: Sequence[str], *, staged: bool) -> str:
    """The line that brings deleted files back."""
    deep = "--staged --worktree " if staged else ""
    return f"git restore {deep}{' '.join(map(shlex.quote, gone))}"


def _first_of(paths: Sequence[str]) -> str:
    return paths[0] + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")


def _commit(paths: Sequence[str]) -> tuple[str, str]:
    """The two lines that commit these files by hand: people's all at once, the settings by name."""
    own = [one for one in _OWN_FILES if one in paths]
    what = ([CONTACTS] if len(own) < len(paths) else []) + own
    return f"git add {' '.join(what)}", 'git commit -m "by hand"'


CHECKS = (lock, temporary, left_open, uncommitted)
