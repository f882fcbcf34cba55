"""The rows of a section, a bullet with what stands right under it, and how often each stays (G01, G03)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.logline import BULLET
from karma.files.merge.weave import weave

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.files.merge.pieces import Piece

Label = tuple[str, int]
"""A row by what it says, and which of those that say the same it is, from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `lines` without endings, and in `lead` the blank lines above it."""

    lead: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def says(self) -> str:
        """What two rows are compared by: blanks at the end of a line and the form of accents do not count."""
        return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in self.lines))

    @property
    def pieces(self) -> list[Piece]:
        """The row as it stands in a file."""
        return [*self.lead, *self.lines]


def split_rows(lines: Iterable[str], *, joined: bool) -> list[Row]:
    """The rows of `lines`. `joined`: what stands right under a bullet, and is none, belongs to it."""
    rows: list[tuple[list[str], list[str]]] = []
    lead: list[str] = []
    for line in lines:
        if not line.strip():
            lead.append(line)
        elif joined and rows and not lead and not BULLET.match(line) and BULLET.match(rows[-1][1][0]):
            rows[-1][1].append(line)
        else:
            rows.append((lead, [line]))
            lead = []
    return [Row(tuple(above), tuple(row)) for above, row in rows]


def labelled(rows: Sequence[Row]) -> dict[Label, Row]:
    """The rows by their labels, in order."""
    seen: Counter[str] = Counter()
    found: dict[Label, Row] = {}
    for row in rows:
        found[row.says, seen[row.says]] = row
        seen[row.says] += 1
    return found


def how_often(base: int, ours: int, theirs: int) -> int:
    """How often a row stays that stood `base` times.

    What both sides added is the same thing, logged on both; two of a kind on one side stay two (G03).
    """
    added, more = ours - base, theirs - base
    if added > 0 and more > 0:
        return max(ours, theirs)
    if added < 0 and more < 0:
        return min(ours, theirs)
    return base + added + more


def staying(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> Counter[str]:
    """What stays of the rows of the three sides, and how often."""
    counts = [Counter(row.says for row in side) for side in (base, ours, theirs)]
    every = dict.fromkeys(says for count in counts for says in count)
    return Counter({says: how_often(*(count[says] for count in counts)) for says in every})


def merge_list(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Piece]:
    """Items whose order is the user's: what either side removed is gone, what either added is there."""
    stay = staying(base, ours, theirs)
    own, other = labelled(ours), labelled(theirs)
    rows = other | own
    order = weave(*([label for label in side if label[1] < stay[label[0]]] for side in (own, other)))
    return [piece for label in order for piece in rows[label].pieces]
