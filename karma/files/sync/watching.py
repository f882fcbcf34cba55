"""The journal after a merge: what others took out nobody saved over; who moved is still watched."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from karma.core.history.identity import same_person
from karma.files import journal
from karma.files.refusals import WriteRefused
from karma.files.sync.trees import is_person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.files.sync.trees import Difference, Reader


def keep_in_step(reader: Reader, changes: Mapping[str, Difference]) -> None:
    """Brings the journal up to what came in (faults.md C05). The caller holds the lock of the book.

    Never raises: at worst a line is reported missing that others took out.
    """
    root, prefix = reader.repository.book, reader.repository.prefix
    moved = _moved(reader, changes)
    with suppress(OSError, WriteRefused):
        for path, one in changes.items():
            if one.before and is_person(reader.repository, path):
                now = changes[moved[path]].after if path in moved else one.after
                before, after = reader.text(one.before) or "", reader.text(now) or ""
                journal.forget_lines(root, path.removeprefix(prefix), before, after)
        journal.follow(
            root, {old.removeprefix(prefix): new.removeprefix(prefix) for old, new in moved.items()}
        )


def _moved(reader: Reader, changes: Mapping[str, Difference]) -> dict[str, str]:
    """The new path of each person whose file others moved or renamed, by the old one."""
    people = [one for path, one in changes.items() if is_person(reader.repository, path)]
    made = [(one.path, reader.contact(one.path, one.after)[0]) for one in people if not one.before]
    found = {}
    for gone in (one for one in people if not one.after):
        before, _ = reader.contact(gone.path, gone.before)
        new = next((path for path, now in made if same_person(before, now)), None)
        if new:
            found[gone.path] = new
    return found
