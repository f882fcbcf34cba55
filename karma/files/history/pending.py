"""What is not committed yet: the files as they are against the last commit.

Git is not asked to compare: it would pass the files through the filters that a repository may bring along
(faults.md G10). It lists what it has, and the files are read here.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.files.contact import stem_of
from karma.files.discover import CONTACTS, discover
from karma.files.history.commits import Commit, Touched, is_person
from karma.files.history.told import revisions
from karma.files.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.history.revision import Revision
    from karma.files.git import Repository
    from karma.files.history.versions import Versions

_ON_DISK = "on disk"
"""Stands for the blob that git would make of a file that is not committed."""


def pending(repository: Repository, versions: Versions, path: str = "") -> Revision | None:
    """What was changed since the last commit, or None for nothing that means anything.

    With `path`, of the person whose file stands there; where they were renamed by hand, `was` says it.
    """
    committed = _committed(repository)
    if path in committed and (repository.book / path).is_file():  # nobody else's can have become theirs
        there, committed = [path], {path: committed[path]}
    else:
        there = _people(repository)
    files = _touched(repository, there, committed, versions)
    files.sort(key=lambda one: (one.path != path, one.path))
    commit = Commit("", tuple(files))
    found = next(revisions([commit], versions))
    if path:
        people = tuple(one for one in found.people if one.id == stem_of(path))
        found = replace(found, people=people, more=0)
    return found if found.people or found.more else None


def _people(repository: Repository) -> list[str]:
    """Everybody's file, but for links: of those git keeps where they lead."""
    book = str(repository.book)
    paths = discover(repository.book).paths
    linked = os.path.islink  # ten thousand paths take a while
    return [path for path in paths if is_person(path) and not linked(f"{book}/{path}")]


def _touched(
    repository: Repository, there: Sequence[str], committed: Mapping[str, str], versions: Versions
) -> list[Touched]:
    files = [
        Touched(path, path, (committed.get(path, ""),), _ON_DISK)
        for path in there
        if _differs(repository, path, committed.get(path), versions)
    ]
    here = set(there)
    gone = (path for path in committed if path not in here and not (repository.book / path).exists())
    files += [Touched(path, path, (committed[path],), "") for path in gone]
    return _known(repository, files)


def _committed(repository: Repository) -> dict[str, str]:
    """The blob of each person's file in the last commit, by path in the book."""
    listed = repository.run("ls-tree", "-r", "-z", "HEAD", "--", CONTACTS).out
    found = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = entry.partition("\t")
        words = head.split(" ")
        if len(words) == 3 and words[0].startswith("100") and is_person(path):
            found[path] = words[2]
    return found


def _differs(repository: Repository, path: str, blob: str | None, versions: Versions) -> bool:
    """True when the file is not the blob, however its lines end; it is then among the versions."""
    data = read_bytes(repository.book / path)
    if not isinstance(data, bytes):
        versions.put(_ON_DISK, path, None)
        return True
    if blob in (_blob(data, blob), _blob(data.replace(b"\r\n", b"\n"), blob)):
        return False
    versions.put(_ON_DISK, path, data)
    return True


def _blob(data: bytes, like: str | None) -> str:
    """The id that git gives these bytes, in the kind of hash that `like` is."""
    kind = "sha256" if like and len(like) == 64 else "sha1"
    return hashlib.new(kind, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _known(repository: Repository, files: Sequence[Touched]) -> list[Touched]:
    """Without files that a .gitignore leaves out, which are never committed."""
    new = [one.path for one in files if not any(one.befores)]
    if not new:
        return list(files)
    listed = repository.run(
        "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", CONTACTS
    ).out
    known = set(listed.decode("utf-8", "surrogateescape").split("\0"))
    return [one for one in files if any(one.befores) or one.path in known]
