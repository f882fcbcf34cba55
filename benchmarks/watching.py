"""From a save in an editor to the page on disk, with a generator that watches."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.ours import append
from benchmarks.timing import RUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.timing import Command

PATIENCE = 300.0
"""Seconds after which a generator is taken to have missed a save."""
UNDER_WAY = 10.0
"""Seconds from the first page until it surely watches; what is saved before may be lost on it."""


@contextmanager
def running(command: Command) -> Iterator[None]:
    """While it watches."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command.words, cwd=command.folder, stdout=quiet, stderr=quiet, stdin=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def save_to_page(command: Command, file: Path, page: Path) -> float:
    """Seconds from the save of `file` until its page says so: the median; the first one is not counted."""
    page.unlink(missing_ok=True)
    with running(command):
        _wait(page.exists, f"{page} was never made")
        time.sleep(UNDER_WAY)
        _saved(file, page, "warm0")
        return median(_saved(file, page, f"tick{number}") for number in range(RUNS))


def _saved(file: Path, page: Path, word: str) -> float:
    append(file, f"- 2026-11-19 call: about {word}")
    began = time.perf_counter()
    _wait(lambda: word in _text(page), f"{page} never said “{word}”")
    took = time.perf_counter() - began
    time.sleep(1.5)  # whatever else it still does
    return took


def _wait(until: Callable[[], bool], complaint: str) -> None:
    began = time.perf_counter()
    while not until():
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError(complaint)
        time.sleep(0.002)


def _text(page: Path) -> str:
    try:
        return page.read_text("utf-8")
    except FileNotFoundError:
        return ""
