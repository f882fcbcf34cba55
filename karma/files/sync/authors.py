"""Whose commits they are: names and addresses as git knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.files.sync.stopped import asked
from karma.files.sync.trees import from_book

if TYPE_CHECKING:
    from karma.files.git import Repository


class Author(NamedTuple):
    """Somebody who commits; two are the same when their addresses are."""

    name: str
    email: str


def me(repository: Repository) -> str:
    """The address of whoever commits here, as `author_of_line` has it."""
    said = repository.run("var", "GIT_AUTHOR_IDENT").text
    return f"<{said.partition('<')[2].partition('>')[0]}>"


def authors_of(repository: Repository, commits: str) -> tuple[str, ...]:
    """The names behind a range of commits, each once, whoever made most of them first."""
    listed = asked(repository, "shortlog", "-s", "-n", "--no-merges", commits)
    return tuple(line.partition("\t")[2] for line in listed.text.split("\n") if "\t" in line)


def addresses_of(repository: Repository, commits: str) -> set[str]:
    """The addresses behind a range of commits."""
    return set(asked(repository, "log", "--no-merges", "--format=%ae", commits).text.split("\n")) - {""}


def last_touched(repository: Repository, commits: str, path: str) -> tuple[str, str]:
    """The author and day (as written) of the newest commit of a range that changed a path from the top."""
    said = repository.run("log", "-1", "--format=%an%x00%as", commits, "--", from_book(repository, path))
    name, _, day = said.text.partition("\0")
    return name, day


def author_of_line(repository: Repository, commit: str, path: str, line: int) -> Author | None:
    """Who wrote a line (from 1) of a file (path from the top) as it is in a commit."""
    said = repository.run(
        *("blame", "--line-porcelain", "--no-textconv", "-L", f"{line},{line}", commit, "--"),
        from_book(repository, path),
    )
    found = dict(row.partition(" ")[::2] for row in said.text.split("\n") if row.startswith("author"))
    return Author(found["author"], found.get("author-mail", "")) if "author" in found else None
