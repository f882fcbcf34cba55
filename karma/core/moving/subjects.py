"""The sentence that the commit of a move begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.operation import Operation, names, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact


def renamed(contact: Contact, stem: str, name: str | None) -> Operation:
    """`rename: Bill Okafor is bill-smith now`, or the new name where there is one."""
    said = f"{contact.name} is {name or stem} now"
    return Operation("rename", sentence("rename", rest=said), tuple(dict.fromkeys((contact.id, stem))))


def merged(kept: Contact, gone: Contact) -> Operation:
    """`merge: Billy Okafor into Bill Okafor`; by file name where both have one name."""
    who = gone.id if fold(gone.name) == fold(kept.name) else gone.name
    ids = tuple(dict.fromkeys((kept.id, gone.id)))
    return Operation("merge", sentence("merge", rest=f"{who} into {kept.name}"), ids)


def archived(who: Sequence[Contact], *, back: bool) -> Operation:
    """`archive: Bill Okafor and Ann Lee`; `archive: Bill Okafor is back`."""
    said = names([one.name for one in who])
    if back:
        said += " is back" if len(who) == 1 else " are back"
    return Operation("archive", sentence("archive", rest=said), tuple(one.id for one in who))
