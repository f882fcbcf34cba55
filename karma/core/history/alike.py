"""What went and what came: a line that moved did neither; one much like another is that one corrected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    T = TypeVar("T", bound=Hashable)

ALIKE = 0.5
"""The share of words that two texts have in common from which on one is the other, corrected."""
_MOST = 10_000
"""Pairs that are compared; where more was changed at once, nobody reads which became which."""


def gone_and_come(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """What `before` has more often than `after`, and the reverse, each in its own order."""
    return _surplus(before, Counter(after)), _surplus(after, Counter(before))


def paired(
    gone: Sequence[T], come: Sequence[T], likeness: Callable[[T, T], float]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Each of `gone` with the one of `come` that it became, if any is ALIKE; and what is left of both."""
    if len(gone) * len(come) > _MOST:
        return [], list(gone), list(come)
    left, pairs, unpaired = list(come), [], []
    for one in gone:
        best = max(range(len(left)), key=lambda n: likeness(one, left[n]), default=None)
        if best is None or likeness(one, left[best]) < ALIKE:
            unpaired.append(one)
        else:
            pairs.append((one, left.pop(best)))
    return pairs, unpaired, left


def likeness_of_words(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1; empty ones have none."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return len(first & second) / len(first | second) if first and second else 0.0


def _surplus(items: Iterable[T], others: Counter[T]) -> list[T]:
    left = Counter(others)
    found = []
    for item in items:
        if left[item] > 0:
            left[item] -= 1
        else:
            found.append(item)
    return found
