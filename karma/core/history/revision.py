"""A revision of the book: a commit, or what is not committed yet, and what it tells of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from karma.core.history.change import Change


@dataclass(frozen=True, slots=True)
class Told:
    """What one revision tells of one person: `id` and `name` as they are after it, `was` the stem before.

    `was` is "" unless the stem changed. `by_hand`: what was changed by hand and not committed before karma
    wrote; both became one commit. `private` is what their file kept private before or after.
    """

    id: str
    name: str
    changes: tuple[Change, ...]
    by_hand: tuple[Change, ...] = ()
    was: str = ""
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit; with `commit` "" what is not committed yet, which has neither a time nor an author.

    `at` is when it was made, in the time zone of whoever made it; None also when git's own date makes no
    sense. `op` is the command of karma's that made it, "" for a commit by hand; `undoes` the commit that it
    takes back. `more` counts people that it touched beyond `people`; `settings`: karma.toml was changed.
    """

    commit: str
    people: tuple[Told, ...]
    at: datetime | None = None
    author: str = ""
    email: str = ""
    subject: str = ""
    op: str = ""
    undoes: str = ""
    more: int = 0
    settings: bool = False

    @property
    def day(self) -> date | None:
        """The calendar day on which it was made."""
        return self.at.date() if self.at else None
