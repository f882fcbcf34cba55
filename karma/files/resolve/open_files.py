"""Everything in a book that a merge left open: conflicts in files, and files that git could not merge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.configfile import FILE
from karma.core.links import LINK, fold
from karma.core.problems import Fault
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS, discover
from karma.files.lines import content, split_lines
from karma.files.merge.contact import merge_as_one
from karma.files.read import read_text
from karma.files.resolve.git import unmerged
from karma.files.resolve.text import apart, conflicts_in, loose_markers, two_in_one
from karma.files.targets import SETTINGS
from karma.files.whole import Settlement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.resolve import Conflict, Take, TwoPeople, Unmerged

_SIGNS = ("<<<<<<<", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file that is not settled: its text and conflicts, or what befell it as a whole.

    `loose` are lines of markers that belong to no conflict. `unmerged` is what git says of it, if it does.
    """

    path: str
    text: str = ""
    conflicts: tuple[Conflict, ...] = ()
    people: TwoPeople | None = None
    loose: tuple[int, ...] = ()
    unmerged: Unmerged | None = None

    @property
    def by_hand(self) -> bool:
        """True for a file that is none of karma's, such as a template."""
        return not self.path.startswith(f"{CONTACTS}/") and self.path not in SETTINGS

    @property
    def is_whole(self) -> bool:
        """True when it is open as a whole, not in places: git has several of it, or none any more."""
        return self.unmerged is not None and self.unmerged.there and self.is_settled and not self.by_hand

    @property
    def places(self) -> int:
        """How many things are open in it, for counting."""
        if self.is_settled:
            return int(self.is_whole or self.by_hand)
        return 1 if self.people else len(self.conflicts) + len(self.loose)

    @property
    def is_settled(self) -> bool:
        """True when nothing in it is open; git may still have to be told."""
        return not self.conflicts and not self.loose

    def taking(self, number: int, lines: tuple[str, ...]) -> Settlement:
        """The settlement that puts lines in the place of one conflict, numbered from 0."""
        return Settlement(self.path, self.text, {number: lines})

    def taken(self, take: Take) -> Settlement | None:
        """All of its conflicts settled one way, as far as that can be; None when none can.

        Of two people none is dropped: both get a file, and that only for `both`.
        """
        if self.people:
            return None
        chosen = {n: one.lines(take) for n, one in enumerate(self.conflicts) if take != "both" or one.both}
        return Settlement(self.path, self.text, chosen) if chosen else None

    def only(self, take: Take) -> Settlement:
        """One of two people alone."""
        return Settlement(self.path, self.text, {n: one.lines(take) for n, one in enumerate(self.conflicts)})

    def parted(self, people: TwoPeople, path: str) -> Settlement:
        """Whose name the file has stays, the other of the two gets a file of their own at `path`."""
        ours, theirs = apart(self.text)
        other = theirs if people.stays == "ours" else ours
        return replace(self.only(people.stays), parted=(path, other))

    def as_one(self) -> Settlement:
        """Both are one person: all that either says, and where they differ a conflict."""
        merged = merge_as_one(*apart(self.text), labels=self.conflicts[0].labels)
        return Settlement(self.path, self.text, {}, whole=merged.text)


def open_files(root: Path, config: Config, only: str | None = None) -> tuple[OpenFile, ...]:
    """What is open, by path; with `only`, in that file (a path relative to the book)."""
    by_git = {one.path: one for one in unmerged(root)}
    paths = dict.fromkeys([*discover(root).paths, FILE, *by_git])
    looked = (look_at(root, path, by_git.get(path), config) for path in paths if only in (None, path))
    return tuple(one for one in looked if one.unmerged or not one.is_settled)


def look_at(root: Path, path: str, by_git: Unmerged | None, config: Config) -> OpenFile:
    """One file as it is now; `by_git` is what git says of it."""
    text = read_text(root / path)
    if isinstance(text, Fault):
        return OpenFile(path, unmerged=by_git)
    return look_into(text, path, by_git, config)


def look_into(text: str, path: str, by_git: Unmerged | None, config: Config) -> OpenFile:
    """The file at `path` if it says `text`; `by_git` is what git says of it."""
    if not any(sign in text for sign in _SIGNS):
        return OpenFile(path, unmerged=by_git)
    made_twice = by_git is not None and by_git.kind == "twice" and path.startswith(f"{CONTACTS}/")
    return OpenFile(
        path,
        text,
        conflicts_in(text, path, config),
        two_in_one(text, path, config, made_twice=made_twice),
        loose_markers(text),
        by_git,
    )


def free_path(root: Path, people: TwoPeople) -> str:
    """A path for the one of the two who goes: `bob-cray.md`, or `jo-park-2.md` if that one is taken."""
    taken = {fold(stem_of(one)) for one in discover(root).paths}
    folder, stem = people.path.rpartition("/")[0], people.stem
    if fold(stem) not in taken:
        return f"{folder}/{stem}.md"
    number = 2
    while fold(f"{stem}-{number}") in taken:
        number += 1
    return f"{folder}/{stem}-{number}.md"


def links_to(root: Path, stem: str) -> Iterator[tuple[str, int]]:
    """The path and line of every link to the file name, in the files of others."""
    for path in discover(root).paths:
        text = read_text(root / path)
        if isinstance(text, Fault) or fold(stem_of(path)) == fold(stem):
            continue
        for number, line in enumerate(split_lines(text), 1):
            if any(fold(match[1]) == fold(stem) for match in LINK.finditer(content(line))):
                yield path, number
