"""What differs between two states of the book in git, without a file of the work tree being touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.discover import CONTACTS, is_leftover
from karma.files.git import Ran
from karma.files.read import decode
from karma.files.repository import blobs
from karma.files.sync.stopped import asked, git_failed, paths_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.git import Repository

_NO_FILE = "000000"


@dataclass(frozen=True, slots=True)
class Difference:
    """A path, from the top of the work tree, with its blob before and after; None where it is not there.

    `mode` is git's, of the file as it is after.
    """

    path: str
    before: str | None
    after: str | None
    mode: str


def differences(repository: Repository, one: str, other: str) -> dict[str, Difference]:
    """Every path that is another in the tree or commit `other` than in `one`. No rename is guessed."""
    options = ("-r", "-z", "--raw", "--no-renames", "--no-relative", "--full-index")
    fields = paths_of(asked(repository, "diff-tree", *options, one, other))
    found = {}
    for said, path in zip(fields[::2], fields[1::2], strict=False):
        mode, new_mode, before, after, _ = said.removeprefix(":").split(" ")
        found[path] = Difference(
            path, None if mode == _NO_FILE else before, None if new_mode == _NO_FILE else after, new_mode
        )
    return found


def people_in(repository: Repository, tree: str) -> list[str]:
    """The paths, from the top, of all people's files in a tree or commit."""
    listed = asked(repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tree)
    return [path for path in paths_of(listed) if is_person(repository, path)]


def is_person(repository: Repository, path: str) -> bool:
    """True when a path from the top is where the loader looks for a person."""
    inside = path.removeprefix(repository.prefix) if path.startswith(repository.prefix) else ""
    folder, *parts = inside.split("/")
    if folder != CONTACTS or not parts or not parts[-1].casefold().endswith(".md"):
        return False
    return not any(part.startswith(".") for part in parts) and not is_leftover(parts[-1])


def from_book(repository: Repository, path: str) -> str:
    """A path from the top as git is to be given it, which runs in the book's folder."""
    return "../" * repository.prefix.count("/") + path


@dataclass
class Reader:
    """Reads contacts out of blobs, each of them once."""

    repository: Repository
    config: Config

    def __post_init__(self) -> None:
        self._data: dict[str, bytes | None] = {}
        self._read: dict[tuple[str, str | None], tuple[Contact, tuple[Problem, ...]]] = {}

    def fetch(self, wanted: Iterable[str | None]) -> None:
        """Brings all these blobs in one call."""
        new = [one for one in dict.fromkeys(wanted) if one and one not in self._data]
        found = blobs.read(self.repository, new)
        if found is None:
            raise git_failed("read what it holds", Ran(1, b"", "some of it cannot be read"))
        self._data.update(zip(new, found, strict=True))

    def data(self, blob: str | None) -> bytes | None:
        """The bytes of a blob; None when there is none."""
        self.fetch([blob])
        return self._data[blob] if blob else None

    def text(self, blob: str | None) -> str | None:
        """The text of a blob without byte order mark; None when it is no text, or there is no blob."""
        data = self.data(blob)
        text = None if data is None else decode(data)
        return None if isinstance(text, Fault) else text

    def contact(self, path: str, blob: str | None) -> tuple[Contact, tuple[Problem, ...]]:
        """The contact that a blob at a path (from the top) says, as far as it can be read."""
        if (path, blob) not in self._read:
            inside = path.removeprefix(self.repository.prefix)
            self._read[path, blob] = parse_contact(self.text(blob) or "", inside, self.config)
        return self._read[path, blob]
