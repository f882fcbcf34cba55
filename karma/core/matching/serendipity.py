"""What calls brought that nobody had planned: a referral or intel on the day of a conversation (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from karma.core.each import of_each
from karma.core.lazily import Lazily
from karma.core.matching.people import folded, meant
from karma.core.spans import twelve_months
from karma.core.tally import tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

_CALLS = ("call", "requalified")


@dataclass(frozen=True, slots=True)
class Windfall:
    """A conversation that brought something: the line `talk` in the log of `person`, and what came that day.

    `heard` is intel from them, `referred` are people they sent you.
    """

    person: Contact
    talk: LogLine
    heard: tuple[LogLine, ...]
    referred: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Serendipity:
    """The windfalls from `start` to before `end`, by day, and how many calls there were in all.

    `calls` counts the ones that you made and that were answered, `lucky_calls` those that brought something:
    so many pieces of `intel`, and so many `referrals`, as all conversations did.
    """

    start: date
    end: date
    calls: int
    lucky_calls: int
    intel: int
    referrals: int
    windfalls: Sequence[Windfall]


def serendipity(book: Book, today: date) -> Serendipity:
    """What the conversations of the last twelve months brought, today's among them.

    A line `heard` or `referred by` belongs to the conversation of its day with whom it came from: no link and
    no number has to be typed.
    """
    start, end = twelve_months(today)
    heard, referred = _brought(book, today)
    brought = {who for who, _ in (*heard, *referred)}
    found = [
        _Found(contact, day, at, yours, tuple(heard.get(where, ())), tuple(referred.get(where, ())))
        for contact, talks in _talks.people(book, today)
        if contact.id in brought
        for day, at, yours in talks or ()
        if (where := (contact.id, day)) in heard or where in referred
    ]
    found.sort(key=lambda one: (one.day, one.person.id))
    return Serendipity(
        start,
        end,
        sum(tally(book, today).made(verb, start, end) for verb in _CALLS),
        sum(one.yours for one in found),
        sum(len(one.heard) for one in found),
        sum(len(one.referred) for one in found),
        Lazily(found, _windfall),
    )


class _Found(NamedTuple):
    """A windfall before anybody looks at it: lines are told by whose they are and where in the log."""

    person: Contact
    day: int
    at: int
    yours: bool
    heard: tuple[tuple[Contact, int], ...]
    referred: tuple[Contact, ...]


def _windfall(one: _Found) -> Windfall:
    heard = tuple([owner.log[at] for owner, at in one.heard])
    return Windfall(one.person, one.person.log[one.at], heard, one.referred)


_From = tuple[str, int]
"""From whom, by id, and on which day."""


def _brought(
    book: Book, today: date
) -> tuple[dict[_From, list[tuple[Contact, int]]], dict[_From, list[Contact]]]:
    heard: dict[_From, list[tuple[Contact, int]]] = {}
    referred: dict[_From, list[Contact]] = {}
    for contact, lines in _bringing.people(book, today):
        for day, at, is_intel, targets in lines or ():
            people = meant(targets, book) if targets or not is_intel else [contact]
            for person in people:
                if is_intel:
                    heard.setdefault((person.id, day), []).append((contact, at))
                else:
                    referred.setdefault((person.id, day), []).append(contact)
    return heard, referred


@of_each
def _bringing(
    contact: Contact, _config: Config, today: date
) -> tuple[tuple[int, int, bool, tuple[str, ...]], ...] | None:
    """The lines `heard` and `referred` of twelve months; None when there are none.

    Of each the day, the place in the log, whether it is intel, and the folded targets of its head.
    """
    start, end = twelve_months(today)
    found = [
        (line.date.toordinal(), at, line.verb == "heard", folded(line))
        for at, line in enumerate(contact.log)
        if line.verb in ("heard", "referred") and start <= line.date < end
    ]
    return tuple(found) or None


@of_each
def _talks(contact: Contact, config: Config, today: date) -> tuple[tuple[int, int, bool], ...] | None:
    """The first conversation of each day of twelve months; a message on a machine is none.

    Of each the day, the place in the log, and whether it is a call of yours; None when there are none.
    """
    start, end = twelve_months(today)
    found: dict[int, tuple[int, int, bool]] = {}
    for at, line in enumerate(contact.log):
        if start <= line.date < end and config.verbs[line.verb].answered:
            day = line.date.toordinal()
            found.setdefault(day, (day, at, _is_your_call(line)))
    return tuple(found.values()) or None


def _is_your_call(line: LogLine) -> bool:
    return line.verb in _CALLS and not line.inbound
