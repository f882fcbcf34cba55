"""Where a file that an operation left stands now: archived, renamed or merged since, if that is clear."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.problems import Fault
from karma.files.contact import parse_contact, stem_of
from karma.files.discover import CONTACTS, discover
from karma.files.read import read_text
from karma.files.undo.log import moved_since

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.undo import Done
    from karma.files.git import Repository


class Places:
    """The people's files of the book at `root` as they are now, looked at only when one is missed."""

    def __init__(self, root: Path, config: Config, repository: Repository, done: Done) -> None:
        self.root, self.config, self.repository, self.done = root, config, repository, done

    def of(self, path: str) -> str | None:
        """Where the file is now: there, under its stem elsewhere, under a new one; None when it is gone.

        A new stem is found by the alias that `karma rename` and `karma merge` keep, else by git.
        """
        if os.path.lexists(self.root / path):
            return path
        if elsewhere := self.of_stem(stem_of(path)):
            return elsewhere
        kept = {one.path for one in self._people if fold(stem_of(path)) in map(fold, one.aliases)}
        if len(kept) == 1:
            return kept.pop()
        moved = None if kept else moved_since(self.repository, self.done, path)
        return moved if moved and (self.root / moved).is_file() else None

    def of_stem(self, stem: str) -> str | None:
        """The file that has this stem anywhere under contacts/."""
        return self._by_stem.get(fold(stem))

    def speaking_of(self, stem: str) -> dict[str, str]:
        """The text of every file that has links and this stem somewhere in it, by path."""
        found = {}
        for path in discover(self.root).paths:
            text = read_text(self.root / path)
            if not isinstance(text, Fault) and "[[" in text and fold(stem) in fold(text):
                found[path] = text
        return found

    @cached_property
    def _by_stem(self) -> dict[str, str]:
        return {
            fold(stem_of(name)): Path(folder, name).relative_to(self.root).as_posix()
            for folder, _, names in os.walk(self.root / CONTACTS)
            for name in sorted(names)
            if name.casefold().endswith(".md")
        }

    @cached_property
    def _people(self) -> list[Contact]:
        texts = ((path, read_text(self.root / path)) for path in discover(self.root).paths)
        return [
            parse_contact(text, path, self.config)[0] for path, text in texts if not isinstance(text, Fault)
        ]
