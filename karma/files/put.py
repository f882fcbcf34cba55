"""All files of one step or none: stage every one, then put each in its place, and take back on a failure."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from karma.files import atomic
from karma.files.read import read_bytes
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from karma.files.plan import Written

    Sleep = Callable[[float], None]

_NOTHING = "Nothing was changed."


class Put(NamedTuple):
    """A file that is to become `written.after`, or to go where that is None.

    `target` is where it really stands, links followed; `like` the file whose mode a new one takes over.
    """

    target: Path
    written: Written
    like: Path | None = None


def put(puts: Sequence[Put], sleep: Sleep) -> None:
    """Writes all of `puts`, at least one. Raises WriteRefused, or what stopped it; then all is as it was."""
    staged: list[tuple[Put, Path]] = []
    removed: list[tuple[Put, Path]] = []
    renamed: list[tuple[Put, Put]] = []
    at = puts[0]
    try:
        for at in puts:
            _stage(at, staged)
        for at, temporary in staged:
            _place(at, temporary, sleep, puts, renamed)
        gone = [was for _, was in renamed]
        _remove_all([one for one in puts if one not in gone], removed)  # last: nobody is ever nowhere
        for folder in sorted({one.target.parent for one in puts}):
            atomic.sync_folder(folder)
        for _, aside in removed:
            atomic.discard(aside)
    except BaseException as failure:
        under_new_name = [now for now, _ in renamed]
        placed = [
            one for one, temporary in staged if one not in under_new_name and _has_been_placed(one, temporary)
        ]
        for _, temporary in staged:
            if not (isinstance(failure, atomic.Busy) and failure.temporary == temporary):
                atomic.discard(temporary)
        failed = _bring_back(removed) + _rename_back(renamed, sleep) + take_back(placed, sleep)
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
    atomic.make_folder(one.target.parent)
    staged.append((one, atomic.stage(one.target, one.written.after)))
    if one.like:
        atomic.look_like(one.like, staged[-1][1])


def _is_as_written(one: Put) -> bool:
    if one.written.after is None:
        return not os.path.lexists(one.target)
    return read_bytes(one.target) == one.written.after


def _remove_all(puts: Sequence[Put], removed: list[tuple[Put, Path]]) -> None:
    """Sets those aside that are to go, and puts each into `removed` with the place where it waits."""
    for one in puts:
        if one.written.after is None:
            if read_bytes(one.target) != one.written.before:
                raise _changed(one)
            try:
                removed.append((one, atomic.set_aside(one.target)))
            except OSError as failure:
                raise _refusal(one, failure) from failure


def _bring_back(removed: Sequence[tuple[Put, Path]]) -> list[Put]:
    """Puts what was set aside where it stood, with its mode; those that it could not."""
    failed = []
    for one, aside in reversed(removed):
        try:
            atomic.place_new(aside, one.target)
        except OSError:
            failed.append(one)
    return failed


def _has_been_placed(one: Put, temporary: Path) -> bool:
    """Whatever the moment of an interruption: the staged file is gone, or already has its new name too.

    Of a disk that does not even say that any more the worst is believed: then the file is named to the user.
    """
    try:
        if not temporary.exists():
            return True
        return one.written.before is None and one.target.exists() and one.target.samefile(temporary)
    except OSError:
        return True


def _place(
    one: Put, temporary: Path, sleep: Sleep, puts: Sequence[Put], renamed: list[tuple[Put, Put]]
) -> None:
    if one.written.before is None:
        try:
            atomic.place_new(temporary, one.target)
        except FileExistsError:
            was = next((other for other in puts if _is_one_file(other, one)), None)
            if was is None or read_bytes(was.target) != was.written.before:
                raise _changed(one) from None
            renamed.append((one, was))
            was.target.rename(one.target)
            atomic.place(temporary, one.target, sleep)
        return
    if read_bytes(one.target) != one.written.before:
        raise _changed(one)
    atomic.place(temporary, one.target, sleep)


def _is_one_file(gone: Put, made: Put) -> bool:
    """True where a disk takes the old and the new name for one, which differ in capitals or accents only."""
    return gone.written.after is None and gone.target.exists() and gone.target.samefile(made.target)


def _rename_back(renamed: Sequence[tuple[Put, Put]], sleep: Sleep) -> list[Put]:
    """Restores what got other capitals in its name; those that it could not."""
    failed = []
    for now, was in reversed(renamed):
        try:
            if now.target.exists():
                atomic.place(atomic.stage(now.target, was.written.before or b""), now.target, sleep)
                now.target.rename(was.target)
        except (OSError, atomic.Busy):
            failed.append(was)
    return failed


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
