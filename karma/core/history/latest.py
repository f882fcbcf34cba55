"""The latest changes on a person's page: what still stands in the files, and nothing that is private.

The page shows the files as they are. What somebody took out of them it does not bring back, so that a slip
of the pen can be taken back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.history.standing import still_stands
from karma.core.history.words import tell
from karma.core.links import LINK, fold
from karma.core.visible import SOMEONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from karma.core.book import Book
    from karma.core.history.revision import Revision, Told

MOST = 5
"""Changes on the page of one person."""


@dataclass(frozen=True, slots=True)
class Latest:
    """One of the latest changes: its day and the words; `author` is "" where only one person commits."""

    date: date
    text: str
    author: str = ""


def latest_changes(
    revisions: Sequence[Revision], book: Book, shown: Book, today: date
) -> Mapping[str, tuple[Latest, ...]]:
    """The latest changes of each person by id up to `today`, the newest first, as `revisions` are.

    The touches of one revision are told in that order as well. `book` is all of it, `shown` what others may
    see of it. Who was renamed keeps what came before. A commit that touched more people than are told of (an
    import, a tidying) is about nobody in particular.
    """
    several = len({fold(one.email) for one in revisions}) > 1
    # The day of a sample stands still, while changes go on.
    last_day = today if book.config.today is None else date.max
    called: dict[str, str] = {}
    found: dict[str, list[Latest]] = defaultdict(list)
    for one in revisions:
        for told in () if one.more else one.people:
            stem = called.get(fold(told.id), told.id)
            if told.was:
                called[fold(told.was)] = stem
            if one.day and one.day <= last_day and len(found[stem]) < MOST:
                author = one.author if several else ""
                found[stem] += (
                    Latest(one.day, text, author) for text in _words(told, stem, one.day, book, shown)
                )
    return {stem: tuple(latest[:MOST]) for stem, latest in found.items() if latest}


def _words(told: Told, stem: str, day: date, book: Book, shown: Book) -> Iterator[str]:
    """What one revision tells of somebody, in words for their page."""
    contact, seen = book.by_id.get(fold(stem)), shown.by_id.get(fold(stem))
    if contact is None or seen is None or seen.hidden or "true" in told.private:
        return
    touches = iter([one for one in reversed(told.changes) if one.kind == "logged"])
    ordered = [next(touches) if one.kind == "logged" else one for one in told.changes]
    changes = (one for one in (*ordered, *told.by_hand) if one.about not in told.private)
    standing = [one for one in (still_stands(change, contact, seen) for change in changes) if one]
    for text in tell(standing, day):
        yield LINK.sub(lambda link: link[0] if _has_page(link[1], shown) else SOMEONE, text)


def _has_page(target: str, shown: Book) -> bool:
    """False also for whom nobody knows today: it may be an old name of somebody who is private."""
    person = shown.resolve(target.strip())
    return person is not None and not person.hidden
