"""Whose commits they are: names and addresses as git knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.operation import OP
from karma.files.discover import CONTACTS
from karma.files.sync.stopped import asked
from karma.files.sync.trees import from_book

if TYPE_CHECKING:
    from karma.files.git import Repository


_MOVES = ("rename", "archive", "merge")


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


class Removal(NamedTuple):
    """The commit, in short, that took most people out of a book, whose it is, and its sentence."""

    commit: str
    author: str
    subject: str


def who_removed(repository: Repository, commits: str) -> Removal:
    """Who took people's files away in a range of commits; of several commits the one that took the most."""
    options = ("--no-merges", "--no-renames", "--diff-filter=D", "--name-only")
    told = "--format=%x1e%h%x1f%an%x1f%s%x1f"
    said = asked(repository, "log", *options, told, commits, "--", CONTACTS)
    found = [one.split("\x1f") for one in said.text.split("\x1e") if one]
    most = max(found, key=lambda one: one[-1].count("\n"), default=["HEAD", "Somebody", "a merge"])
    return Removal(*most[:3])


def moves_of(repository: Repository, commits: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The sentences of the commits that moved people, the oldest first, and the paths that only they touched.

    Such a commit changes a line in many files, where links follow; its sentence says all of it.
    """
    told = f"--format=%x1e%s%x1f%(trailers:key={OP},valueonly,separator=%x20)%x1f"
    options = ("--no-merges", "--no-renames", "--no-relative", "--name-only", "--reverse", told)
    said = repository.run("log", *options, commits, allow=("-c", "core.quotePath=false"))
    found = [one.split("\x1f") for one in said.text.split("\x1e") if one.count("\x1f") == 2]
    paths: dict[bool, set[str]] = {True: set(), False: set()}
    for _, op, touched in found:
        paths[op in _MOVES].update(filter(None, touched.split("\n")))
    return tuple(one for one, op, _ in found if op in _MOVES), frozenset(paths[True] - paths[False])


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
