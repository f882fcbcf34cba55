"""One laptop of a world: a clone in a folder, real git run in it, and what its owner knows."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.gitconfig import NORA
from tests.merging.text import read, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.merging.model import State

CARELESS = """\
[merge "careless"]
	driver = true
"""
"""The careless driver keeps our side and forgets theirs: no merge at all, for tests of the model."""


class Ticks:
    """The time that commits carry: a second passes with each, so that a seed always gives the same commits."""

    def __init__(self, folder: Path) -> None:
        self.seconds = 1_790_000_000
        (folder / "gitconfig").write_text(NORA + CARELESS, "utf-8")
        names = [name for name in os.environ if not name.startswith("GIT_")]
        self._environment = {name: os.environ[name] for name in names} | {
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": ":",
            # the karma that belongs to this Python is the one that git finds
            "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}",  # noqa: PTH120
        }

    def environment(self) -> dict[str, str]:
        """The variables for the next call of git."""
        self.seconds += 1
        now = f"{self.seconds} +0000"
        return self._environment | {"GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now}


@dataclass
class Clone:
    """A clone. `state` are the acts that its branch holds, `later` those that it will do as another did."""

    root: Path
    ticks: Ticks
    crlf: bool = False
    sorts: bool = False
    state: State = frozenset()
    later: list[int] = field(default_factory=list)

    def git(self, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs git here; with `check` it has to succeed."""
        done = subprocess.run(
            ["git", *args],
            cwd=self.root,
            env=self.ticks.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "left to git" not in done.stderr, ("karma could not merge", done.stderr)
        assert done.returncode == 0 or not check, (self.root.name, args, done.stdout, done.stderr)
        return done

    def says(self, *args: str) -> str:
        """What git prints."""
        return self.git(*args).stdout.rstrip("\n")

    def holds(self, older: str, newer: str) -> bool:
        """True when the history of `newer` holds `older`."""
        return self.git("merge-base", "--is-ancestor", older, newer, check=False).returncode == 0

    def unmerged(self) -> set[str]:
        """The paths that git could not merge."""
        listed = self.git("ls-files", "--unmerged", "-z").stdout.split("\0")
        return {entry.partition("\t")[2] for entry in listed if entry}

    def files(self) -> set[str]:
        """The contact files that are there."""
        return {path.relative_to(self.root).as_posix() for path in (self.root / "contacts").rglob("*.md")}

    def read(self, path: str) -> list[str]:
        """The lines of a file."""
        return read(self.root / path)

    def write(self, path: str, lines: list[str]) -> None:
        """Writes a file with the line endings of this laptop."""
        write(self.root / path, lines, crlf=self.crlf)
