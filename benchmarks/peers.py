"""The others: static site generators on the very same files, and tools that answer questions from many files.

A peer that is not installed is left out, and the table says so.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Command

TOOLS = Path(sys.prefix) / "bench"
"""Where `make bench` puts the peers that come from PyPI and npm."""
SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True, slots=True)
class Generator:
    """A static site generator: a page for each person and an index, from the files in `pages`, into `out`.

    `cold` and `again` are its options for a first build and for one after a file has changed; `watch` those
    with which it builds whenever a file changes.
    """

    name: str
    program: str
    site: str
    pages: str
    out: str
    cold: tuple[str, ...]
    again: tuple[str, ...]
    watch: tuple[str, ...] = ()


HUGO = Generator(
    "Hugo", "hugo", "hugo", "content/contacts", "public", ("--quiet",), ("--quiet",), ("--watch",)
)
_PELICAN = ("content", "-s", "pelicanconf.py", "-o", "output", "-q")
GENERATORS = (
    HUGO,
    Generator("Eleventy", "eleventy", "eleventy", "in", "out", ("--quiet",), ("--quiet",)),
    Generator(
        *("MkDocs", "mkdocs", "mkdocs", "docs", "site"),
        ("build", "-q", "--clean"),
        ("build", "-q", "--dirty"),
    ),
    Generator("Pelican", "pelican", "pelican", "content", "output", _PELICAN, _PELICAN),
)


@dataclass(frozen=True, slots=True)
class Site:
    """The site of one generator in a folder of its own, ready to be built."""

    peer: Generator
    folder: Path
    found: str

    def command(self, options: tuple[str, ...]) -> Command:
        """The generator with these options."""
        return Command((self.found, *options), self.folder)

    def clean(self) -> None:
        """As if it had never been built."""
        shutil.rmtree(self.folder / self.peer.out, ignore_errors=True)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    @property
    def pages(self) -> Path:
        """Its copy of the people's files."""
        return self.folder / self.peer.pages


def site(peer: Generator, book: Path, folder: Path) -> Site | None:
    """The site of `peer` with the people of the book; None when it is not installed."""
    found = program(peer.program)
    if not found:
        return None
    shutil.copytree(SITES / peer.site, folder)
    shutil.copytree(book / "contacts", folder / peer.pages, dirs_exist_ok=True)
    return Site(peer, folder, found)


def program(name: str) -> str | None:
    """Where a peer is: among those that were installed for this, else on the PATH."""
    for place in (TOOLS / "bin" / name, TOOLS / "node_modules" / ".bin" / name):
        if place.exists():
            return str(place)
    return shutil.which(name)


def hledger(folder: Path, people: int) -> Command | None:
    """The balance of a journal with as many transactions as the book has people."""
    found = program("hledger")
    if not found:
        return None
    entry = "2026-{month:02d}-{day:02d} person {n}\n  income:{n}  {n}.00 USD\n  assets:cash\n"
    entries = (entry.format(n=n % 40, month=n % 12 + 1, day=n % 28 + 1) for n in range(people))
    folder.mkdir()
    (folder / "all.journal").write_text("\n".join(entries), "utf-8")
    return Command((found, "-f", "all.journal", "balance"), folder)


_TODO = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:bench\r
BEGIN:VTODO\r
UID:{n}@bench\r
SUMMARY:call person {n}\r
DUE:202612{day:02d}T090000Z\r
DTSTAMP:20261101T090000Z\r
END:VTODO\r
END:VCALENDAR\r
"""
_TODOMAN = """\
path = "{folder}/lists/*"
cache_path = "{folder}/cache.sqlite3"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
"""


def todoman(folder: Path, people: int) -> Command | None:
    """The list of as many to-dos as the book has people, one file each; warm after its first run."""
    found = program("todo")
    if not found:
        return None
    (folder / "lists" / "all").mkdir(parents=True)
    for n in range(people):
        text = _TODO.format(n=n, day=n % 28 + 1)
        (folder / "lists" / "all" / f"{n}.ics").write_text(text, "utf-8", newline="")
    (folder / "config.py").write_text(_TODOMAN.format(folder=folder), "utf-8")
    return Command((found, "--config", "config.py", "list"), folder)
