"""What you told whom, and whether that was this piece of news (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import links_in
from karma.core.matching.listeners import topic_words
from karma.core.matching.people import people_of
from karma.core.touch import between

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from karma.core.book import Book
    from karma.core.logline import LogLine
    from karma.core.matching.synonyms import Synonyms

_TELLS = ("told", "article")
"""What you sent them to read told them as well, when it is about it."""


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news for comparing: its day, the id of whom it came from, its tags and telling words."""

    date: date
    source: str
    tags: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What you told somebody, or sent them to read (`article`): its day, its topics, whom it speaks of.

    `all_tags`: nothing but tags stands there, which then say what it was about.
    """

    date: date
    tags: frozenset[str]
    words: frozenset[str]
    links: frozenset[str]
    article: bool
    all_tags: bool


@dataclass(frozen=True, slots=True)
class Told:
    """By the id of whom you told, or sent something to read, what it was, the oldest first.

    `_heard_of` has by a word, a tag or an id who was told anything of it, by id: for one piece of news that
    is few people in a large book.
    """

    _tellings: dict[str, list[_Telling]]
    _heard_of: dict[str, set[str]]

    def perhaps(self, news: News) -> list[set[str]]:
        """The ids of those who were told anything that may have been this, for each thing it says."""
        keys = (news.source, *news.words, *news.tags)
        return [self._heard_of[key] for key in keys if key in self._heard_of]

    def day(self, who: str, news: News, theirs: Callable[[], frozenset[str]]) -> date | None:
        """The first day since the news on which the one of that id was told it; None when nobody did.

        `theirs` are the telling words of what they like or do.
        """
        since = (one for one in self._tellings[who] if one.date >= news.date)
        return next((one.date for one in since if _same(one, news, theirs)), None)


def _same(told: _Telling, news: News, theirs: Callable[[], frozenset[str]]) -> bool:
    """Whether this was told: it names the source, says a word of it, or is nothing but its tags.

    A tag beside other words is a label that half the book may have: it does not say which news it was. Nor
    does a word of what they like or do (`theirs`) in an article: a baker is sent pieces about bakeries.
    """
    common = news.words & told.words
    if news.source in told.links or (common - theirs() if common and told.article else common):
        return True
    return told.all_tags and bool(news.tags) and news.tags <= told.tags


def told_between(book: Book, since: date, before: date, synonyms: Synonyms) -> Told:
    """Everything you told anybody from `since` to before that day.

    `told: …` in their file; `told [[x]]: …` in any file told x. One without words is about a referral.
    """
    tellings: dict[str, list[_Telling]] = {}
    heard_of: dict[str, set[str]] = {}
    for contact in book.contacts:
        for line in between(contact, since, before):
            if line.verb in _TELLS and not line.inbound and line.text:
                telling = _telling(line, book, synonyms)
                ids = {person.id for person in people_of(line, contact, book)}
                for who in ids:
                    tellings.setdefault(who, []).append(telling)
                for key in telling.links | telling.words | (telling.tags if telling.all_tags else set()):
                    heard_of.setdefault(key, set()).update(ids)
    for told in tellings.values():
        told.sort(key=lambda one: one.date)
    return Told(tellings, heard_of)


def _telling(line: LogLine, book: Book, synonyms: Synonyms) -> _Telling:
    words = frozenset(topic_words(line, synonyms))
    links = frozenset(person.id for target in line.links if (person := book.resolve(target)))
    article = line.verb == "article"
    all_tags = not article and not words and not links_in(line.text)
    return _Telling(line.date, frozenset(line.tags), words, links, article, all_tags)
