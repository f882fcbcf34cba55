"""Intel: what you heard from somebody, and who would like to hear it (S6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.deeds import deeds
from karma.core.matching.listeners import Audience
from karma.core.matching.people import people_of
from karma.core.matching.synonyms import synonyms_in
from karma.core.matching.told import News, told_between
from karma.core.matching.words import words_in
from karma.core.once import once_per_book
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.crowd import Crowd
    from karma.core.matching.listeners import About, Listener
    from karma.core.matching.told import Told

INTEL_DAYS = 180
"""What was heard longer ago is news to nobody."""
MOST_LISTENERS = 24
"""Nobody tells one thing to more people; in a large book hundreds may like what it is about. Who was told is
not among them, so that the next come up."""


@dataclass(frozen=True)
class Intel:
    """Something you heard: from whom, the line, and who would like to hear it, the best first.

    `listeners` are at most two dozen who do not know it yet.
    """

    source: Contact
    line: LogLine
    listeners: tuple[Listener, ...]
    _knowing: _Knowing = field(compare=False, repr=False)

    @cached_property
    def told(self) -> tuple[Listener, ...]:
        """All who would have liked to hear it and whom you told since, each with the day in `told`."""
        return self._knowing.all()


def intel(
    book: Book, today: date, *, so_far: bool = True, days: int = INTEL_DAYS, who: Contact | None = None
) -> tuple[Intel, ...]:
    """What you heard in the last `days` (180 at most), newest first: this morning, with `so_far` as of now.

    It goes to nobody it came from or speaks of, and to nobody who is archived or to be left alone. What
    private or archived people say is not passed on, and private fields do not say what somebody likes.
    With `who` only what touches them is looked at; each of it has the listeners that it has without.
    """
    since = add_days(today, -days)
    found = _of_half_a_year(book, today, so_far) if who is None else _found(book, today, so_far, who)
    return tuple(one for one in found if one.line.date >= since)


@once_per_book
def _of_half_a_year(book: Book, today: date, so_far: bool) -> tuple[Intel, ...]:
    return _found(book, today, so_far, None)


def _found(book: Book, today: date, so_far: bool, who: Contact | None) -> tuple[Intel, ...]:
    before = add_days(today, 1) if so_far else today
    since = add_days(today, -INTEL_DAYS)
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
    knowing = _Knowing(news, about, audience.crowd(about, but=involved), audience, told)
    return Intel(source, line, knowing.waiting(), knowing)


@dataclass(frozen=True, slots=True)
class _Knowing:
    """Who of the crowd for a piece of news knows it, and who does not yet."""

    news: News
    about: About
    crowd: Crowd
    audience: Audience
    told: Told

    def all(self) -> tuple[Listener, ...]:
        """Everybody whom you told, in the order of listeners."""
        perhaps = self.audience.together(self.told.perhaps(self.news))
        found = [
            self.audience.listener(who, self.about, score, day)
            for who, score in self.crowd.among(perhaps).items()
            if (day := self.day(who))
        ]
        return tuple(sorted(found, key=self.audience.place))

    def waiting(self) -> tuple[Listener, ...]:
        """The best of those who do not know it yet."""
        perhaps = self.told.perhaps(self.news)
        found = self.crowd.best(
            MOST_LISTENERS, but=lambda who: any(who in one for one in perhaps) and bool(self.day(who))
        )
        return tuple(self.audience.listener(who, self.about, score) for who, score in found)

    def day(self, who: str) -> date | None:
        """The first day on which you told the one of that id; None when you did not."""
        return self.told.day(who, self.news, lambda: self._words_of(who))

    def _words_of(self, who: str) -> frozenset[str]:
        """The telling words of what somebody likes and does, where the news is about it."""
        listener = self.audience.listener(who, self.about, 0.0)
        texts = (*listener.likes, *listener.work)
        return frozenset(word.sense for text in texts for word in words_in(text, self.audience.synonyms))
