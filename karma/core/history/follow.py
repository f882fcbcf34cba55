"""Links that follow somebody who was renamed: the same people are meant, so nothing has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.history.alike import gone_and_come
from karma.core.links import LINK, fold, link
from karma.core.stems import with_links

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from karma.core.book import Book, Contact
    from karma.core.history.change import Change
    from karma.core.history.revision import Revision, Told


def following(contact: Contact, moved: Mapping[str, str]) -> Contact:
    """`contact` with every link to one of `moved` (folded stems and names) leading to the stem given there.

    Links that lead there already lose their labels likewise, so that two versions can be compared.
    """
    if not moved:
        return contact
    stems = set(moved.values())

    def lead(target: str) -> str:
        return moved.get(fold(target), target)

    def lead_link(match: re.Match[str]) -> str:
        stem = lead(match[1].strip())
        return link(stem) if stem in stems else match[0]

    return with_links(contact, lambda text: LINK.sub(lead_link, text), lead)


def without_followed(revisions: Iterable[Revision], book: Book) -> list[Revision]:
    """The revisions without changes of links alone that lead to the same people in `book` as before.

    Where links followed somebody in a commit of its own, nothing else tells it from a correction.
    """
    return [replace(revision, people=tuple(_people(revision, book))) for revision in revisions]


def _people(revision: Revision, book: Book) -> Iterator[Told]:
    for told in revision.people:
        changes, by_hand = unfollowed(told.changes, book), unfollowed(told.by_hand, book)
        if changes or by_hand:
            yield replace(told, changes=changes, by_hand=by_hand)


def unfollowed(changes: Sequence[Change], book: Book) -> tuple[Change, ...]:
    """The changes, each without texts that say the same of the same people before and after it."""

    def lead(match: re.Match[str]) -> str:
        person = book.resolve(match[1].strip())
        return link(person.id) if person else match[0]

    def meant(texts: Iterable[str]) -> list[str]:
        return [LINK.sub(lead, text) for text in texts]

    struck = {text for change in changes if change.kind == "struck" for text in meant(change.was)}
    noted = {text for change in changes if change.kind == "noted" for text in meant(change.now)}
    kept = []
    for change in changes:
        gone, come = gone_and_come(meant(change.was), meant(change.now))
        again = change.kind in ("noted", "struck") and {*gone, *come} <= struck & noted
        if again or ((change.was or change.now) and not gone and not come):
            continue
        kept.append(change)
    return tuple(kept)
