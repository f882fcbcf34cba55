"""Who would vanish from the book, and who is only somewhere else (faults.md G12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.core.book import Contact

_BEARABLE = 5
"""One in so many may vanish without a question."""


def vanished(gone: Sequence[Contact], there: Iterable[Contact]) -> tuple[Contact, ...]:
    """Those of `gone`, whose files are no more, whom none of `there` (the new and changed files) is."""
    known = set().union(*map(_marks, there))
    return tuple(one for one in gone if not known & {fold(one.id), *_marks(one)})


def too_many(vanishing: int, people: int) -> bool:
    """True when more than a fifth of the `people` would vanish (faults.md, rule 4)."""
    return vanishing * _BEARABLE > people


def _marks(contact: Contact) -> set[str]:
    """What a person is known by, in this file or a later one of theirs."""
    names = {fold(one) for one in (contact.id, contact.name, *contact.aliases)}
    return names | ({f"uid {contact.uid}"} if contact.uid else set())
