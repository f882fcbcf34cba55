"""The one writer: nothing else under karma/ writes a contact file (faults.md, rule 3).

Lock; read again; edit and check every file before the first is written; journal; a temporary file for each,
on the disk; replace. Either all files of a call are written or none is.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files import journal, targets
from karma.files.lock import locked
from karma.files.plan import Written
from karma.files.prepare import Preparing
from karma.files.put import Put, put, take_back
from karma.files.read import read_bytes
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.operation import Operation
    from karma.files.edit import Edit
    from karma.files.whole import Replacement, Rewrite, Settlement

    Record = Callable[[Operation, Sequence[Written]], None]
    """Told, while the book is still locked, what was done and which files were written for it."""

    Edits = Sequence[tuple[str, Sequence[Edit]]]
    """Edits for each path, relative to the book with forward slashes."""

_NOBODY: Mapping[str, str] = {}


class Writer:
    """Writes contact files of the book at `root`. With `dry_run` everything is checked and nothing written.

    Every method raises WriteRefused and then has changed nothing; what it returns are the files that differ
    from before, in the order given.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        dry_run: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        record: Record | None = None,
    ) -> None:
        self.root, self.config, self.dry_run, self.sleep = root, config, dry_run, sleep
        self._record = record
        self._prepare = Preparing(root, config)

    def change(self, edits: Edits, operation: Operation | None = None) -> tuple[Written, ...]:
        """Changes files that exist. All edits of one file are applied in their order."""
        return self.write(edits=edits, operation=operation)

    def create(self, path: str, text: str, operation: Operation | None = None) -> Written:
        """Makes one new file of `text`, as `compose` gives it."""
        return self.write(new=[(path, text)], operation=operation)[0]

    def write(
        self,
        *,
        edits: Edits = (),
        new: Sequence[tuple[str, str]] = (),
        operation: Operation | None = None,
    ) -> tuple[Written, ...]:
        """Makes the `new` files (path and text) and changes others, as one step, as an import does."""
        by_path: dict[str, list[Edit]] = {}
        for path, wanted in edits:
            by_path.setdefault(path, []).extend(wanted)
        entries = [
            (path, entry) for path, wanted in by_path.items() for edit in wanted for entry in edit.entries
        ]

        def plan() -> list[Put]:
            return [*self._prepare.new(new), *self._prepare.edited(by_path)]

        return self._run(plan, entries, operation)

    def rewrite(
        self, rewrites: Sequence[tuple[str, Rewrite]], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Gives each path, named once, another text, as `fmt` does (texts are without byte order mark)."""
        return self._run(lambda: self._prepare.rewritten(rewrites), [], operation)

    def replace(
        self, replacements: Sequence[Replacement], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Puts whole files in the place of others, makes some and removes some, all or none: as moving does.

        What is made may have a stem that one of the removed files had.
        """
        heirs = {one.path: one.heir for one in replacements if one.new is None and one.heir}
        heirs |= {one.like: one.path for one in replacements if one.old is None and one.like}
        return self._run(lambda: self._prepare.replaced(replacements), [], operation, heirs)

    def settle(
        self, settlements: Sequence[Settlement], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Puts what was chosen in the place of conflicts, each path named once; two people get two files."""
        return self._run(lambda: self._prepare.settled(settlements), [], operation)

    def record(self, operation: Operation, written: Sequence[Written]) -> None:
        """Tells what several steps were together, when none of them was recorded by itself."""
        if self._record and written and not self.dry_run:
            with locked(self.root):
                self._record(operation, written)

    def undo(self, written: Sequence[Written], operation: Operation | None = None) -> None:
        """Puts back what stood there before `written`. Refuses when any of the files has changed since."""
        if self.dry_run:
            return
        with locked(self.root):
            puts = [Put(targets.existing(self.root, one.path), one) for one in written]
            for one in puts:
                if read_bytes(one.target) != one.written.after:
                    raise WriteRefused(
                        one.written.path, "the file has changed since", "Take the entry out in an editor."
                    )
            failed = take_back(puts, self.sleep)
            self._stop_watching([one for one in puts if one not in failed], undone=True)
            if operation and self._record and not failed:
                self._record(operation, [Written(one.path, one.after, one.before) for one in written])
        if failed:
            raise WriteRefused(
                failed[0].written.path, "the file could not be put back", "See who may write it."
            )

    def _run(
        self,
        plan: Callable[[], list[Put]],
        entries: list[tuple[str, str]],
        operation: Operation | None,
        heirs: Mapping[str, str] = _NOBODY,
    ) -> tuple[Written, ...]:
        try:
            if self.dry_run:
                return _changed(plan())
            with locked(self.root):
                written = self._carry_out(plan(), entries, heirs)
                if operation and self._record and written:
                    self._record(operation, written)
                return written
        except WriteRefused as refusal:
            refusal.unsaved = tuple(line for _, line in entries)
            raise
        except OSError as failure:  # from before the first file: the rest is reported where it happens
            unsaved = tuple(line for _, line in entries)
            raise _stopped(self.root, failure, unsaved) from failure

    def _carry_out(
        self, puts: list[Put], entries: list[tuple[str, str]], heirs: Mapping[str, str]
    ) -> tuple[Written, ...]:
        puts = [one for one in puts if one.written.before != one.written.after]
        ids = journal.begin(self.root, entries)
        try:
            if puts:
                put(puts, self.sleep)
        except WriteRefused:
            raise  # the journal keeps what could not be written
        except BaseException:
            with suppress(OSError, WriteRefused):
                journal.forget(self.root, ids)  # the user stopped it: nothing is wanted back
            raise
        journal.finish(self.root, ids)
        self._watch_on(puts, heirs)
        return tuple(one.written for one in puts)

    def _stop_watching(self, puts: Sequence[Put], *, undone: bool = False) -> None:
        for one in puts:
            before, after = (one.written.before or b"").decode(), (one.written.after or b"").decode()
            old, new = (after, before) if undone else (before, after)
            with suppress(OSError, WriteRefused):
                journal.forget_lines(self.root, one.written.path, old, new)

    def _watch_on(self, puts: Sequence[Put], heirs: Mapping[str, str]) -> None:
        """Watches what moved where it is now (`heirs`: old path to new), and nothing that karma took out."""
        gone = [one.written for one in puts if one.written.after is None]
        with suppress(OSError, WriteRefused):
            journal.follow(self.root, {one.path: heirs[one.path] for one in gone if one.path in heirs})
            for one in gone:
                if one.path not in heirs:
                    journal.forget_person(self.root, one.path)
            for written in (one.written for one in puts if one.written.after is not None):
                came = [one.before for one in gone if heirs.get(one.path) == written.path]
                before = b"\n".join(filter(None, (written.before, *came))).decode()
                journal.forget_lines(self.root, written.path, before, (written.after or b"").decode())


def _changed(puts: Sequence[Put]) -> tuple[Written, ...]:
    return tuple(one.written for one in puts if one.written.before != one.written.after)


def _stopped(root: Path, failure: OSError, unsaved: tuple[str, ...]) -> WriteRefused:
    at = root / str(failure.filename or FOLDER)
    return WriteRefused(
        at.relative_to(root).as_posix() if at.is_relative_to(root) else str(at),
        f"nothing could be written: {failure.strerror or failure}",
        "Run the command again when that is mended.",
        unsaved,
    )
