"""The history of one person, through every name and folder that their file has had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from karma.core.book import Contact
from karma.core.history.identity import same_person
from karma.core.links import fold
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS, discover
from karma.files.history.book import told_in_parts
from karma.files.history.commits import is_person, listed, looked_up
from karma.files.history.pending import pending
from karma.files.history.versions import Versions
from karma.files.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.config import Config
    from karma.core.history.revision import Revision
    from karma.files.git import Repository
    from karma.files.history.book import Wish
    from karma.files.history.commits import Commit, Touched

_TODAY = "today"
"""Stands for the blob of the file as it is."""
_MOST_NAMES = 20
"""Names that are followed back; beyond that the history of a file is a made-up one."""
_LONGEST_NAME = 200
"""No file has a longer one, and git could not be asked about it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file that git knows or knew: its path in the book, and if somebody's file stands there today."""

    path: str
    in_book: bool


def history_of(repository: Repository, config: Config, path: str, wish: Wish) -> tuple[Revision, ...]:
    """The newest revisions that tell something of the person whose file is, or was, at `path`.

    Raises HistoryUnreadable.
    """
    versions = Versions(repository, config)
    now = pending(repository, versions, path)
    was = [one.was for one in now.people if one.was] if now else []
    paths, commits = _Names(repository, versions, path).followed(was)
    asked = list(filter(wish.fits, commits))
    told = (one for one in told_in_parts(asked, versions, frozenset(paths)) if one.people)
    kept = tuple(islice(told, wish.most))
    return (now, *kept) if now and not wish.by else kept


def known_before(repository: Repository, config: Config, stem: str) -> Known | None:
    """Where the file is, or was last, that once had this stem; None when git never knew one."""
    wanted, versions = fold(stem), Versions(repository, config)
    here = set(discover(repository.book).paths)
    found = None
    for commit in reversed(listed(repository, ["--diff-filter=DR"], (CONTACTS,))):
        for one in commit.files:
            if is_person(one.old) and fold(stem_of(one.old)) == wanted:
                found = one.path if _same(one, versions) else one.old
                wanted = fold(stem_of(found))
    return Known(found, found in here) if found else None


def _same(one: Touched, versions: Versions) -> bool:
    versions.fetch([(one.befores[0], one.old), (one.after, one.path)])
    before, after = versions.get(one.befores[0], one.old), versions.get(one.after, one.path)
    return (
        isinstance(before, Contact) and isinstance(after, Contact) and same_person(before, after, one.alike)
    )


class _Names:
    """The search for the paths at which one person's file has been."""

    def __init__(self, repository: Repository, versions: Versions, path: str) -> None:
        self._repository, self._versions, self._path = repository, versions, path
        self._looked_at: set[str] = set()

    def followed(self, former: Sequence[str]) -> tuple[list[str], list[Commit]]:
        """All the paths, the newest first, and the commits that touched this person at any of them.

        `former` are stems that they had, besides those that their file keeps as aliases.
        """
        paths = [self._path, *self._places((*former, *self._aliases()))]
        while True:
            commits = self._own(listed(self._repository, [], paths))
            new = [one for one in self._before(commits, set(paths)) if one not in paths]
            if not new or len(paths) > _MOST_NAMES:
                return paths, list(_of_this_person(commits, paths))
            paths += dict.fromkeys(new)

    def _places(self, stems: Sequence[str]) -> list[str]:
        """Where files of these stems would have been, but for stems that somebody else has today."""
        named = [one for one in stems if one.isprintable() and "/" not in one and len(one) <= _LONGEST_NAME]
        if not named:
            return []
        others = {fold(stem_of(one)) for one in discover(self._repository.book).paths if one != self._path}
        folders = dict.fromkeys((CONTACTS, self._path.rpartition("/")[0]))
        free = [one for one in named if fold(one) not in others]
        return [f"{folder}/{stem}.md" for stem in free[:_MOST_NAMES] for folder in folders]

    def _aliases(self) -> tuple[str, ...]:
        """The other names in the file as it is: a rename keeps the old stem there."""
        data = read_bytes(self._repository.book / self._path)
        self._versions.put(_TODAY, self._path, data if isinstance(data, bytes) else None)
        now = self._versions.get(_TODAY, self._path)
        return now.aliases if isinstance(now, Contact) else ()

    def _own(self, commits: Sequence[Commit]) -> list[Commit]:
        """The commits without those of somebody who had this stem before and left it for another."""
        end = next((n for n, one in enumerate(commits) if self._left_in(one)), len(commits))
        theirs = [
            replace(one, files=tuple(file for file in one.files if self._path not in (file.old, file.path)))
            for one in commits[end:]
        ]
        return [*commits[:end], *theirs]

    def _left_in(self, commit: Commit) -> bool:
        """True when somebody went from this path to one that is not among those followed."""
        if not any(one.path == self._path and not one.after for one in commit.files):
            return False
        return any(
            one.old == self._path and one.path != self._path and _same(one, self._versions)
            for whole in looked_up(self._repository, [commit.id])
            for one in whole.files
        )

    def _before(self, commits: Sequence[Commit], paths: set[str]) -> Iterator[str]:
        """From where files came to these paths, as the commits tell in which they came."""
        came = [
            commit.id
            for commit in commits
            if commit.id not in self._looked_at
            and any(one.after and not any(one.befores) for one in commit.files if one.path in paths)
        ]
        self._looked_at.update(came)
        for commit in looked_up(self._repository, came):
            for one in commit.files:
                if one.path in paths and one.old != one.path and _same(one, self._versions):
                    yield one.old


def _of_this_person(commits: Sequence[Commit], paths: Sequence[str]) -> Iterator[Commit]:
    """The commits without the files of somebody who got a stem that this person had left."""
    foreign = {path: _taken_again(commits, path, set(paths)) for path in paths[1:]}
    for n, commit in enumerate(commits):
        kept = tuple(one for one in commit.files if one.old != one.path or n > foreign.get(one.path, -1))
        yield replace(commit, files=kept)


def _taken_again(commits: Sequence[Commit], path: str, paths: set[str]) -> int:
    """The number of the commit, from the newest, in which `path` became somebody else's; -1 for none."""
    for left, commit in enumerate(commits):
        went = any(one.old == path and (one.path != path or not one.after) for one in commit.files)
        others = any(one.after and one.path in paths for one in commit.files)
        if went and others:
            later = ((n, one) for n in range(left - 1, -1, -1) for one in commits[n].files)
            return next((n for n, one in later if one.path == path and not any(one.befores)), -1)
    return -1
