"""Runs a command and says how long it took and how much memory it needed."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

RUNS = 5
"""Medians are of so many runs; every second one could be an accident of the machine."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds from start to end, and the most memory of the process or any one of its children, in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: its words, the folder it runs in, and variables besides those of this process."""

    words: Sequence[str]
    folder: Path
    variables: Mapping[str, str] | None = None


def nothing() -> None:
    """What there is to do before a run, when there is nothing."""


def once(command: Command) -> Cost:
    """One run. Raises RuntimeError with what the command said when it fails."""
    environment = os.environ | dict(command.variables or {})
    began = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    complaint = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command.words)}: {complaint.decode(errors='replace')[-2000:]}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def typical(command: Command, before: Callable[[], None] = nothing, runs: int = RUNS) -> Cost:
    """The median of several runs; `before` each, something is changed or taken away."""
    costs = []
    for _ in range(runs):
        before()
        costs.append(once(command))
    return Cost(median(cost.seconds for cost in costs), median(cost.megabytes for cost in costs))
