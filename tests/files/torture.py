"""Programs that the tests of the writer run in processes of their own, to kill, to fail and to race them.

python torture.py append ROOT NAME COUNT     appends COUNT log lines, to bill-0.md, bill-1.md … in turn
python torture.py log ROOT NAME COUNT        the same with `karma log`, which commits each of them
python torture.py kill ROOT KILLS            kills a writing child that often, at any moment
python torture.py commit ROOT KILLS          the same with one that commits, and half the time its git as well
python torture.py crash ROOT                 ends a writing child at its first, second, third… system call
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from karma.cli.main import run
from karma.core.config import Config
from karma.core.logline import LogLine
from karma.core.operation import Operation
from karma.core.problems import Fault
from karma.files.compose import compose
from karma.files.contact import parse_contact
from karma.files.edit import AddLog
from karma.files.read import read_text
from karma.files.recover import forget, missing
from karma.files.repository.commit import commit
from karma.files.strays import sweep
from karma.files.whole import Replacement
from karma.files.write import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from karma.files.plan import Written
    from karma.files.repository.outcome import Outcome

PATH = "contacts/bill.md"
ANN, CAL, NEW = "contacts/ann.md", "contacts/cal.md", "contacts/archive/bill-okafor.md"
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


def begin_moving(root: Path) -> None:
    """Puts three people where `move` expects them, whatever an earlier one left."""
    rmtree(root / "contacts", ignore_errors=True)
    (root / "contacts").mkdir()
    for path, name in ((PATH, "Bill"), (ANN, "Ann"), (CAL, "Cal")):
        text = f"---\nname: {name}\n---\n\n## Log\n\n- 2026-07-02 lunch with [[bill]]: of {name}\n"
        (root / path).write_text(text, "utf-8")


def move(root: Path) -> tuple[Written, ...]:
    """One step that gives Bill another file name, rewrites a link to him and takes Cal away."""
    bill, ann, cal = ((root / path).read_text("utf-8") for path in (PATH, ANN, CAL))
    steps = (
        Replacement(NEW, None, bill, like=PATH),
        Replacement(PATH, bill, None),
        Replacement(ANN, ann, ann.replace("[[bill]]", "[[bill-okafor]]")),
        Replacement(CAL, cal, None),
    )
    return Writer(root, Config()).replace(steps)


def moved(before: dict[str, bytes]) -> dict[str, bytes]:
    """The files when all of `move` is done."""
    return {NEW: before[PATH], ANN: before[ANN].replace(b"[[bill]]", b"[[bill-okafor]]")}


def nobody_lost(root: Path, before: dict[str, bytes]) -> None:
    """Bill is whole in one place at least, Ann as she was or as she is to be, Cal whole or gone."""
    after = moved(before)
    there = {path: (root / path).read_bytes() for path in (PATH, NEW, ANN, CAL) if (root / path).exists()}
    assert PATH in there or NEW in there
    assert there.get(PATH, before[PATH]) == before[PATH]
    assert there.get(NEW, before[PATH]) == before[PATH]
    assert there[ANN] in (before[ANN], after[ANN])
    assert there.get(CAL, before[CAL]) == before[CAL]
    assert CAL in there or NEW in there


def texts(root: Path, path: str = PATH) -> list[str]:
    """What the log says, after making sure that the file is whole."""
    text = read_text(root / path)
    assert not isinstance(text, Fault), text
    contact, problems = parse_contact(text, path, Config())
    assert problems == ()
    assert text.endswith("\n")
    return [line.text for line in contact.log]


def fail_at(number: int, act: Callable[[], object], *, for_good: bool = False) -> Callable[[], bool]:
    """Makes the `number`th system call of those above do `act` first; the answer says if it came to that.

    With `for_good` all later ones do too.
    """
    count = [0]

    def shim(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **keywords: Any) -> Any:
            count[0] += 1
            if count[0] == number or (for_good and count[0] > number):
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


def append_committed(root: Path, text: str) -> Outcome:
    """One more line, and what became of its commit; another git is not waited for."""
    outcomes: list[Outcome] = []

    def record(operation: Operation, written: Sequence[Written]) -> None:
        outcomes.append(commit(root, operation, written, waits=False))

    line = AddLog(LogLine(DAY, "note", text))
    Writer(root, Config(), record=record).change([(PATH, [line])], Operation("log", f"note: Bill, {text}"))
    return outcomes[0]


def kill_commits(root: Path, kills: int) -> None:
    """A line that was acknowledged is there; a lock that a killed git left behind keeps out no line, only commits."""
    chance = random.Random(6)  # noqa: S311 - any moments will do
    acknowledged: list[str] = []
    locked = 0
    for number in range(kills):
        acknowledged += _killed_while_committing(root, number, chance)
        found = texts(root)
        assert set(acknowledged) <= set(found)
        assert len(found) == len(set(found))
        if locks := list((root / ".git").rglob("*.lock")):
            locked += 1
            outcome = append_committed(root, f"locked {number}")
            assert outcome.kind != "committed" or all(lock.name != "index.lock" for lock in locks)
            assert outcome.kind == "committed" or (outcome.why and outcome.remedy)
            assert texts(root) == [*found, f"locked {number}"]
            for lock in locks:  # as a user does who was told of it
                lock.unlink()
        assert append_committed(root, f"after {number}").kind == "committed"
        assert _git(root, "show", f"HEAD:{PATH}") == (root / PATH).read_bytes()
        assert _git(root, "status", "--porcelain", "--untracked-files=no") == b""
    assert not [entry for entry in missing(root) if entry.written]
    _git(root, "fsck", "--strict")
    print(locked)


def _killed_while_committing(root: Path, number: int, chance: random.Random) -> list[str]:
    """What a child had acknowledged that went on writing and committing until it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        for entry in range(10_000):
            append_committed(root, f"{number} {entry}")
            os.write(writer, b"%d %d\n" % (number, entry))
    os.close(writer)
    select.select([reader], [], [], 0.001 if number % 3 else 10)
    select.select([], [], [], chance.random() * 0.1)
    os.kill(child, signal.SIGSTOP)  # so that it starts no other git while its own is looked for
    gits = _children(child)
    if chance.random() < 0.5:
        for git in gits:
            with suppress(ProcessLookupError):
                os.kill(git, signal.SIGKILL)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while any(_runs(git) for git in gits):  # a git that was not killed finishes what it began
        select.select([], [], [], 0.002)
    with os.fdopen(reader) as pipe:
        return pipe.read().splitlines()


def _children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, ppid in pairs if int(ppid) == parent]


def _runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in ("", "Z")


def _git(root: Path, *args: str) -> bytes:
    return subprocess.run(["git", *args], cwd=root, capture_output=True, check=True).stdout


def log(root: Path, name: str, count: int) -> None:
    """`karma log`, time after time; every line has to be saved, and what is not committed is counted on stdout."""
    for number in range(count):
        words = ["log", f"bill-{number % 10}", "note", "-m", f"{name} {number}"]
        assert run(["-C", str(root), "--today", DAY.isoformat(), *words]) == 0


if __name__ == "__main__":
    task, book = sys.argv[1], Path(sys.argv[2])
    if task == "append":
        for entry_number in range(int(sys.argv[4])):
            append(book, f"{sys.argv[3]} {entry_number}", f"contacts/bill-{entry_number % 10}.md")
    elif task == "log":
        log(book, sys.argv[3], int(sys.argv[4]))
    elif task == "kill":
        kill(book, int(sys.argv[3]))
    elif task == "commit":
        kill_commits(book, int(sys.argv[3]))
    else:
        crash(book)
