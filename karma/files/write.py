"""The one writer: nothing else under karma/ writes a contact file (faults.md, rule 3).

Lock; read again; edit and check every file before the first is written; journal; a temporary file for each,
on the disk; replace. Either all files of a call are written or none is.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files import journal, targets
from karma.files.contact import parse_contact
from karma.files.lock import locked
from karma.files.plan import (
    Replacement,
    Rewrite,
    Settlement,
    Written,
    created,
    edited,
    encoded,
    readable,
    replaced,
    resolved,
    rewritten,
)
from karma.files.put import Put, put, take_back
from karma.files.read import BOM, read_bytes
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.operation import Operation
    from karma.core.problems import Problem
    from karma.files.edit import Edit

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
            made = self._created(new)
            return made + [self._edited(path, wanted) for path, wanted in by_path.items()]

        return self._run(plan, entries, operation)

    def rewrite(
        self, rewrites: Sequence[tuple[str, Rewrite]], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Gives each path, named once, another text, as `fmt` does (texts are without byte order mark)."""

        def plan() -> list[Put]:
            return [self._rewritten(path, rewrite) for path, rewrite in rewrites]

        return self._run(plan, [], operation)

    def replace(
        self, replacements: Sequence[Replacement], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Puts whole files in the place of others, makes some and removes some, all or none: as moving does.

        What is made may have a stem that one of the removed files had.
        """
        gone = [one for one in replacements if one.new is None]
        made = [one for one in replacements if one.old is None]

        def plan() -> list[Put]:
            faults = [
                fault for one in gone for fault in parse_contact(one.old or "", one.path, self.config)[1]
            ]
            return self._moved(made, [one.path for one in gone]) + [
                self._replaced(one, faults) for one in replacements if one.old is not None
            ]

        heirs = {one.path: one.heir for one in gone if one.heir}
        heirs |= {one.like: one.path for one in made if one.like}
        return self._run(plan, [], operation, heirs)

    def settle(
        self, settlements: Sequence[Settlement], operation: Operation | None = None
    ) -> tuple[Written, ...]:
        """Puts what was chosen in the place of conflicts, each path named once; two people get two files."""

        def plan() -> list[Put]:
            made = [Replacement(one.parted[0], None, one.parted[1]) for one in settlements if one.parted]
            places = [targets.existing(self.root, one.path, targets.SETTINGS) for one in settlements]
            return self._moved(made, []) + [
                Put(target, resolved(self._bytes(target, one.path), one))
                for target, one in zip(places, settlements, strict=True)
            ]

        return self._run(plan, [], operation)

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

    def _edited(self, path: str, edits: Sequence[Edit]) -> Put:
        target = targets.existing(self.root, path)
        return Put(target, edited(path, self._bytes(target, path), edits, self.config))

    def _rewritten(self, path: str, rewrite: Rewrite) -> Put:
        target = targets.existing(self.root, path)
        return Put(target, rewritten(path, self._bytes(target, path), rewrite, self.config))

    def _replaced(self, wanted: Replacement, moved: Sequence[Problem]) -> Put:
        target = targets.existing(self.root, wanted.path, targets.SETTINGS)
        if wanted.new is None and (self.root / wanted.path).is_symlink():
            raise WriteRefused(
                wanted.path, "this is a link to another file", "Put the file itself in its place."
            )
        before = self._bytes(target, wanted.path)
        return Put(target, replaced(wanted.path, before, wanted, self.config, moved))

    def _moved(self, made: Sequence[Replacement], gone: Sequence[str]) -> list[Put]:
        places = targets.fresh(self.root, [one.path for one in made], leaving=gone)
        puts = []
        for target, one in zip(places, made, strict=True):
            text = one.new or ""
            like = targets.existing(self.root, one.like) if one.like else None
            bom = like is not None and self._bytes(like, one.like).startswith(BOM.encode())
            readable(one.like or one.path, text.encode())
            puts.append(Put(target, Written(one.path, None, encoded(one.path, text, bom=bom)), like))
        return puts

    def _created(self, new: Sequence[tuple[str, str]]) -> list[Put]:
        if not new:
            return []
        paths = targets.fresh(self.root, [path for path, _ in new])
        return [
            Put(target, created(path, text, self.config))
            for target, (path, text) in zip(paths, new, strict=True)
        ]

    def _bytes(self, target: Path, path: str) -> bytes:
        data = read_bytes(target)
        if data == b"":  # an editor may be half-way through saving it (C03)
            data = read_bytes(target)
        if isinstance(data, Fault):
            raise WriteRefused(path, data.message, data.remedy)
        return data


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
