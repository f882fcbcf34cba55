"""Intel: what you heard from somebody, and who would like to hear it (S6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.links import links_in
from karma.core.matching.listeners import Audience, topic_words
from karma.core.matching.people import people_of
from karma.core.matching.synonyms import synonyms_of
from karma.core.matching.words import words_in
from karma.core.touch import newest_first
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.listeners import Listener
    from karma.core.matching.synonyms import Synonyms

INTEL_DAYS = 180
"""What was heard longer ago is news to nobody."""
_TELLS = ("told", "article")
"""What you sent them to read told them as well, when it is about it."""


@dataclass(frozen=True, slots=True)
class Intel:
    """Something you heard: from whom, the line, who would like to hear it, the best first, and who knows.

    `told` are listeners whom you told since, each with the day in `told`.
    """

    source: Contact
    line: LogLine
    listeners: tuple[Listener, ...]
    told: tuple[Listener, ...] = ()


def intel(book: Book, today: date, *, so_far: bool = True) -> tuple[Intel, ...]:
    """What you heard in the last 180 days, the newest first: as of this morning, with `so_far` as of now.

    It goes to nobody it came from or speaks of, and to nobody who is archived or to be left alone. What
    private or archived people say is not passed on, and private fields do not say what somebody likes.
    """
    before = add_days(today, 1) if so_far else today
    since = add_days(today, -INTEL_DAYS)
    synonyms = synonyms_of(book.config.synonyms)
    people = tuple(contact for contact in book.contacts if proposable(contact, book, today))
    audience = Audience(people, synonyms, book.config)
    told = _told(book, before, synonyms)
    found = [
        _intel(sources, line, audience, told, book)
        for line, sources in _heard(book, since, before)
        if not any(source.hidden or source.archived for source in sources)
    ]
    return tuple(sorted(found, key=lambda one: (-one.line.date.toordinal(), one.source.id, one.line.text)))


_People = tuple["Contact", ...]


def _heard(book: Book, since: date, before: date) -> Iterator[tuple[LogLine, _People]]:
    """What you heard and from whom, each thing once, though it may stand in the files of several."""
    seen: set[tuple[object, ...]] = set()
    for contact in book.contacts:
        for line in takewhile(lambda line: line.date >= since, newest_first(contact, before)):
            if line.verb == "heard" and line.text and not line.inbound:
                people = people_of(line, contact, book) or (contact,)
                what = (line.date, line.time, line.text, frozenset(person.id for person in people))
                if what not in seen:
                    seen.add(what)
                    yield line, people


@dataclass(frozen=True, slots=True)
class _Topics:
    tags: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What you told somebody, or sent them to read (`article`): its day, its topics, whom it speaks of.

    `all_tags`: nothing but tags stands there, which then say what it was about.
    """

    date: date
    topics: _Topics
    links: frozenset[str]
    article: bool
    all_tags: bool


def _intel(
    sources: _People, line: LogLine, audience: Audience, told: dict[str, list[_Telling]], book: Book
) -> Intel:
    source, topics = sources[0], _topics(line, audience.synonyms)
    involved = {source.id} | {person.id for target in line.links if (person := book.resolve(target))}
    listeners: list[Listener] = []
    knowing: list[Listener] = []
    for listener in audience.listeners(line, but=involved):
        tellings = (one for one in told.get(listener.contact.id, ()) if one.date >= line.date)
        theirs = _words_of((*listener.likes, *listener.work), audience.synonyms)
        day = next((one.date for one in tellings if _same(one, topics, source.id, theirs)), None)
        (knowing if day else listeners).append(replace(listener, told=day))
    return Intel(source, line, tuple(listeners), tuple(knowing))


def _same(told: _Telling, topics: _Topics, source: str, theirs: frozenset[str]) -> bool:
    """Whether this was told: it names the source, says a word of it, or is nothing but its tags.

    A tag beside other words is a label that half the book may have: it does not say which news it was. Nor
    does a word of what they like or do (`theirs`) in an article: a baker is sent pieces about bakeries.
    """
    tells = topics.words - theirs if told.article else topics.words
    if source in told.links or tells & told.topics.words:
        return True
    return told.all_tags and bool(topics.tags) and topics.tags <= told.topics.tags


def _told(book: Book, before: date, synonyms: Synonyms) -> dict[str, list[_Telling]]:
    """By the id of whom you told, or sent something to read, the oldest first.

    `told: …` in their file; `told [[x]]: …` in any file told x. One without words is about a referral.
    """
    found: dict[str, list[_Telling]] = {}
    for contact in book.contacts:
        for line in contact.log:
            if line.verb in _TELLS and not line.inbound and line.text and line.date < before:
                telling = _telling(line, book, synonyms)
                for person in people_of(line, contact, book):
                    found.setdefault(person.id, []).append(telling)
    for tellings in found.values():
        tellings.sort(key=lambda one: one.date)
    return found


def _telling(line: LogLine, book: Book, synonyms: Synonyms) -> _Telling:
    topics = _topics(line, synonyms)
    links = frozenset(person.id for target in line.links if (person := book.resolve(target)))
    article = line.verb == "article"
    all_tags = not article and not topics.words and not links_in(line.text)
    return _Telling(line.date, topics, links, article, all_tags)


def _words_of(texts: Iterable[str], synonyms: Synonyms) -> frozenset[str]:
    return frozenset(word.sense for text in texts for word in words_in(text, synonyms))


def _topics(line: LogLine, synonyms: Synonyms) -> _Topics:
    return _Topics(frozenset(line.tags), frozenset(topic_words(line, synonyms)))
