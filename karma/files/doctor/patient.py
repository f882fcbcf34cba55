"""What every check of the doctor looks at, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.files import git
from karma.files.discover import discover
from karma.files.repository.config import GitConfig, read_config

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.git import Repository


@dataclass(frozen=True)
class Patient:
    """The book at `root` and its repository, if there is one and git can be asked.

    `now` is seconds since 1970; `encoding` is the terminal's.
    """

    root: Path
    now: float
    encoding: str

    @cached_property
    def git_is_there(self) -> bool:
        """True when git is installed."""
        return git.program() is not None

    @cached_property
    def repository(self) -> Repository | None:
        """The repository, whether git is installed or not."""
        return git.find(self.root)

    @cached_property
    def config(self) -> GitConfig | None:
        """What git's configuration says; None when there is nothing to ask."""
        return read_config(self.repository) if self.repository and self.git_is_there else None

    @cached_property
    def at(self) -> tuple[Repository, GitConfig] | None:
        """The repository and its configuration, when git can be asked about them."""
        if self.repository is None or self.config is None or self.config.complaint:
            return None
        return self.repository, self.config

    @cached_property
    def unmerged(self) -> tuple[str, ...]:
        """The paths in the book of which git holds several versions, as a merge left them."""
        if self.at is None:
            return ()
        rows = self.at[0].run("ls-files", "--unmerged", "-z").out.split(b"\0")[:-1]
        return tuple(
            dict.fromkeys(row.partition(b"\t")[2].decode("utf-8", "backslashreplace") for row in rows)
        )

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The paths of all people's files."""
        return discover(self.root).paths
