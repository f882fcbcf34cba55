"""What one `karma sync` came to, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from karma.core.history.change import Change
    from karma.core.sync.same_day import CalledTwice


@dataclass(frozen=True, slots=True)
class PersonCame:
    """Somebody whose file the others made, changed, moved or removed, and what that came to.

    `told`: all of it was done by commits whose sentences are told instead, of which this is but a part.
    """

    id: str
    name: str
    what: Literal["new", "changed", "moved", "gone"]
    changes: tuple[Change, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that both sides changed, each in another way: the two values, and who wrote theirs, when.

    `day` is a date as written. `what` alone says it when the file is no contact.
    """

    path: str
    what: str
    ours: str = ""
    theirs: str = ""
    author: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What the others sent: their commits and names, the people concerned, and other files by path.

    `kept` are files that one side had removed and the other changed: they stay (faults.md G05). `twins` are
    pairs of new files, one of each side, that seem to be one person. `errors` came with it. `sentences` are
    those of the commits that moved people, and had many links follow.
    """

    commits: int = 0
    authors: tuple[str, ...] = ()
    people: tuple[PersonCame, ...] = ()
    others: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    twice: tuple[CalledTwice, ...] = ()
    errors: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synced:
    """A sync with a branch of a remote: what came, how many commits went, and what was left out.

    `uncommitted` are people's files with changes that nobody has committed: they stay where they are; those
    of them that are gone from the disk are in `deleted`. `new_branch`: the remote did not have the branch
    before. With `dry_run` nothing came and went: it would.
    """

    remote: str
    branch: str
    came: Came
    went: int
    uncommitted: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    new_branch: bool = False
    dry_run: bool = False
