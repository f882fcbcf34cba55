"""The history of the whole book, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from karma.files.discover import CONTACTS
from karma.files.history_log import listed
from karma.files.history_pending import pending
from karma.files.history_people import revisions
from karma.files.history_versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.config import Config
    from karma.core.history.revision import Revision
    from karma.files.git import Repository
    from karma.files.history_log import Commit

_SETTINGS = "karma.toml"
_AT_ONCE = 50
"""Commits whose files are read in one go."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to tell: at most `most` commits, made since a day, by whose name or address has `by` in it."""

    most: int | None = None
    since: date | None = None
    by: str = ""

    def fits(self, revision: Revision) -> bool:
        """True for a revision that was asked for; what is not committed yet has no author but you."""
        named = self.by.casefold() in f"{revision.author} <{revision.email}>".casefold()
        late = self.since is None or revision.day is None or revision.day >= self.since
        return late and (named if revision.commit else not self.by)


def history(repository: Repository, config: Config, wish: Wish) -> tuple[Revision, ...]:
    """The newest revisions of the whole book, what is not committed yet before all others.

    A merge is told when it brought something that none of its sides had. Raises HistoryUnreadable.
    """
    versions = Versions(repository, config)
    found = [now for now in (pending(repository, versions),) if now and wish.fits(now)]
    asked = None if wish.most is None else wish.most + _AT_ONCE
    while True:
        commits = listed(repository, _options(wish, asked), (CONTACTS, _SETTINGS))
        told = _told(commits, versions, wish)
        kept = tuple(islice(told, wish.most))
        if asked is None or len(commits) < asked or len(kept) >= (wish.most or 0):
            return (*found, *kept)
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
    for revision in told_in_parts(commits, versions):
        if wish.fits(revision) and (revision.people or revision.commit not in merges):
            yield revision


def _options(wish: Wish, most: int | None) -> list[str]:
    """The same wish for git, which knows the days of commits only: a little more than was asked for."""
    options = [] if most is None else [f"--max-count={most}"]
    options += [f"--since={wish.since - timedelta(days=2)}T00:00:00Z"] if wish.since else []
    return options + (["--fixed-strings", "--regexp-ignore-case", f"--author={wish.by}"] if wish.by else [])
