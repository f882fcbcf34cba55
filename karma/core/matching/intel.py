"""Intel: what you heard from somebody, and who would like to hear it (S6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.dates import add_days
from karma.core.each import kept_of_each, of_each
from karma.core.lazily import Lazily
from karma.core.links import fold
from karma.core.matching.listeners import audience_of
from karma.core.matching.people import folded, is_shared, meant, people_meant
from karma.core.matching.synonyms import synonyms_from
from karma.core.matching.tastes import topic_words
from karma.core.matching.told import INTEL_DAYS, News, told_between
from karma.core.matching.words import words_in
from karma.core.once import once_per_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.matching.crowd import Crowd
    from karma.core.matching.listeners import About, Audience, Listener
    from karma.core.matching.told import Told

MOST_LISTENERS = 24
"""Nobody tells one thing to more people; in a large book hundreds may like what it is about. Who was told is
not among them, so that the next come up."""


@dataclass(frozen=True)
class Intel:
    """Something you heard on the day `date`: from whom, and who would like to hear it.

    It stands at `at` in the log of `owner`. `speaks_of` somebody: it has a link. `knowing` tells who knows it
    already, and who does not.
    """

    source: Contact
    date: date
    owner: Contact
    at: int
    speaks_of: bool
    knowing: Knowing = field(compare=False, repr=False)

    @property
    def line(self) -> LogLine:
        """The line of the log."""
        return self.owner.log[self.at]

    @property
    def wanted(self) -> bool:
        """True when there is anybody among the listeners: who they are need not be known for that."""
        return self.knowing.is_wanted()

    @cached_property
    def listeners(self) -> Sequence[Listener]:
        """At most two dozen who would like to hear it and do not know it yet, the best first."""
        return Lazily(self.knowing.waiting, self.knowing.listener)

    @cached_property
    def told(self) -> tuple[Listener, ...]:
        """All who would have liked to hear it and whom you told since, each with the day in `told`."""
        return self.knowing.all()


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
    return tuple(one for one in found if one.date >= since)


@once_per_book
def _of_half_a_year(book: Book, today: date, so_far: bool) -> tuple[Intel, ...]:
    return _found(book, today, so_far, None)


def _found(book: Book, today: date, so_far: bool, who: Contact | None) -> tuple[Intel, ...]:
    before = add_days(today, 1) if so_far else today
    audience = audience_of(book, today)
    told = told_between(book, today, add_days(today, -INTEL_DAYS), before)
    found = [
        (one.text, _intel(one, audience, told, book))
        for one in _heard(book, today, before)
        if not any(source.hidden or source.archived for source in one.sources)
        and (who is None or audience.touches(audience.about(one.tags, one.words), who.id))
    ]
    found.sort(key=lambda one: (-one[1].date.toordinal(), one[1].source.id, one[0]))
    return tuple([one for _, one in found])


@once_per_book
def waiting(book: Book, today: date) -> Sequence[Sequence[tuple[int, float]]]:
    """Of each piece of `intel` those who would like to hear it and do not know it yet, as Knowing says it."""
    every = [one.knowing for one in intel(book, today)]
    if not every:
        return []

    def find(at: int) -> tuple[list[tuple[int, float]], tuple[str, ...]]:
        return every[at].waiting, every[at].work

    about, keys = (every[0].audience.key, every[0].told.rows), [one.key for one in every]
    for one, (found, work) in zip(every, kept_of_each("news", book, about, keys, find), strict=True):
        one.remember(found, work)
    return [one.waiting for one in every]


class _Heard(NamedTuple):
    """A line `heard`: its day, where it stands, from whom, and what of it is compared."""

    date: date
    owner: Contact
    at: int
    sources: tuple[Contact, ...]
    text: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    links: tuple[str, ...]


def _heard(book: Book, today: date, before: date) -> Iterator[_Heard]:
    """What you heard in half a year, each thing once, though it may stand in the files of several."""
    seen: set[tuple[object, ...]] = set()
    until = before.toordinal()
    for contact, lines in _heard_from.people(book, today):
        for day, at, time, text, shared, targets, tags, words, links in lines or ():
            if day < until:
                people = people_meant(targets, contact, book, shared=shared) or (contact,)
                what = (day, time, text, frozenset(person.id for person in people))
                if what not in seen:
                    seen.add(what)
                    yield _Heard(date.fromordinal(day), contact, at, people, text, tags, words, links)


_Texts = tuple[str, ...]


@of_each
def _heard_from(
    contact: Contact, config: Config, today: date
) -> tuple[tuple[int, int, str | None, str, bool, _Texts, _Texts, _Texts, _Texts], ...] | None:
    """Lines `heard` of half a year, newest first; None when there are none.

    Of each the day, the place in the log, time and text, whether it is about the owner too, the folded
    targets of its head, tags, telling words, and folded links.
    """
    first, last = add_days(today, -INTEL_DAYS), today
    log = contact.log
    if not log or log[-1].date < first:
        return None
    synonyms = synonyms_from(config.synonyms)
    return (
        tuple(
            [
                (
                    *(line.date.toordinal(), at, line.time, line.text, is_shared(line), folded(line)),
                    *(line.tags, topic_words(line, synonyms), tuple(map(fold, line.links))),
                )
                for at, line in reversed(list(enumerate(log)))
                if line.verb == "heard" and line.text and not line.inbound and first <= line.date <= last
            ]
        )
        or None
    )


def _intel(one: _Heard, audience: Audience, told: Told, book: Book) -> Intel:
    source = one.sources[0]
    news = News(one.date, source.id, frozenset(one.tags), frozenset(one.words))
    involved = {source.id, *(person.id for person in meant(one.links, book))}
    knowing = Knowing(news, one.tags, one.words, involved, audience, told)
    return Intel(source, one.date, one.owner, one.at, bool(one.links), knowing)


@dataclass(frozen=True)
class Knowing:
    """Who of the crowd for a piece of news knows it, and who does not yet; it is not for the `involved`.

    The news has these `tags` and telling `words`.
    """

    news: News
    tags: _Texts
    words: _Texts
    involved: AbstractSet[str]
    audience: Audience
    told: Told

    @cached_property
    def about(self) -> About:
        """Whom it may concern."""
        return self.audience.about(self.tags, self.words)

    @cached_property
    def work(self) -> tuple[str, ...]:
        """Its words that tell something about the work of few."""
        return self.about.work

    @property
    def key(self) -> tuple[Any, ...]:
        """What all of this depends on, besides the audience and what was told."""
        return self.news.date.toordinal(), self.news.source, self.tags, self.words, sorted(self.involved)

    def remember(self, waiting: list[tuple[int, float]], work: tuple[str, ...]) -> None:
        """Takes for found what was found before."""
        vars(self).update(waiting=waiting, work=work)

    @cached_property
    def crowd(self) -> Crowd:
        """Whom it suits."""
        return self.audience.crowd(self.about, but=self.involved)

    def all(self) -> tuple[Listener, ...]:
        """Everybody whom you told, in the order of listeners."""
        perhaps = self.told.perhaps(self.news)
        return self._knowers(set[str]().union(*perhaps))

    def told_on(self, day: date) -> tuple[Listener, ...]:
        """Everybody whom you told on that day first, in the order of listeners."""
        perhaps = set[str]().union(*self.told.perhaps(self.news)) & self.told.on(day)
        return tuple([one for one in self._knowers(perhaps) if one.told == day]) if perhaps else ()

    @cached_property
    def waiting(self) -> list[tuple[int, float]]:
        """The best of those who do not know it yet, by their place in the audience, with the score."""
        return list(self._in_turn())

    def is_wanted(self) -> bool:
        """True when there is anybody who does not know it yet."""
        found = vars(self).get("waiting") or self._in_turn()
        return next(iter(found), None) is not None

    def in_turn(self) -> Iterator[Listener]:
        """The same one by one, as listeners: who wants only the first need not wait for all."""
        return map(self.listener, self._in_turn())

    def _in_turn(self) -> Iterator[tuple[int, float]]:
        perhaps = self.told.perhaps(self.news)
        people = self.audience.people

        def knows(place: int) -> bool:
            who = people[place].id
            return any(who in one for one in perhaps) and bool(self.day(place))

        return self.crowd.best(MOST_LISTENERS, but=knows)

    def listener(self, found: tuple[int, float]) -> Listener:
        """The one at that place, whom it suits so well."""
        return self.audience.listener(found[0], self.about, found[1])

    def day(self, place: int) -> date | None:
        """The first day on which you told the one at that place; None when you did not."""
        who = self.audience.people[place].id
        return self.told.day(who, self.news, lambda: self._words_of(place))

    def _knowers(self, perhaps: AbstractSet[str]) -> tuple[Listener, ...]:
        found = [
            (-score, place, day)
            for place, score in self.crowd.among(self.audience.bits(perhaps)).items()
            if (day := self.day(place))
        ]
        return tuple(
            [self.audience.listener(place, self.about, -less, day) for less, place, day in sorted(found)]
        )

    def _words_of(self, place: int) -> frozenset[str]:
        """The telling words of what somebody likes and does, where the news is about it."""
        listener = self.audience.listener(place, self.about, 0.0)
        texts = (*listener.likes, *listener.work)
        return frozenset(word.sense for text in texts for word in words_in(text, self.audience.synonyms))
