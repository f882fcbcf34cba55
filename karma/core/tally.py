"""How many touches each day brought, counted once for the plan, the review and the charts.

It counts what `touch.events` gives and calls as `touch.calls_by_day` does, from plain numbers that each file
gives for itself. Spans of dates are half-open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.links import fold
from karma.core.once import once_per_book
from karma.core.touch import is_karma_call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.each import Each
    from karma.core.logline import LogLine

LATELY = 400
"""Days before today that most questions are about: a year and some weeks. What is older is read for few."""
_CALL = 0
"""The sort of a karma call; the sorts of touches are from 1 on, two for each verb: by you, and by them."""

_Line = tuple[int, str | None, str, bool, str, tuple[str, ...]]
"""A touch with others: day, time, verb, direction, text, and whom its head links."""
_What = tuple[int, str | None, str, bool, str]


@dataclass(frozen=True)
class Tally:
    """The touches of a book by day and sort, as it is known on a day."""

    book: Book
    today: date

    def calls(self, start: date, end: date) -> int:
        """The karma calls that you made from `start` to before `end`."""
        return sum(self._each_day([_CALL], start, end))

    def made(self, verb: str, start: date, end: date) -> int:
        """The touches with that verb, by you; none with a verb that the book does not know."""
        return sum(self._each_day(_sorts(self.book.config, [verb], (False,)), start, end))

    def touches(self, verbs: Iterable[str], start: date, end: date) -> int:
        """The touches with any of these verbs, by you or by them."""
        return sum(self.each_day(verbs, start, end))

    def each_day(self, verbs: Iterable[str], start: date, end: date) -> list[int]:
        """The same for each day from `start` to before `end`."""
        return self._each_day(_sorts(self.book.config, verbs, (False, True)), start, end)

    def _each_day(self, sorts: list[int], start: date, end: date) -> list[int]:
        found = (self._lately if start >= _since(self.today) else self._ever).get
        wide = _width(self.book.config)
        numbers = range(start.toordinal() * wide, end.toordinal() * wide, wide)
        if len(sorts) == 1:
            return [found(number, 0) for number in range(numbers.start + sorts[0], numbers.stop, wide)]
        return [sum([found(number + sort, 0) for sort in sorts]) for number in numbers]

    @cached_property
    def _lately(self) -> Counter[int]:
        return self._counted(_alone_lately, _with_others_lately)

    @cached_property
    def _ever(self) -> Counter[int]:
        return self._lately + self._counted(_alone_before, _with_others_before)

    def _counted(self, alone: Each[tuple[int, ...]], with_others: Each[tuple[_Line, ...]]) -> Counter[int]:
        """By day and sort as one number, the touches with one person alone and those with several."""
        book, today = self.book, self.today
        of_one = alone.values(book, today)
        found = Counter(chain.from_iterable(of_one))
        wide = _width(book.config)
        calls = set()
        for people, (day, _, verb, inbound, _), many in _events(with_others.people(book, today), book):
            found[day * wide + _sort(book.config, verb, inbound)] += many
            if book.config.verbs[verb].karma and not inbound:
                calls.add((people, day * wide + _CALL))
        found.update(call for people, call in calls if len(people) > 1)
        # Who links nobody but themselves was alone with you: one more call to them on a day is none.
        alike = [(next(iter(people)), call) for people, call in calls if len(people) == 1]
        if alike:
            known = {contact.id: said for contact, said in alone.people(book, today)}
            found.update(call for who, call in alike if call not in known[who])
        return found


@once_per_book
def tally(book: Book, today: date) -> Tally:
    """The touches of the book; those of a day to come count on that day."""
    return Tally(book, today)


def _events(
    people: Iterable[tuple[Contact, tuple[_Line, ...]]], book: Book
) -> Iterator[tuple[frozenset[str], _What, int]]:
    """Each touch with several once, whichever files it stands in: who was there, what it was, how often."""
    found: dict[_What, dict[frozenset[str], int]] = {}
    for contact, lines in people:
        if lines:
            for (who, what), many in Counter((_who(contact, line, book), line[:5]) for line in lines).items():
                versions = found.setdefault(what, {})
                versions[who] = max(many, versions.get(who, 0))
    for what, versions in found.items():
        for who, many in versions.items():
            # The very same line pasted from another file, whose owner it does not name, is that event.
            pasted = len(who) > 1 and what[-1] and any(who < others for others in versions)
            if not pasted:
                yield who, what, many


def _who(contact: Contact, line: _Line, book: Book) -> frozenset[str]:
    linked = ((book.resolve(target), target) for target in line[-1])
    return frozenset({contact.id, *(person.id if person else fold(target) for person, target in linked)})


@of_each
def _alone_lately(contact: Contact, config: Config, today: date) -> tuple[int, ...]:
    """Their touches of the last time without anybody else, as numbers of day and sort."""
    return _alone(_lately(contact, config, today), config)


@of_each
def _alone_before(contact: Contact, config: Config, today: date) -> tuple[int, ...]:
    """Those before."""
    return _alone(_before(contact, config, today), config)


@of_each
def _with_others_lately(contact: Contact, config: Config, today: date) -> tuple[_Line, ...]:
    """The touches of the last time whose head links somebody."""
    return _with_others(_lately(contact, config, today))


@of_each
def _with_others_before(contact: Contact, config: Config, today: date) -> tuple[_Line, ...]:
    """Those before."""
    return _with_others(_before(contact, config, today))


def _lately(contact: Contact, config: Config, today: date) -> list[LogLine]:
    since = _since(today)
    if not contact.log or contact.log[-1].date < since:
        return []
    return [line for line in contact.log if line.date >= since and _is_touch(line, config)]


def _before(contact: Contact, config: Config, today: date) -> list[LogLine]:
    since = _since(today)
    return [line for line in contact.log if line.date < since and _is_touch(line, config)]


def _is_touch(line: LogLine, config: Config) -> bool:
    return config.verbs[line.verb].kind == "touch"


def _alone(touches: Iterable[LogLine], config: Config) -> tuple[int, ...]:
    wide = _width(config)
    lines = [line for line in touches if not line.parties]
    called = {line.date for line in lines if is_karma_call(line, config.verbs)}
    return (
        *(line.date.toordinal() * wide + _sort(config, line.verb, line.inbound) for line in lines),
        *(day.toordinal() * wide + _CALL for day in called),
    )


def _with_others(touches: Iterable[LogLine]) -> tuple[_Line, ...]:
    return tuple(
        (
            *(line.date.toordinal(), line.time, line.verb, line.inbound, line.text),
            tuple(party.target for party in line.parties),
        )
        for line in touches
        if line.parties
    )


@lru_cache(maxsize=1)
def _since(today: date) -> date:
    return add_days(today, -LATELY)


def _width(config: Config) -> int:
    """How many sorts there are."""
    return 2 * len(config.verbs) + 1


def _sort(config: Config, verb: str, inbound: bool) -> int:
    return 2 * list(config.verbs).index(verb) + inbound + 1


def _sorts(config: Config, verbs: Iterable[str], ways: Iterable[bool]) -> list[int]:
    return [_sort(config, verb, inbound) for verb in verbs if verb in config.verbs for inbound in ways]
