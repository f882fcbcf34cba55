"""What git knows of the files that karma wrote, and what stood in them that nobody had committed yet."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from karma.files.repository import blobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.git import Repository
    from karma.files.plan import Written


@dataclass(frozen=True, slots=True)
class Known:
    """One written file: where it really stands (relative to the book), its bytes in HEAD, if it is staged.

    `committed` is None when HEAD has no such file, `staged` True when the index has one of that path.
    """

    path: str
    written: Written
    committed: bytes | None
    staged: bool

    @property
    def concerns_git(self) -> bool:
        """False for what is gone and of which git never knew."""
        return self.written.after is not None or self.staged or self.committed is not None

    @property
    def is_new(self) -> bool:
        """True when git has to be told of it first."""
        return self.written.after is not None and not self.staged

    @property
    def held_changes_by_hand(self) -> bool:
        """True when the file was not as committed when karma wrote to it. Line endings are no change."""
        before = self.written.before
        return before is not None and (self.committed is None or _lines(self.committed) != _lines(before))


def look(repository: Repository, written: Sequence[Written]) -> list[Known]:
    """What HEAD and the index have of each file: one call, whatever their number."""
    written = _once_each(written)
    places = [_place(repository, one) for one in written]
    asked = [place for place in places if "\n" not in place]  # git is asked line by line
    names = [f"{tree}:{repository.prefix}{place}" for place in asked for tree in ("HEAD", "")]
    read = iter(blobs.read(repository, names) or [])
    # Asked for and not found means not there; not asked for, git may well know it.
    found = {place: (next(read, None), next(read, None) is not None) for place in asked}
    return [
        Known(place, one, *found.get(place, (None, True))) for place, one in zip(places, written, strict=True)
    ]


def keep_what_stood_there(repository: Repository, known: Sequence[Known]) -> list[tuple[str, str]]:
    """Blob and path of each file that held changes by hand before karma wrote to it.

    They are kept, so that what karma did can be told from what was done by hand.
    """
    edited = [one for one in known if one.held_changes_by_hand and one.path.isprintable()]
    kept = blobs.write(repository, [one.written.before or b"" for one in edited])
    return list(zip(kept, [one.path for one in edited], strict=False))


def listed(paths: Sequence[str]) -> bytes:
    """The paths as git reads them from stdin with `-z`."""
    return "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")


def _once_each(written: Sequence[Written]) -> list[Written]:
    """The changes of each file as one: from what stood there before the first to what the last left."""
    found: dict[str, Written] = {}
    for one in written:
        found[one.path] = replace(one, before=found.get(one.path, one).before)
    return list(found.values())


def _place(repository: Repository, one: Written) -> str:
    """Where the file really stands: karma writes through links inside the book, git does not."""
    path = repository.book / one.path
    real = Path(os.path.realpath(path.parent)) / path.name
    if one.after is not None:
        real = Path(os.path.realpath(real))
    return real.relative_to(repository.book).as_posix() if real.is_relative_to(repository.book) else one.path


def _lines(data: bytes) -> bytes:
    """The text as `text eol=lf` commits it."""
    return data.replace(b"\r\n", b"\n")
