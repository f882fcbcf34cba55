"""Who was told and thanked: the loop between giver and prospect, closed (S8, S11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.links import LINK, fold

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

_SOURCE = re.compile(rf"\bfrom\s+{LINK.pattern}", re.IGNORECASE)
"""Who a piece of intel came from: telling it on says nothing of what became of them."""

_Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class WordsBack:
    """The days of every `told` and `thanked` up to a day, by the pair of people it is between and about.

    The line stands in the prospect's file and links the giver, or in the giver's file and links the prospect;
    thanks in somebody's own file that link nobody are for all they did. `inbound` ones are theirs to you.
    """

    told: dict[tuple[_Pair, bool], list[date]] = field(default_factory=dict)
    thanked: dict[tuple[_Pair, bool], list[date]] = field(default_factory=dict)

    def last_told(self, one: str, other: str, since: date, *, inbound: bool) -> date | None:
        """The last day, not before `since`, on which one of them was told of the other."""
        return _last(self.told.get((frozenset((one, other)), inbound), ()), since)

    def last_thanked(self, helper: str, prospect: str, since: date, *, inbound: bool) -> date | None:
        """The last day, not before `since`, of thanks between you and the helper for the prospect."""
        for_them = self.thanked.get((frozenset((helper, prospect)), inbound), ())
        for_all = self.thanked.get((frozenset((helper,)), inbound), ())
        return _last((*for_them, *for_all), since)


def words_back(book: Book, today: date) -> WordsBack:
    """Gathers what was told and who was thanked up to and including `today`."""
    found = WordsBack()
    for contact, lines in deeds(book):
        for line in lines:
            if line.verb == "told" and line.date <= today:
                for other in _told_about(contact, line, book):
                    found.told.setdefault((frozenset((contact.id, other)), line.inbound), []).append(
                        line.date
                    )
            elif line.verb == "thanked" and line.date <= today:
                # A line that links nobody makes the pair of one: it is for all that this person did.
                for other in _ids(line.links, book) or [contact.id]:
                    pair = frozenset((contact.id, other))
                    found.thanked.setdefault((pair, line.inbound), []).append(line.date)
    return found


def _told_about(contact: Contact, line: LogLine, book: Book) -> list[str]:
    """Whom the line is about, or to; what is passed on with a #tag in the person's own file is intel."""
    if line.parties:
        return _ids(line.links, book)
    if line.tags:
        return []
    spoken = _SOURCE.sub("", line.text)
    linked = [match[1].strip() for match in LINK.finditer(spoken)]
    return [other for other in _ids(tuple(linked), book) if other != contact.id]


def _ids(targets: tuple[str, ...], book: Book) -> list[str]:
    return [person_id(target, book) for target in targets]


def person_id(target: str, book: Book) -> str:
    """The stem that a link means, or the folded words of a link to nobody here."""
    person = book.resolve(target)
    return person.id if person else fold(target)


def _last(days: tuple[date, ...] | list[date], since: date) -> date | None:
    return max((day for day in days if day >= since), default=None)
