"""What was done of each kind of touch, read off the log (S9). Spans of dates are half-open."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.links import fold
from karma.core.plan.wanted import kinds
from karma.core.touch import between, calls_by_day, events_with_people, is_karma_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb


def counts_as(line: LogLine, verbs: Mapping[str, Verb]) -> tuple[str, ...]:
    """The kinds of touch that a line counts as: its verb, and `call` for every karma call.

    None for what they did (`in`): the plan is about what you do.
    """
    if line.inbound:
        return ()
    if line.verb != "call" and is_karma_call(line, verbs):
        return ("call", line.verb)
    return (line.verb,)


def touches_by_kind(book: Book, start: date, end: date) -> dict[str, int]:
    """How many touches of each planned kind you made from `start` to before `end`; every kind is there.

    A lunch with three people counts once, and so does an introduction, whichever files it stands in. Calls
    are counted as `calls_by_day` does.
    """
    verbs = book.config.verbs
    made = list(events_with_people(book, start, end))
    lines = chain((line for _, line in made), _intros(book, start, end))
    found = Counter(kind for line in lines for kind in counts_as(line, verbs))
    found["call"] = calls_by_day(made, verbs).total()
    return {kind: found[kind] for kind in kinds(book.config)}


def with_them(contact: Contact, book: Book, kind: str, start: date, end: date) -> int:
    """How many touches of that kind with this one person you made from `start` to before `end`."""
    verbs = book.config.verbs
    days = [line.date for line in between(contact, start, end) if kind in counts_as(line, verbs)]
    return len(set(days) if kind == "call" else days)


def last_of_kind(kind: str, book: Book, before: date) -> dict[str, LogLine]:
    """The newest line before that day that counts as this kind of touch by you, by the contact's id."""
    verbs = book.config.verbs
    wanted = {name for name, verb in verbs.items() if name == kind or (kind == "call" and verb.karma)}
    found: dict[str, LogLine] = {}
    for contact in book.contacts:
        for line in reversed(contact.log):
            if line.verb in wanted and line.date < before and not line.inbound:
                found[contact.id] = line
                break
    return found


def _intros(book: Book, start: date, end: date) -> Iterator[LogLine]:
    """Each introduction once: it may stand in the files of both."""
    seen: set[tuple[date, frozenset[str]]] = set()
    for contact, lines in deeds(book):
        for line in lines:
            if line.verb == "intro" and not line.inbound and start <= line.date < end:
                what = (line.date, _people(contact, line, book))
                if what not in seen:
                    seen.add(what)
                    yield line


def _people(contact: Contact, line: LogLine, book: Book) -> frozenset[str]:
    linked = ((book.resolve(party.target), party.target) for party in line.parties)
    return frozenset({contact.id, *(person.id if person else fold(target) for person, target in linked)})
