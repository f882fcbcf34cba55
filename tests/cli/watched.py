"""A book that is kept by the loop of `watch` in a test: with a clock of its own, or as it really runs."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING

from karma.cli import workshop
from karma.cli.building import Built
from karma.cli.context import Run
from karma.cli.live import Live
from karma.cli.workshop import build as really_build
from karma.files.site.names import MANIFEST
from karma.files.site.publish import Published
from karma.files.watching.hints import Hints
from karma.files.watching.watcher import Watcher

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pytest

DAY = "2026-11-22"


@dataclass
class Heard:
    """A teller that remembers."""

    builds: list[tuple[str, ...]] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def done(self, names: Sequence[str], *_: object, first: bool) -> None:
        self.builds.append(tuple(names))
        self.firsts.append(first)

    def trouble(self, message: str, _remedy: str) -> None:
        self.troubles.append(message)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    away = back = notice


class Script(Hints):
    """Hints whose time passes only while somebody waits; what a test planned happens on the way."""

    def __init__(self) -> None:
        self.time, self.last = 0.0, float("inf")
        self.plan: list[tuple[float, Callable[[], object]]] = []
        super().__init__(lambda: self.time)

    def at(self, when: float, *acts: Callable[[], object]) -> None:
        self.plan += [(when, act) for act in acts]

    def wait(self, seconds: float) -> bool:
        until = min(self.time + seconds, self.last)
        while not super().wait(0) and (due := [one for one in self.plan if one[0] <= until]):
            self._act(min(due, key=lambda one: one[0]))
        if super().wait(0):
            return True
        self.time = until
        return False

    def pause(self, seconds: float) -> None:
        until = self.time + seconds
        while due := [one for one in self.plan if one[0] <= until]:
            self._act(min(due, key=lambda one: one[0]))
        self.time = until

    def _act(self, one: tuple[float, Callable[[], object]]) -> None:
        self.plan.remove(one)
        self.time = max(self.time, one[0])
        one[1]()


class Sighted(Watcher):
    """A watcher that needs no system: the script says what it notes."""

    def arm(self) -> None:
        pass

    well = True  # type: ignore[assignment]

    def stop(self) -> None:
        pass


def without_tidying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind each build the loop goes through all that is in memory; here that would be thousands of tests."""
    calls = ("collect", "disable", "enable", "freeze", "unfreeze")
    monkeypatch.setattr(workshop, "gc", SimpleNamespace(**dict.fromkeys(calls, lambda: None)))


def nothing_written(here: Run, folder: Path) -> Built:
    """A build that reads everything and renders nothing."""
    return Built(Published((), ("index.html",), (), ()), here.problems)


class Told:
    """The loop on a book, with a clock of its own."""

    def __init__(self, root: Path, make: Callable[[Run, Path], Built] = nothing_written) -> None:
        self.root, self.script, self.heard = root, Script(), Heard()
        self.live = Live(
            Run(str(root)), root / "site", [self.heard], hints=self.script, make=make,
            watcher=Sighted(root, self.script),
        )  # fmt: skip
        self.live.begin()

    def until(self, when: float) -> None:
        """Lets the loop run to that time."""
        self.script.last = when
        while self.script.time < when:
            self.live.step()

    def save(self, when: float, path: str, text: str, *, hint: bool = True) -> None:
        """Plans that a file is written, and that the system tells of it."""
        file = self.root / path
        self.script.at(when, lambda: file.write_text(text, "utf-8"))
        if hint:
            self.script.at(when, lambda: self.script.note(str(file), finished=True))


class Kept:
    """The loop on a book as it really runs, in a thread of its own."""

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        self.root, self.folder, self.heard = root, folder or root / "site", Heard()
        self.live = Live(Run(str(root), DAY), self.folder, [self.heard])
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Kept:
        self.live.begin()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)
        if self.live.watcher:
            self.live.watcher.stop()

    def _run(self) -> None:
        while not self._over.is_set():
            self.live.step()

    def is_as_built(self) -> bool:
        """True as soon as the pages are those of a full build; False when they never are."""
        fresh = self.root.parent / "fresh"
        really_build(Run(str(self.root), DAY), fresh)
        return soon(lambda: pages(fresh) == pages(self.folder) != {})


def soon(is_so: Callable[[], bool]) -> bool:
    """True as soon as it is so; False when the full look, which finds what no event told of, is long past."""
    pause, until = threading.Event(), time.monotonic() + 75
    while time.monotonic() < until:
        if is_so():
            return True
        pause.wait(0.01)  # the loop that is waited for has to have its turn
    return False


@contextmanager
def ends_in_time(running: subprocess.Popen[str]) -> Iterator[None]:
    """Kills a program that does not say what the test waits for, so that the test fails instead of waiting."""
    alarm = threading.Timer(60, running.kill)
    alarm.start()
    try:
        yield
        running.wait()
    except BaseException:
        running.kill()
        raise
    finally:
        alarm.cancel()
        alarm.join()  # a process of several threads does not split


def hear_ctrl_c() -> None:
    """In the program to be started: a shell that runs the tests in the background has it ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def pages(folder: Path) -> dict[str, bytes]:
    """The bytes of every page, and of the list that karma keeps of them."""
    found = [*folder.rglob("*.html"), folder / MANIFEST]
    read: dict[str, bytes] = {}
    for path in found:
        try:
            read[path.relative_to(folder).as_posix()] = path.read_bytes()
        except FileNotFoundError:  # in this very moment
            return {}
    return read
