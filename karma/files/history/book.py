"""The history of the whole book, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from karma.core.configfile import FILE
from karma.files.discover import CONTACTS
from karma.files.history.commits import listed
from karma.files.history.pending import pending
from karma.files.history.told import revisions
from karma.files.history.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.config import Config
    from karma.core.history.revision import Revision
    from karma.files.git import Repository
    from karma.files.history.commits import Commit

_AT_ONCE = 50
"""Commits whose files are read in one go."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to tell: at most `most` commits, made since a day, by whose name or address has `by` in it."""

    most: int | None = None
    since: date | None = None
    by: str = ""

    def fits(self, commit: Commit) -> bool:
        """True for a commit that was asked for, by the names and the clock of its author."""
        named = self.by.casefold() in f"{commit.author} <{commit.email}>".casefold()
        return named and (self.since is None or commit.at is None or commit.at.date() >= self.since)


def history(repository: Repository, config: Config, wish: Wish) -> tuple[Revision, ...]:
    """The newest revisions of the whole book, what is not committed yet before all others.

    A merge is told when it brought something that none of its sides had. Raises HistoryUnreadable.
    """
    versions = Versions(repository, config)
    now = None if wish.by else pending(repository, versions)  # whose it is nobody knows
    asked = None if wish.most is None else wish.most + _AT_ONCE
    while True:
        commits = listed(repository, _options(wish, asked), (CONTACTS, FILE))
        told = _told(commits, versions, wish)
        kept = tuple(islice(told, wish.most))
        if asked is None or len(commits) < asked or len(kept) >= (wish.most or 0):
            return (now, *kept) if now else kept
        asked *= 4


def told_in_parts(
    commits: Sequence[Commit], versions: Versions, only: frozenset[str] | None = None
) -> Iterator[Revision]:
    """The revisions of these commits, in their order; files are read a few commits at a time."""
    for start in range(0, len(commits), _AT_ONCE):
        yield from revisions(commits[start : start + _AT_ONCE], versions, only)


def _told(commits: Sequence[Commit], versions: Versions, wish: Wish) -> Iterator[Revision]:
    """Those that were asked for, but for merges that brought nothing of their own."""
    merges = {one.id for one in commits if one.merge}
    for revision in told_in_parts(list(filter(wish.fits, commits)), versions):
        if revision.people or revision.settings or revision.commit not in merges:
            yield revision


def _options(wish: Wish, most: int | None) -> list[str]:
    """What git can know of the wish: it goes by the days of committers, a little more than was asked for."""
    options = [] if most is None else [f"--max-count={most}"]
    options += [f"--since={wish.since - timedelta(days=2)}T00:00:00Z"] if wish.since else []
    return options
