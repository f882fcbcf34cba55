"""Checks of the book itself: who writes in it now, what was left half done, what is not committed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from karma.core.configfile import FILE
from karma.core.diagnosis import Finding
from karma.files.discover import CONTACTS
from karma.files.lock import locked
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER
from karma.files.strays import strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.files.doctor.patient import Patient


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


def uncommitted(patient: Patient) -> Iterator[Finding]:
    """What was written by hand is in no history until it is committed; karma commits what it wrote."""
    # To compare a file with what is committed, git would run the filters that nobody has looked at.
    if patient.at is None or patient.at[1].filters_unlooked_at:
        return
    looked = patient.at[0].run(
        *("status", "--porcelain", "--no-renames", "--untracked-files=all", "-z"),
        *("--", CONTACTS, FILE),
    )
    changed = [row[3:].decode("utf-8", "backslashreplace") for row in looked.out.split(b"\0")[:-1]]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        settings = f"{patient.at[0].prefix}{FILE}"
        people = [CONTACTS] if any(path != settings for path in changed) else []
        what = " ".join(people + ([FILE] if settings in changed else []))
        mend = (f"git add {what}", 'git commit -m "by hand"')
        says = f"Not committed yet: {changed[0]}{more}."
        yield Finding("uncommitted", "note", says, "Your own changes are yours to commit:", mend)
    elif looked.ok:
        yield Finding("uncommitted", "good", "everything is committed")


CHECKS = (lock, temporary, uncommitted)
