"""Intel: what you heard from somebody, and who would like to hear it (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.deeds import deeds
from karma.core.matching.listeners import Audience
from karma.core.matching.people import people_of
from karma.core.matching.synonyms import synonyms_in
from karma.core.matching.told import News, told_between
from karma.core.matching.words import words_in
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.listeners import About, Listener
    from karma.core.matching.told import Told

INTEL_DAYS = 180
"""What was heard longer ago is news to nobody."""
MOST_LISTENERS = 24
"""Nobody tells one thing to more people; in a large book hundreds may like what it is about. Who was told is
not among them, so that the next come up."""


@dataclass(frozen=True, slots=True)
class Intel:
    """Something you heard: from whom, the line, who would like to hear it, the best first, and who knows.

    `listeners` are at most two dozen who do not know it yet; `told` are all whom you told since, each with
    the day in `told`.
    """

    source: Contact
    line: LogLine
    listeners: tuple[Listener, ...]
    told: tuple[Listener, ...] = ()


def intel(
    book: Book, today: date, *, so_far: bool = True, days: int = INTEL_DAYS, who: Contact | None = None
) -> tuple[Intel, ...]:
    """What you heard in the last `days`, the newest first: as of this morning, with `so_far` as of now.

    It goes to nobody it came from or speaks of, and to nobody who is archived or to be left alone. What
    private or archived people say is not passed on, and private fields do not say what somebody likes.
    With `who` only what touches them is looked at; each of it has the listeners that it has without.
    """
    before = add_days(today, 1) if so_far else today
    since = add_days(today, -days)
    synonyms = synonyms_in(book)
    audience = Audience(proposable_people(book, today), synonyms, book.config)
    told = told_between(book, since, before, synonyms)
    found = [
        _intel(sources, line, audience, told, book)
        for line, sources in _heard(book, since, before)
        if not any(source.hidden or source.archived for source in sources)
        and (who is None or audience.touches(audience.about(line), who.id))
    ]
    return tuple(sorted(found, key=lambda one: (-one.line.date.toordinal(), one.source.id, one.line.text)))


_People = tuple["Contact", ...]


def _heard(book: Book, since: date, before: date) -> Iterator[tuple[LogLine, _People]]:
    """What you heard and from whom, each thing once, though it may stand in the files of several."""
    seen: set[tuple[object, ...]] = set()
    for contact, lines in deeds(book):
        for line in reversed(lines):
            heard = line.verb == "heard" and line.text and not line.inbound
            if heard and since <= line.date < before:
                people = people_of(line, contact, book) or (contact,)
                what = (line.date, line.time, line.text, frozenset(person.id for person in people))
                if what not in seen:
                    seen.add(what)
                    yield line, people


def _intel(sources: _People, line: LogLine, audience: Audience, told: Told, book: Book) -> Intel:
    source, about = sources[0], audience.about(line)
    news = News(line.date, source.id, frozenset(line.tags), frozenset(about.words))
    involved = {source.id} | {person.id for target in line.links if (person := book.resolve(target))}
    crowd = audience.crowd(about, but=involved)
    knowing: dict[str, Listener] = {}
    for who, score in crowd.among(told.perhaps(news)).items():
        if day := told.day(who, news, partial(_words_of, who, about, audience)):
            knowing[who] = audience.listener(who, about, score, day)
    waiting = crowd.best(MOST_LISTENERS, told=knowing)
    return Intel(
        source,
        line,
        tuple(audience.listener(who, about, score) for who, score in waiting),
        tuple(sorted(knowing.values(), key=audience.place)),
    )


def _words_of(who: str, news: About, audience: Audience) -> frozenset[str]:
    """The telling words of what somebody likes and does, where the news is about it."""
    listener = audience.listener(who, news, 0.0)
    texts = (*listener.likes, *listener.work)
    return frozenset(word.sense for text in texts for word in words_in(text, audience.synonyms))
