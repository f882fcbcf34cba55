"""From the log to good turns: each one once, also when lines of it stand in two files (S8, format.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.balance.turn import Turn
from karma.core.dates import add_days
from karma.core.matching.people import linked, people_of
from karma.core.referrals.words_back import person_id
from karma.core.touch import newest_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral

_KINDS = {
    "intro": "intro",
    "helped": "favour",
    "got": "favour",
    "gift": "gift",
    "note": "note",
    "article": "article",
    "told": "intel",
    "heard": "intel",
    "thanked": "thanks",
}
"""The kind that a line of each verb counts as; introductions you made are read off the pipeline."""
_FROM_THEM = ("got", "heard")
"""Verbs of what they did; `in` turns these round as it does the others."""

_Event = tuple[object, ...]


def turns_of(book: Book, today: date, pipeline: Pipeline) -> tuple[Turn, ...]:
    """Every good turn up to and including `today`, the newest first; kinds of weight 0 are left out."""
    found = [*_referrals(book, pipeline), *_lines(book, today, pipeline)]
    kinds = list(book.config.balance)
    found = [turn for turn in found if turn.weight > 0 and turn.people]
    found.sort(key=lambda turn: (-turn.date.toordinal(), kinds.index(turn.kind), turn.source.id, turn.about))
    return tuple(found)


def given_on(book: Book, day: date) -> frozenset[str]:
    """To whom you gave anything of weight on that day, by id."""
    weights = book.config.balance
    found: set[str] = set()
    for contact in book.contacts:
        for line in newest_first(contact, add_days(day, 1)):
            if line.date < day:
                break
            kind = _KINDS.get(line.verb)
            if kind == "intro" and not line.inbound:
                found.update(person.id for person in (contact, *linked(line, book)))
            elif kind and weights[kind] and _is_given(line):
                found.update(person.id for person in people_of(line, contact, book))
    return frozenset(found)


def _referrals(book: Book, pipeline: Pipeline) -> Iterator[Turn]:
    """A referral counts for its giver; one that you gave for the receiver, and for the prospect as an intro.

    The same introduction noted in the files of both is one.
    """
    weights = book.config.balance
    seen: set[tuple[date, frozenset[str]]] = set()
    for one in pipeline.referrals:
        about = one.prospect
        if one.direction == "in":
            giver = _known(one.giver, book)
            yield Turn(one.opened, "referral", False, weights["referral"], giver, one.line, about, about.id)
        elif one.direction == "out":
            what = (one.opened, frozenset((about.id, one.receiver or "")))
            if what not in seen:
                seen.add(what)
                yield from _introduced(one, book)


def _introduced(one: Referral, book: Book) -> Iterator[Turn]:
    weights = book.config.balance
    receiver, prospect = one.receiver or "", one.prospect
    to_them = _known(one.receiver, book)
    yield Turn(one.opened, "referral", True, weights["referral"], to_them, one.line, prospect, prospect.id)
    yield Turn(one.opened, "intro", True, weights["intro"], (prospect,), one.line, prospect, receiver)


def _lines(book: Book, today: date, pipeline: Pipeline) -> Iterator[Turn]:
    """The turns that single lines tell; of like lines in several files the file with most of them counts."""
    givers = {(one.prospect.id, one.giver) for one in pipeline.inbound}
    found: dict[_Event, list[Turn]] = {}
    for contact in book.contacts:
        here: dict[_Event, list[Turn]] = {}
        for line in newest_first(contact, add_days(today, 1)):
            if line.verb in _KINDS and (turn := _turn(contact, line, book)):
                if turn.kind == "intel" and turn.given and _closes_the_loop(turn, givers, book):
                    continue
                here.setdefault(_event(turn), []).append(turn)
        for event, turns in here.items():
            if len(turns) > len(found.get(event, ())):
                found[event] = turns
    for turns in found.values():
        yield from turns


def _turn(contact: Contact, line: LogLine, book: Book) -> Turn | None:
    kind, given = _KINDS[line.verb], _is_given(line)
    weight = book.config.balance[kind]
    if kind == "intro":
        if given:
            return None
        people = (contact,)
        about = next((party.target for party in line.parties), "")
        return Turn(line.date, kind, given, weight, people, line, contact, about)
    return Turn(line.date, kind, given, weight, people_of(line, contact, book), line, contact)


def _is_given(line: LogLine) -> bool:
    return line.inbound == (line.verb in _FROM_THEM)


def _closes_the_loop(turn: Turn, givers: Collection[tuple[str, str | None]], book: Book) -> bool:
    """True for telling a giver what became of whom they sent: that closes a loop (S11), and is no intel.

    The line stands in the prospect's file and links the giver, or in the giver's and links the prospect,
    also as `told [[prospect]]`. What has a #tag is intel all the same.
    """
    if turn.line.tags:
        return False
    if any((person.id, turn.source.id) in givers for person in turn.people):
        return True
    named = {turn.source.id} | {person_id(target, book) for target in turn.line.links}
    return any((about, person.id) in givers for person in turn.people for about in named)


def _event(turn: Turn) -> _Event:
    line = turn.line
    people = frozenset(person.id for person in turn.people)
    return (line.date, line.time, line.verb, line.inbound, line.text, people)


def _known(target: str | None, book: Book) -> tuple[Contact, ...]:
    person = book.resolve(target) if target else None
    return (person,) if person else ()
