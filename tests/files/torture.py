"""Programs that the tests of the writer run in processes of their own, to kill, to fail and to race them.

python torture.py append ROOT NAME COUNT     appends COUNT log lines, to bill-0.md, bill-1.md … in turn
python torture.py kill ROOT KILLS            kills a writing child that often, at any moment
python torture.py crash ROOT                 ends a writing child at its first, second, third… system call
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karma.core.config import Config
from karma.core.logline import LogLine
from karma.core.problems import Fault
from karma.files.compose import compose
from karma.files.contact import parse_contact
from karma.files.edit import AddLog
from karma.files.read import read_text
from karma.files.recover import forget, missing
from karma.files.strays import sweep
from karma.files.write import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.files.plan import Written

PATH = "contacts/bill.md"
DAY = date(2026, 11, 22)
CALLS = (
    *("open", "write", "fsync", "close", "fchmod", "fchown", "link", "unlink", "replace", "ftruncate"),
    *("stat", "fstat", "lseek", "mkdir", "pwrite", "rename"),
)


def append(root: Path, text: str, path: str = PATH) -> None:
    Writer(root, Config()).change([(path, [AddLog(LogLine(DAY, "note", text))])])


def meet(root: Path, paths: list[str], new: str) -> tuple[Written, ...]:
    """One step that changes several files and makes a new one."""
    edits = [(path, [AddLog(LogLine(DAY, "lunch"))]) for path in paths]
    return Writer(root, Config()).write(edits=edits, new=[(new, compose("Eve", {}))])


def texts(root: Path, path: str = PATH) -> list[str]:
    """What the log says, after making sure that the file is whole."""
    text = read_text(root / path)
    assert not isinstance(text, Fault), text
    contact, problems = parse_contact(text, path, Config())
    assert problems == ()
    assert text.endswith("\n")
    return [line.text for line in contact.log]


def fail_at(number: int, act: Callable[[], object]) -> Callable[[], bool]:
    """Makes the `number`th system call of those above do `act` first; the answer says if it came to that."""
    count = [0]

    def shim(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **keywords: Any) -> Any:
            count[0] += 1
            if count[0] == number:
                if name == "close":  # a file is closed even when that reports an error
                    original(*args)
                act()
            return original(*args, **keywords)

        return call

    for name in CALLS:
        setattr(os, name, shim(name, getattr(os, name)))
    return lambda: count[0] >= number


def restore_calls() -> Callable[[], None]:
    originals = {name: getattr(os, name) for name in CALLS}

    def restore() -> None:
        for name, original in originals.items():
            setattr(os, name, original)

    return restore


def kill(root: Path, kills: int) -> None:
    """Acknowledged entries survive every kill; the file is always whole; nothing is left lying about."""
    chance = random.Random(5)  # noqa: S311 - any moments will do
    acknowledged: list[str] = []
    for number in range(kills):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            for entry in range(10_000):
                append(root, f"{number} {entry}")
                os.write(writer, b"%d %d\n" % (number, entry))
        os.close(writer)
        select.select([reader], [], [])
        select.select([], [], [], chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader) as pipe:
            acknowledged += pipe.read().splitlines()
        found = texts(root)
        assert set(acknowledged) <= set(found)
        assert len(found) == len(set(found))
        assert len(set(found) - {"first"} - set(acknowledged)) <= number + 1
    assert all(not entry.written for entry in missing(root))
    sweep(root, (root / PATH).stat().st_mtime + 7200)
    assert [path.name for path in (root / "contacts").iterdir()] == ["bill.md"]


def crash(root: Path) -> None:
    """Ends a child at each of its system calls: the file is old or new, and the next run is untroubled."""
    number = 0
    while True:
        number += 1
        before = texts(root)
        child = os.fork()
        if child == 0:
            came = fail_at(number, lambda: os._exit(9))
            append(root, str(number))
            os._exit(0 if not came() else 8)
        _, status = os.waitpid(child, 0)
        found = texts(root)
        assert found in (before, [*before, str(number)])
        lost = missing(root)
        assert all(not entry.written and entry.line.endswith(f": {number}") for entry in lost)
        assert not (lost and found != before)
        forget(root, lost)
        append(root, f"again {number}")
        assert texts(root) == [*found, f"again {number}"]
        if os.waitstatus_to_exitcode(status) == 0:
            break
        assert os.waitstatus_to_exitcode(status) == 9
    sweep(root, (root / PATH).stat().st_mtime + 7200)
    assert [path.name for path in (root / "contacts").iterdir()] == ["bill.md"]
    print(number)


if __name__ == "__main__":
    task, book = sys.argv[1], Path(sys.argv[2])
    if task == "append":
        for entry_number in range(int(sys.argv[4])):
            append(book, f"{sys.argv[3]} {entry_number}", f"contacts/bill-{entry_number % 10}.md")
    elif task == "kill":
        kill(book, int(sys.argv[3]))
    else:
        crash(book)
