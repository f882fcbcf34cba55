"""What a change brought, as far as it still stands in the file, in the words that a page may show."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.fields import FIELDS
from karma.core.history.changes import written
from karma.core.history.fields import values
from karma.core.history.promises import about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.history.change import Change

_TOLD_BEFORE = {"org", "title", "circle", "every", "snooze", "city", "timezone", "language", "owner"}
"""Fields of which a page says what they were; what else was taken out of a file stays out."""


_MAY_NAME = re.compile(r"\[|\.md", re.IGNORECASE)
"""A link or a file: what it was nobody has looked at for who may be named."""


def still_stands(change: Change, contact: Contact, shown: Contact) -> Change | None:
    """The change in the words of `shown`, which is `contact` as others may see it; None when it is over.

    The words are found in `contact` and taken from the same place in `shown`, so that a page says nothing
    that it does not say elsewhere, but for what some plain fields said before.
    """
    rule = _RULES.get(change.kind)
    return rule(change, contact, shown) if rule else None


def _as_it_is(change: Change, _contact: Contact, _shown: Contact) -> Change | None:
    return change


def _logged(change: Change, contact: Contact, shown: Contact) -> Change | None:
    words = _same_place(change.now, map(written, contact.log), map(written, shown.log))
    return replace(change, kind="logged", was=(), now=words) if words else None


def _promised(change: Change, contact: Contact, shown: Contact) -> Change | None:
    words = _same_place((change.about,), map(about, contact.promises), map(about, shown.promises))
    return replace(change, about=words[0]) if words else None


def _noted(change: Change, contact: Contact, shown: Contact) -> Change | None:
    words = _same_place(change.now, contact.next_time, shown.next_time)
    return replace(change, now=words) if words else None


def _counted(change: Change, _contact: Contact, _shown: Contact) -> Change | None:
    """Of the prose only how many lines: it stands on the page in full."""
    return replace(change, now=("",) * len(change.now), was=()) if change.now else None


def _field(change: Change, contact: Contact, shown: Contact) -> Change | None:
    if change.about not in FIELDS or change.about in (*contact.private, "private"):
        return None
    now = _same_place(change.now, values(contact, change.about), values(shown, change.about))
    was = change.was if change.about in _TOLD_BEFORE and not _MAY_NAME.search(" ".join(change.was)) else ()
    return replace(change, was=was, now=now) if now else None


_RULES: Mapping[str, Callable[[Change, Contact, Contact], Change | None]] = {
    **dict.fromkeys(("new", "archived", "brought back"), _as_it_is),
    **dict.fromkeys(("logged", "corrected"), _logged),
    **dict.fromkeys(("promised", "kept", "let go", "reopened", "re-dated"), _promised),
    "noted": _noted,
    "prose": _counted,
    "field": _field,
}


def _same_place(wanted: Sequence[str], there: Iterable[str], shown: Iterable[str]) -> tuple[str, ...]:
    """Each of `wanted` that is `there`, in the words that stand in its place in `shown`."""
    words = dict(zip(there, shown, strict=True))
    return tuple(words[one] for one in wanted if one in words)
