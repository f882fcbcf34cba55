"""Who was told and thanked: the loop between giver and prospect, closed (S8, S11)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.each import EVER, of_each
from karma.core.links import LINK, fold, links_in
from karma.core.once import once_per_book

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

    _Word = tuple[bool, bool, int, tuple[str, ...]]
    """Whether it was told (else thanked), whether by them, the day, and the links to whom it is about."""

_SOURCE = re.compile(rf"\bfrom\s+{LINK.pattern}", re.IGNORECASE)
"""Who a piece of intel came from: telling it on says nothing of what became of them."""

_Pair = frozenset[str]


class WordsBack(NamedTuple):
    """The days of every `told` and `thanked` up to a day, by the pair of people it is between and about.

    The line stands in the prospect's file and links the giver, or in the giver's file and links the prospect;
    thanks in somebody's own file that link nobody are for all they did. `inbound` ones are theirs to you.
    """

    told: dict[tuple[_Pair, bool], list[date]]
    thanked: dict[tuple[_Pair, bool], list[date]]

    def last_told(self, one: str, other: str, since: date, *, inbound: bool) -> date | None:
        """The last day, not before `since`, on which one of them was told of the other."""
        return _last(self.told.get((frozenset((one, other)), inbound), ()), since) if self.told else None

    def last_thanked(self, helper: str, prospect: str, since: date, *, inbound: bool) -> date | None:
        """The last day, not before `since`, of thanks between you and the helper for the prospect."""
        if not self.thanked:
            return None
        for_them = self.thanked.get((frozenset((helper, prospect)), inbound), ())
        for_all = self.thanked.get((frozenset((helper,)), inbound), ())
        return _last((*for_them, *for_all), since)


def words_back(book: Book, last: date) -> WordsBack:
    """Gathers what was told and who was thanked up to and including `last`."""
    found, end = WordsBack({}, {}), last.toordinal()
    for contact, words in _who_heard(book):
        for told, inbound, day, targets in words:
            if day <= end:
                said = found.told if told else found.thanked
                # A line that links nobody makes the pair of one: it is thanks for all that this person did.
                for other in [person_id(target, book) for target in targets] or [contact.id]:
                    pair = frozenset((contact.id, other))
                    said.setdefault((pair, inbound), []).append(date.fromordinal(day))
    return found


@once_per_book
def _who_heard(book: Book) -> tuple[tuple[Contact, tuple[_Word, ...]], ...]:
    """Everybody whose file has such a line, with what it says."""
    return tuple([(contact, words) for contact, words in _words.people(book, EVER) if words])


@of_each
def _words(contact: Contact, _config: Config, _today: date) -> tuple[_Word, ...]:
    """Each `told` about or to somebody, and each `thanked`."""
    return tuple(
        [
            (line.verb == "told", line.inbound, line.date.toordinal(), targets)
            for line in contact.log
            if line.verb in ("told", "thanked")
            if (targets := _told_about(line) if line.verb == "told" else line.links) or line.verb == "thanked"
        ]
    )


def _told_about(line: LogLine) -> tuple[str, ...]:
    """Whom the line is about, or to; what is passed on with a #tag in the person's own file is intel."""
    if line.parties:
        return line.links
    return () if line.tags else links_in(_SOURCE.sub("", line.text))


def person_id(target: str, book: Book) -> str:
    """The stem that a link means, or the folded words of a link to nobody here."""
    person = book.resolve(target)
    return person.id if person else fold(target)


def _last(days: tuple[date, ...] | list[date], since: date) -> date | None:
    return max([day for day in days if day >= since], default=None) if days else None
