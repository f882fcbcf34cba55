"""A book in a real repository, and what its history tells, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.config import Config
from karma.core.history.words import says
from karma.files import git as door
from karma.files.history.book import Wish, history
from karma.files.history.person import history_of
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karma.core.history.revision import Revision
    from karma.files.git import Repository

BILL = "---\nname: Bill\norg: Harbor\n---\n\n## Log\n\n- 2026-10-02 call: hello\n"
TINY = "---\nname: Jo\n---\n\n## Log\n"


class Diary:
    """A book in a repository, written as a user would write it."""

    def __init__(self, root: Path, folder: str = "") -> None:
        self.top, self.root = root, root / folder
        self.root.mkdir(exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *args: str) -> str:
        return git(self.top, *args)

    def put(self, stem: str, text: str) -> None:
        path = self.root / "contacts" / f"{stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add(self, stem: str, line: str) -> None:
        with (self.root / "contacts" / f"{stem}.md").open("a") as file:
            file.write(f"- {line}\n")

    def commit(self, subject: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        return self.git("rev-parse", "HEAD")

    @property
    def repository(self) -> Repository:
        found = door.find(self.root)
        assert found
        return found

    def told(self, wish: Wish | None = None) -> list[str]:
        return in_words(history(self.repository, Config(), wish or Wish()))

    def told_of(self, stem: str, wish: Wish | None = None) -> list[str]:
        return in_words(history_of(self.repository, Config(), f"contacts/{stem}.md", wish or Wish()))


def in_words(found: Sequence[Revision]) -> list[str]:
    return [
        f"{one.subject or 'now'}: "
        + "; ".join(f"{told.name}: {says(change)}" for told in one.people for change in told.changes)
        for one in found
    ]
