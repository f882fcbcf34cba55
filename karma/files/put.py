"""All files of one step or none: stage every one, then put each in its place, and take back on a failure."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.files import atomic
from karma.files.read import read_bytes
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from karma.files.plan import Written

    Sleep = Callable[[float], None]

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Put:
    """A file that is to become `written.after`, or to go where that is None.

    `target` is where it really stands, links followed; `like` the file whose mode a new one takes over.
    """

    target: Path
    written: Written
    like: Path | None = None


def put(puts: Sequence[Put], sleep: Sleep) -> None:
    """Writes all of `puts`, at least one. Raises WriteRefused, or what stopped it; then all is as it was."""
    staged: list[tuple[Put, Path]] = []
    removed: list[Put] = []
    at = puts[0]
    try:
        for at in puts:
            _stage(at, staged)
        for at, temporary in staged:
            _place(at, temporary, sleep)
        _remove_all(puts, removed)  # last, so that what moves always stands in one place at least
        for folder in sorted({one.target.parent for one in puts}):
            atomic.sync_folder(folder)
    except BaseException as failure:
        placed = [one for one, temporary in staged if _has_been_placed(one, temporary)]
        for _, temporary in staged:
            if not (isinstance(failure, atomic.Busy) and failure.temporary == temporary):
                atomic.discard(temporary)
        failed = take_back([*placed, *removed], sleep)
        if failed and isinstance(failure, Exception):
            raise _half_way(at, failed) from failure
        if isinstance(failure, (OSError, atomic.Busy)):
            raise _refusal(at, failure) from failure
        raise


def take_back(placed: Sequence[Put], sleep: Sleep) -> list[Put]:
    """Restores what stood there before, where nobody has changed it since; those that it could not."""
    failed = []
    for one in reversed(placed):
        try:
            if not _is_as_written(one):
                failed.append(one)
            elif one.written.after is None:
                atomic.place_new(atomic.stage(one.target, one.written.before or b""), one.target)
            elif one.written.before is None:
                one.target.unlink()
            else:
                temporary = atomic.stage(one.target, one.written.before)
                try:
                    atomic.place(temporary, one.target, sleep)
                except BaseException:
                    atomic.discard(temporary)
                    raise
        except (OSError, atomic.Busy):
            failed.append(one)
        with suppress(OSError):
            atomic.sync_folder(one.target.parent)
    return failed


def _stage(one: Put, staged: list[tuple[Put, Path]]) -> None:
    """Puts what is to be written into a temporary file, and both into `staged`."""
    if one.written.after is None:
        return
    one.target.parent.mkdir(parents=True, exist_ok=True)
    staged.append((one, atomic.stage(one.target, one.written.after)))
    if one.like:
        atomic.look_like(one.like, staged[-1][1])


def _is_as_written(one: Put) -> bool:
    if one.written.after is None:
        return not os.path.lexists(one.target)
    return read_bytes(one.target) == one.written.after


def _remove_all(puts: Sequence[Put], removed: list[Put]) -> None:
    """Removes those that are to go, and puts each into `removed`."""
    for one in puts:
        if one.written.after is None:
            if read_bytes(one.target) != one.written.before:
                raise _changed(one)
            try:
                one.target.unlink()
            except OSError as failure:
                raise _refusal(one, failure) from failure
            removed.append(one)


def _has_been_placed(one: Put, temporary: Path) -> bool:
    """Whatever the moment of an interruption: the staged file is gone, or already has its new name too."""
    if not temporary.exists():
        return True
    return one.written.before is None and one.target.exists() and one.target.samefile(temporary)


def _place(one: Put, temporary: Path, sleep: Sleep) -> None:
    if one.written.before is None:
        try:
            atomic.place_new(temporary, one.target)
        except FileExistsError:
            raise _changed(one) from None
        return
    if read_bytes(one.target) != one.written.before:
        raise _changed(one)
    atomic.place(temporary, one.target, sleep)


def _changed(one: Put) -> WriteRefused:
    return WriteRefused(
        one.written.path, "the file changed while karma was writing", f"{_NOTHING} Run the command again."
    )


def _half_way(at: Put, failed: Sequence[Put]) -> WriteRefused:
    names = ", ".join(one.written.path for one in failed)
    return WriteRefused(
        at.written.path, f"writing stopped half-way; already written: {names}", "Look at these files."
    )


def _refusal(at: Put, failure: OSError | atomic.Busy) -> WriteRefused:
    path = at.written.path
    if isinstance(failure, atomic.Busy):
        return WriteRefused(
            path,
            "another program holds this file and did not let go",
            f"{_NOTHING} What karma wanted to write is in {failure.temporary.name}, in the same folder.",
        )
    reason = failure.strerror or str(failure)
    return WriteRefused(
        path,
        f"the file could not be written: {reason}",
        f"{_NOTHING} Run the command again when that is mended.",
    )
