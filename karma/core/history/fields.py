"""Fields of the front matter that changed: from and to, or of a list what came and what went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.fields import FIELDS
from karma.core.history.alike import gone_and_come
from karma.core.history.change import Change
from karma.core.links import fold, link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Contact


def field_changes(before: Contact, after: Contact) -> Iterator[Change]:
    """Each field that says something else, in the order of the file; keys that are no fields follow."""
    for name in FIELDS:
        gone, come = gone_and_come(values(before, name), values(after, name))
        if name == "aliases":
            come = [alias for alias in come if fold(alias) not in _given_up(before, after)]
        if gone or come:
            yield Change("field", name, tuple(gone), tuple(come))
    was, now = dict(before.unknown), dict(after.unknown)
    for name in dict.fromkeys((*was, *now)):
        if was.get(name, "") != now.get(name, ""):
            yield Change("field", name, _said(was.get(name)), _said(now.get(name)))


def _given_up(before: Contact, after: Contact) -> set[str]:
    """Names that a rename keeps as aliases: that it was renamed is told anyway."""
    names = ((before.id, after.id), (before.name, after.name))
    return {fold(was) for was, now in names if was != now}


def values(contact: Contact, name: str) -> list[str]:
    """What a field says, one text for each value, as the file would; who introduced them as a link."""
    value = getattr(contact, name)
    if value is None:
        return []
    if name == "via":
        return [link(value)]
    return [str(one) for one in value] if isinstance(value, tuple) else [str(value)]


def _said(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
