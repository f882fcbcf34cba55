"""Commits as git lists them: who, when, and which files each touched. One process for all of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from karma.core.operation import BEFORE, OP, UNDOES
from karma.files.discover import CONTACTS, is_leftover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from karma.files.git import Ran, Repository

ALIKE = 30
"""Per cent from which git proposes that a file was moved: a rename of five lines changes three of them."""
_TRAILERS = "".join(f"%x00%(trailers:key={key},valueonly,separator=%x0A)" for key in (OP, UNDOES, BEFORE))
_FORMAT = f"--format=tformat:%H%x00%P%x00%aI%x00%an%x00%ae%x00%s{_TRAILERS}"
_FIELDS = 9
_AS_DATA = ("-z", "--raw", "--no-abbrev", "-c", f"-M{ALIKE}%", "--no-relative", "--root", _FORMAT)
_ORDINARY = ("100644", "100755")
_NOTHING = "000000"


class HistoryUnreadable(Exception):  # noqa: N818 - named for what is in the way
    """Git could not list the commits; the message is what it complained of."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One file that a commit touched, by its path in the book; `old` is the path before.

    `befores` are the blobs before, one for each parent, and `after` the one after; "" where there was no
    file. `alike`: how much of it git found again in a file that was moved, in per cent.
    """

    path: str
    old: str
    befores: tuple[str, ...]
    after: str
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `merge`: of several parents, and then only what is like none of them is among its files.

    `found` are the blobs that stood at a path, changed by hand, when karma wrote there.
    """

    id: str
    files: tuple[Touched, ...]
    merge: bool = False
    at: datetime | None = None
    author: str = ""
    email: str = ""
    subject: str = ""
    op: str = ""
    undoes: str = ""
    found: Mapping[str, str] = field(default_factory=dict)


def listed(repository: Repository, options: Sequence[str], paths: Sequence[str]) -> list[Commit]:
    """The commits that touched `paths`, the newest first; none before the first commit.

    Raises HistoryUnreadable.
    """
    ran = repository.run("log", *_AS_DATA, "--no-follow", "--full-history", *options, "--", *paths)
    return list(_commits(_printed(ran), repository))


def looked_up(repository: Repository, ids: Iterable[str]) -> list[Commit]:
    """These commits with every person's file that they touched. Raises HistoryUnreadable."""
    asked = "".join(f"{one}\n" for one in ids).encode()
    if not asked:
        return []
    ran = repository.run("diff-tree", "--stdin", "-r", *_AS_DATA, "--", CONTACTS, stdin=asked)
    return list(_commits(_printed(ran), repository))


def newest(repository: Repository, most: int) -> list[str]:
    """The ids of the newest commits that touched people, at most so many. Raises HistoryUnreadable."""
    ran = repository.run("rev-list", "--full-history", f"--max-count={most}", "HEAD", "--", CONTACTS)
    return _printed(ran).decode("ascii", "replace").split()


def cut_off(repository: Repository) -> frozenset[str]:
    """The oldest commits of a shallow clone: git shows all that stood in them as if it had come then."""
    with suppress(OSError):
        return frozenset((repository.shared / "shallow").read_text("ascii", "replace").split())
    return frozenset()


def is_person(path: str) -> bool:
    """True for a path in the book at which a person's file may stand."""
    folders, _, name = path.rpartition("/")
    parts = folders.split("/")
    return (
        parts[0] == CONTACTS
        and name.casefold().endswith(".md")
        and not any(part.startswith(".") for part in (*parts, name))
        and not is_leftover(name)
    )


def _printed(ran: Ran) -> bytes:
    if ran.ok:
        return ran.out
    if "does not have any commits yet" in ran.err or "bad revision 'HEAD'" in ran.err:
        return b""
    raise HistoryUnreadable(ran.complaint)


def _commits(printed: bytes, repository: Repository) -> Iterator[Commit]:
    """Fields and files of each commit, all of them ended by NUL, which none of them can hold."""
    words = printed.decode("utf-8", "surrogateescape").split("\0")
    prefix, unknown_before = repository.prefix, cut_off(repository)
    at = 0
    while at < len(words):
        if not words[at].strip("\n"):
            at += 1
            continue
        head = [words[at].strip("\n"), *words[at + 1 : at + _FIELDS]]
        files, at = _files(words, at + _FIELDS, prefix)
        if len(head) == _FIELDS:
            yield _commit(head, () if head[0] in unknown_before else files)


def _commit(head: Sequence[str], files: tuple[Touched, ...]) -> Commit:
    name, parents, at, author, email, subject, op, undoes, before = head
    found = (line.partition(" ") for line in before.split("\n") if " " in line)
    return Commit(
        id=name,
        merge=" " in parents,
        at=_moment(at),
        author=author,
        email=email,
        subject=subject,
        op=op.strip(),
        undoes=undoes.strip(),
        found={path: blob for blob, _, path in found},
        files=files,
    )


def _files(words: Sequence[str], at: int, prefix: str) -> tuple[tuple[Touched, ...], int]:
    """The files from word `at` on, and where the next commit begins."""
    files = []
    while at < len(words):
        raw = words[at].lstrip("\n")
        if raw and not raw.startswith(":"):
            break
        at += 1
        if not raw:
            continue
        moved = raw.rpartition(" ")[2][:1] in ("R", "C") and not raw.startswith("::")
        paths = words[at : at + 1 + moved]
        at += len(paths)
        touched = _touched(raw, paths, prefix)
        files += [touched] if touched else []
    return tuple(files), at


def _touched(raw: str, paths: Sequence[str], prefix: str) -> Touched | None:
    """What a line such as `:100644 100644 BLOB BLOB R087` says; None for what is no ordinary file here."""
    colons = len(raw) - len(raw.lstrip(":"))
    words = raw[colons:].split(" ")
    modes, blobs, status = words[: colons + 1], words[colons + 1 : 2 * colons + 2], words[-1]
    if len(words) != 2 * colons + 3 or not all(path.startswith(prefix) for path in paths) or not paths:
        return None
    ordinary = [blob if mode in _ORDINARY else "" for mode, blob in zip(modes, blobs, strict=True)]
    if not any(ordinary) or any(mode not in (*_ORDINARY, _NOTHING) for mode in modes):
        return None
    old, path = paths[0].removeprefix(prefix), paths[-1].removeprefix(prefix)
    alike = int(status[1:]) if status[:1] == "R" and status[1:].isdigit() else 0
    return Touched(path, old, tuple(ordinary[:-1]), ordinary[-1], alike)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
