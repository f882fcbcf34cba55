"""karma itself, a wheel in an environment of its own, on a generated book in a git repository."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from benchmarks.corpus import Corpus
from benchmarks.timing import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEEL = Path(sys.prefix) / "wheel" / "bin"
"""The environment that holds nothing but karma and what it needs."""
HEAVY = ("yaml", "jinja2", "markdown", "watchdog", "sqlite3", "tomlkit", "nh3")
"""What `karma today` has no need of when nothing has changed."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A generated book, and what is done to it before a run."""

    book: Path
    people: int
    ticks: Iterator[int]

    def karma(self, *words: str) -> Command:
        """Karma with this book."""
        return Command((str(WHEEL / "karma"), "-C", str(self.book), *words), self.book)

    def status(self) -> Command:
        """`git status`: what it costs to notice that nothing has changed."""
        return Command(("git", "status", "--porcelain"), self.book)

    def forget(self) -> None:
        """As if karma had never run here."""
        rmtree(self.book / "site", ignore_errors=True)
        rmtree(self.book / ".karma", ignore_errors=True)

    def edit(self) -> None:
        """Somebody is called, and an editor writes it down."""
        append(
            self.person(next(self.ticks)), f"- 2026-11-19 call: about the harbour, number {next(self.ticks)}"
        )

    def retouch(self) -> None:
        """Every page is to look a little different."""
        style = self.book / "templates" / "style" / "print.css"
        style.parent.mkdir(parents=True, exist_ok=True)
        style.write_text(f"/* {next(self.ticks)} */\n", "utf-8")

    def person(self, number: int) -> Path:
        """The file of one of them."""
        return self.book / "contacts" / f"person-{number * 37 % self.people:06d}.md"


def ours(book: Path, people: int) -> Ours:
    """A new book of so many people at `book`, everything committed."""
    Corpus(people).write(book)
    (book / ".gitignore").write_text(".karma/\nsite/\n", "utf-8")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "the book")):
        identity = ("-c", "user.name=Nora Quist", "-c", "user.email=nora@quist.example")
        subprocess.run(("git", *identity, *words), cwd=book, check=True)
    os.sync()  # what the disk has still to write would be counted to whoever runs first
    return Ours(book, people, count(1))


def append(file: Path, line: str) -> None:
    """One line more at the end, as an editor would save it."""
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")


def heavy_imports(command: Command) -> list[str]:
    """Which of HEAVY a run of karma imports."""
    python, script = str(WHEEL / "python"), command.words[0]
    run = (python, "-X", "importtime", script, *command.words[1:])
    done = subprocess.run(run, cwd=command.folder, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return [name for name in HEAVY if name in imported]
