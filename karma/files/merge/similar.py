"""Which line one side made of which: the same line corrected is known by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE = 0.6
"""So much of two lines has to be the same for one to be the other, corrected."""
_LONGEST, _MOST = 300, 40
"""Characters of a line that are looked at, and lines of a side: comparing takes long."""


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1, the same whichever stands first; 0 when clearly unlike."""
    from difflib import SequenceMatcher  # noqa: PLC0415  (start-up: git merges file by file)

    first, second = sorted((one[:_LONGEST], other[:_LONGEST]))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def most_like(text: str, others: Sequence[str]) -> str | None:
    """The one of `others` that is most like `text`; None when none is, or when there are too many."""
    if len(others) > _MOST:
        return None
    scored = [(likeness(text, other), other) for other in others]
    best, found = max(scored, default=(0.0, ""))
    return found if best else None
