"""A conflict that a merge left in a file, and what may be chosen for it: pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karma.core.operation import Operation, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

Take = Literal["ours", "theirs", "both"]
"""Which side of a conflict stays: the first of the two, the second, or one behind the other."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one place in the file at `path`.

    `line` and `end`, from 1, are its first and last marker. The sides are lines without their endings;
    `labels` stand behind the markers, as git or karma wrote them. `where` is the field or heading that it
    is in. `both`: they can stand one behind the other.
    """

    path: str
    line: int
    end: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    labels: tuple[str, str]
    where: str = ""
    both: bool = False

    @property
    def at(self) -> str:
        """`path:line`, as editors understand it."""
        return f"{self.path}:{self.line}"

    def lines(self, take: Take) -> tuple[str, ...]:
        """What stays of it; of both sides, a line that stands in both stays once."""
        if take == "both":
            return (*self.ours, *(one for one in self.theirs if not one.strip() or one not in self.ours))
        return self.ours if take == "ours" else self.theirs


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """A file that was made for two people under one name: each side of its conflicts is one of them."""

    path: str
    ours: str
    theirs: str
    """The names of the two, with what tells them apart."""
    stays: Literal["ours", "theirs"] = "ours"
    """Whose name the file has, and links to it mean; the first where that says nothing."""
    stem: str = ""
    """What a file of the other one's own would be called."""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A file that git could not merge. `kind` is what befell it.

    `edited-deleted` (changed on one side and deleted on the other), `moved` (given different names on both
    sides), `twice` (made on both sides) or `edited` (changed on both; what is open stands between markers).
    `there`: it stands in the work tree. `ours`: our side is the one that has it.
    """

    path: str
    kind: Literal["edited-deleted", "moved", "twice", "edited"]
    there: bool
    ours: bool


def settling(names: Sequence[str], ids: Sequence[str]) -> Operation:
    """`resolve: Bill Okafor`: what is committed when no merge is under way that would hold it."""
    return Operation("resolve", sentence("resolve", names), tuple(ids))
