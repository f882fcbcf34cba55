"""Intel: what you heard from somebody, and who would like to hear it (S6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.matching.listeners import Audience, topic_words
from karma.core.matching.people import linked, proposable
from karma.core.matching.synonyms import synonyms_of

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.listeners import Listener
    from karma.core.matching.synonyms import Synonyms

INTEL_DAYS = 180
"""What was heard longer ago is news to nobody."""


@dataclass(frozen=True, slots=True)
class Intel:
    """Something you heard: in whose file, the line, who would like to hear it, the best first, and who knows.

    `told` are listeners whom you told since, each with the day in `told`.
    """

    source: Contact
    line: LogLine
    listeners: tuple[Listener, ...]
    told: tuple[Listener, ...] = ()


def intel(book: Book, today: date, *, so_far: bool = True) -> tuple[Intel, ...]:
    """What you heard in the last 180 days, the newest first: as of this morning, with `so_far` as of now.

    It goes to nobody it came from or speaks of, and to nobody who is archived or to be left alone. What
    private people say is not passed on, and private fields do not say what somebody likes.
    """
    before = add_days(today, 1) if so_far else today
    synonyms = synonyms_of(book.config.synonyms)
    people = tuple(contact for contact in book.contacts if proposable(contact, book, today))
    audience = Audience(people, synonyms, book.config)
    told = _told(book, before, synonyms)
    found = [
        _intel(contact, line, audience, told, book)
        for contact in book.contacts
        if not contact.hidden
        for line in contact.log
        if line.verb == "heard" and add_days(today, -INTEL_DAYS) <= line.date < before and line.text
    ]
    return tuple(sorted(found, key=lambda one: (-one.line.date.toordinal(), one.source.id, one.line.text)))


@dataclass(frozen=True, slots=True)
class _Topics:
    tags: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What you told somebody: the day, its topics, and whom it speaks of."""

    date: date
    topics: _Topics
    links: frozenset[str]


def _intel(
    source: Contact, line: LogLine, audience: Audience, told: dict[str, list[_Telling]], book: Book
) -> Intel:
    topics = _topics(line, audience.synonyms)
    involved = {source.id} | {person.id for target in line.links if (person := book.resolve(target))}
    listeners: list[Listener] = []
    knowing: list[Listener] = []
    for listener in audience.listeners(line, but=involved):
        tellings = (one for one in told.get(listener.contact.id, ()) if one.date >= line.date)
        day = next((one.date for one in tellings if _same(one, topics, source.id)), None)
        (knowing if day else listeners).append(replace(listener, told=day))
    return Intel(source, line, tuple(listeners), tuple(knowing))


def _same(told: _Telling, topics: _Topics, source: str) -> bool:
    """Whether this was told: it names the source, says a word of it, or has its tags.

    A telling that may have been about it counts: to say a thing twice is worse than to leave it out.
    """
    if source in told.links or topics.words & told.topics.words:
        return True
    return bool(topics.tags) and topics.tags <= told.topics.tags


def _told(book: Book, before: date, synonyms: Synonyms) -> dict[str, list[_Telling]]:
    """By the id of whom you told, the oldest first.

    `told: …` in their file; `told [[x]]: …` in any file told x. One without words is about a referral.
    """
    found: dict[str, list[_Telling]] = {}
    for contact in book.contacts:
        for line in contact.log:
            if line.verb == "told" and not line.inbound and line.text and line.date < before:
                links = {person.id for target in line.links if (person := book.resolve(target))}
                telling = _Telling(line.date, _topics(line, synonyms), frozenset(links))
                for person in linked(line, book) if line.parties else (contact,):
                    found.setdefault(person.id, []).append(telling)
    for tellings in found.values():
        tellings.sort(key=lambda one: one.date)
    return found


def _topics(line: LogLine, synonyms: Synonyms) -> _Topics:
    return _Topics(frozenset(line.tags), frozenset(topic_words(line, synonyms)))
