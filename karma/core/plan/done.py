"""What was done of each kind of touch, read off the log (S9). Spans of dates are half-open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.links import fold
from karma.core.once import once_per_book
from karma.core.plan.wanted import kinds
from karma.core.tally import tally
from karma.core.touch import is_karma_call, newest_first
from karma.core.welcome import in_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb

With = tuple[tuple[int, str], ...]
"""The touches with one person: the day and the kind of each."""


def counts_as(line: LogLine, verbs: Mapping[str, Verb]) -> tuple[str, ...]:
    """The kinds of touch that a line counts as: its verb, and `call` for every karma call.

    None for what they did (`in`): the plan is about what you do.
    """
    if line.inbound:
        return ()
    if line.verb != "call" and is_karma_call(line, verbs):
        return ("call", line.verb)
    return (line.verb,)


def touches_by_kind(book: Book, today: date, start: date, end: date) -> dict[str, int]:
    """How many touches of each planned kind you made from `start` to before `end`; every kind is there.

    A lunch with three people counts once, and so does an introduction, whichever files it stands in. Calls
    are counted as `calls_by_day` does.
    """
    made = tally(book, today)
    found = {kind: made.made(kind, start, end) for kind in kinds(book.config)}
    found["call"] = made.calls(start, end)
    found["intro"] = sum(start.toordinal() <= day < end.toordinal() for day in _intros(book))
    return found


def with_each(book: Book, today: date) -> Sequence[With]:
    """The touches that you made with each single person who is in the book by that day, and not archived."""
    return [
        made for contact, made in _made_with.people(book, today) if made is not None and not contact.archived
    ]


def many_of(made: With, kind: str, start: date, end: date) -> int:
    """How many touches of that kind with one person you made from `start` to before `end`."""
    first, behind = start.toordinal(), end.toordinal()
    return sum(first <= day < behind and of == kind for day, of in made)


def last_of_kind(contact: Contact, kind: str, verbs: Mapping[str, Verb], before: date) -> LogLine | None:
    """The newest line before that day that counts as this kind of touch by you; None without any."""
    lines = newest_first(contact, before)
    return next((line for line in lines if kind in counts_as(line, verbs)), None)


@of_each
def _made_with(contact: Contact, config: Config, today: date) -> With | None:
    """The touches of planned kinds that you made with them; None for who is not in the book yet.

    Several calls on one day are one.
    """
    if not in_book(contact, today):
        return None
    planned = kinds(config)
    made = [
        (line.date.toordinal(), kind)
        for line in contact.log
        for kind in counts_as(line, config.verbs)
        if kind in planned
    ]
    called = {one for one in made if one[1] == "call"}
    return (*called, *(one for one in made if one[1] != "call"))


@once_per_book
def _intros(book: Book) -> Iterable[int]:
    """The days of your introductions, each once: it may stand in the files of both."""
    found = {
        (day, _people(contact, targets, book))
        for contact, made in _introduced.people(book, EVER)
        for day, targets in made
    }
    return [day for day, _ in found]


@of_each
def _introduced(contact: Contact, _config: Config, _today: date) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The introductions by you in their file: the day, and whom the head of the line links."""
    return tuple(
        (line.date.toordinal(), tuple(party.target for party in line.parties))
        for line in contact.log
        if line.verb == "intro" and not line.inbound
    )


def _people(contact: Contact, targets: Iterable[str], book: Book) -> frozenset[str]:
    linked = ((book.resolve(target), target) for target in targets)
    return frozenset({contact.id, *(person.id if person else fold(target) for person, target in linked)})
