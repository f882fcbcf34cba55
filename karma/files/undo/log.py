"""The operations that git remembers, and where files that one left stand now: one call for all of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from karma.core.operation import BEFORE, OP, UNDOES
from karma.core.undo import Done
from karma.files.repository.config import read_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from karma.files.git import Repository

LATEST = 1_000
"""Operations of one person that are looked at; whoever wants to go further back names the commit."""
_UNIT, _ITEM = "\x1f", "\x1e"


def _trailer(key: str) -> str:
    return f"%(trailers:key={key},valueonly,separator=%x1e)"


_FORMAT = "%x1f".join(("%H", "%P", "%ae", "%aI", *map(_trailer, (OP, UNDOES, BEFORE)), "%s"))


def who_am_i(repository: Repository) -> str:
    """The e-mail address that a commit made now would bear; empty when git does not know."""
    said = repository.run("var", "GIT_AUTHOR_IDENT").text
    return said.partition("<")[2].partition(">")[0]


def operations(repository: Repository, author: str) -> Iterator[Done]:
    """What `author` did with karma, the newest first: at most `LATEST`, then git looks no further."""
    listed = repository.run(
        *("log", "-z", "--no-mailmap", "--fixed-strings", f"--max-count={LATEST}"),
        *(f"--grep={OP}: ", f"--author=<{author}>", f"--format={_FORMAT}", "HEAD"),
    )
    return _read(listed.out)


def named(repository: Repository, commit: str) -> Done | None:
    """The commit that is called so, when it is part of what HEAD holds."""
    at = repository.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if not at.ok or not repository.run("merge-base", "--is-ancestor", at.text, "HEAD").ok:
        return None
    listed = repository.run("log", "-z", "--no-walk", f"--format={_FORMAT}", at.text)
    return next(_read(listed.out), None)


def moved_since(repository: Repository, done: Done, path: str) -> str | None:
    """Where the file that the commit left at `path` stands in HEAD, as git's rename detection sees it."""
    listed = repository.run(
        *("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--relative"),
        *(done.commit, "HEAD"),
    )
    fields = listed.out.decode("utf-8", "surrogateescape").split("\0")[:-1]
    pairs = zip(fields[1::3], fields[2::3], strict=False)
    return next((to for was, to in pairs if was == path), None)


def blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """What these blobs hold, by id; those that git no longer has are left out."""
    wanted = list(dict.fromkeys(ids))
    listed = repository.run("cat-file", "--batch", stdin="".join(f"{one}\n" for one in wanted).encode()).out
    found = {}
    for one in wanted:
        head, _, rest = listed.partition(b"\n")
        if not head.endswith(b" missing") and b" " in head:
            size = int(head.rsplit(b" ", 1)[1])
            found[one], rest = rest[:size], rest[size + 1 :]
        listed = rest
    return found


def uncommitted(repository: Repository) -> tuple[str, ...]:
    """The paths of people and settings with changes that are in no commit, which no undo can reach."""
    if read_config(repository).filters_unlooked_at:
        return ()
    wanted = ("contacts", "karma.toml")
    listed = repository.run(
        "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--", *wanted
    )
    lines = listed.out.decode("utf-8", "backslashreplace").split("\0")[:-1]
    return tuple(line[3:].removeprefix(repository.prefix) for line in lines)


def _read(listed: bytes) -> Iterator[Done]:
    for record in listed.decode("utf-8", "backslashreplace").split("\0"):
        fields = record.rstrip("\n").split(_UNIT, 7)
        if len(fields) == 8:
            commit, parents, author, when, operation, undoes, before, subject = fields
            yield Done(
                commit,
                tuple(parents.split()),
                author,
                datetime.fromisoformat(when),
                subject,
                operation.split(_ITEM)[0].strip(),
                undoes.split(_ITEM)[0].strip(),
                dict(_before(before)),
            )


def _before(trailers: str) -> Iterator[tuple[str, str]]:
    for trailer in trailers.split(_ITEM):
        blob, _, path = trailer.strip().partition(" ")
        if path:
            yield path, blob
