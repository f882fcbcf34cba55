"""If two files are the same person's: git only says how alike two texts are, and small files all are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.links import fold

if TYPE_CHECKING:
    from karma.core.book import Contact

_SURE = 80
"""Per cent of the text in common that speak for themselves, whatever the names say."""


def same_person(before: Contact, after: Contact, alike: int = 0) -> bool:
    """True when the file `before` was moved to become `after`; `alike` is git's likeness in per cent.

    Their stem, address-book identity or name is the same, or the new file keeps the old stem or name as an
    alias (format.md, rule 1).
    """
    if fold(before.id) == fold(after.id) or (before.uid and before.uid == after.uid):
        return True
    called = {fold(name) for name in (after.name, *after.aliases)}
    return bool(called & {fold(before.id), fold(before.name)}) or alike >= _SURE


def took_in(before: Contact, after: Contact, other: str) -> bool:
    """True when `after`, but not `before`, has the stem `other` as an alias: the two were put together."""
    stem = fold(other)
    return stem in map(fold, after.aliases) and stem not in map(fold, before.aliases)
