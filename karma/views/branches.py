"""The tree of referrals as rows, for whoever sets it in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.referrals.tree import Branch


class Row(NamedTuple):
    """Somebody in the tree: `depth` is 0 for a root, `under` the id of who brought them."""

    branch: Branch
    depth: int
    under: str | None


def rows(roots: Sequence[Branch]) -> Iterator[Row]:
    """Everybody, each above those whom they brought; without recursion, however long the chain."""
    waiting = [Row(root, 0, None) for root in reversed(roots)]
    while waiting:
        row = waiting.pop()
        yield row
        waiting += [Row(below, row.depth + 1, row.branch.id) for below in reversed(row.branch.branches)]
