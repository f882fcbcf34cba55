"""What one operation did to the files of the book, also to those that git had not known until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.files.contact import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from karma.core.undo import Done
    from karma.files.git import Repository


@dataclass(frozen=True, slots=True)
class Changed:
    """One file of a commit. `was` is None for one that it made, `path` for one that it removed.

    They differ for one that it moved. Paths are relative to the book; `old` and `new` are ids of blobs.
    """

    was: str | None
    path: str | None
    old: str
    new: str


def changed(repository: Repository, done: Done) -> tuple[Changed, ...]:
    """The files of the book that the operation changed, in the order of their paths.

    Karma makes and removes a file in one operation only where it moves one, so any likeness will do.
    """
    listed = repository.run(
        *("diff-tree", "--root", "-r", "-z", "-M1%", "--no-commit-id", "--relative", done.commit)
    )
    found = list(_known_before(_told(listed.out), done.before))
    known = {path for one in found for path in (one.was, one.path)}
    found += [_unseen(repository, done, path) for path in done.before if path not in known]
    return tuple(sorted(_paired(found), key=lambda one: one.path or one.was or ""))


def _told(listed: bytes) -> Iterator[Changed]:
    fields = iter(listed.decode("utf-8", "surrogateescape").split("\0")[:-1])
    for head in fields:
        _, _, old, new, status = head.split(" ")
        path = next(fields)
        to = next(fields) if status[0] in "RC" else path
        yield Changed(None if status[0] in "AC" else path, None if status[0] == "D" else to, old, new)


def _known_before(found: Iterable[Changed], before: Mapping[str, str]) -> Iterator[Changed]:
    """With what stood in files that git did not know: for git they are new, or another one moved there."""
    for one in found:
        if one.path in before and one.was != one.path:
            yield replace(one, was=one.path, old=before[str(one.path)])
            if one.was:
                yield replace(one, path=None)
        else:
            yield one


def _unseen(repository: Repository, done: Done, path: str) -> Changed:
    """A file that is no part of the commit: gone before git knew it, or as it was in HEAD again."""
    left = repository.run("rev-parse", "--verify", "--quiet", f"{done.commit}:{repository.prefix}{path}")
    return Changed(path, path if left.ok else None, done.before[path], left.text)


def _paired(found: list[Changed]) -> list[Changed]:
    """With what was made and what went as one move: of the same stem, or the only two."""
    made = [one for one in found if one.was is None]
    for one in made:
        gone = [other for other in found if other.path is None]
        alike = [other for other in gone if stem_of(str(other.was)) == stem_of(str(one.path))]
        if not alike and len(made) == len(gone) == 1:
            alike = gone
        if alike:
            found = [other for other in found if other not in (one, alike[0])]
            found.append(replace(alike[0], path=one.path, new=one.new))
    return found
