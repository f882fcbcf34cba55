"""What you told whom, and whether that was this piece of news (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.links import fold, links_in
from karma.core.matching.people import folded, is_shared, meant, people_meant
from karma.core.matching.synonyms import synonyms_from
from karma.core.matching.tastes import topic_words
from karma.core.touch import between

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.matching.synonyms import Synonyms

INTEL_DAYS = 180
"""What was heard longer ago is news to nobody."""
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


_Row = tuple[int, tuple[str, ...], tuple[str, ...], list[str], bool, bool, list[str]]
"""A telling in plain values: its day, tags and words, the ids of whom it names, whether it is an article and
whether it is all tags, and the ids of those who were told."""


@dataclass(frozen=True)
class Told:
    """What you told anybody, or sent them to read; each index is made when somebody first asks for it."""

    rows: Sequence[_Row]

    @cached_property
    def _tellings(self) -> dict[str, list[_Telling]]:
        """By the id of whom you told what it was, the oldest first."""
        found: dict[str, list[_Telling]] = {}
        for day, tags, words, named, article, all_tags, ids in self.rows:
            about = frozenset(tags), frozenset(words), frozenset(named)
            telling = _Telling(date.fromordinal(day), *about, article, all_tags)
            for who in ids:
                found.setdefault(who, []).append(telling)
        for told in found.values():
            told.sort(key=lambda one: one.date)
        return found

    @cached_property
    def _heard_of(self) -> dict[str, set[str]]:
        """By a word, a tag or an id who was told anything of it, by id.

        For one piece of news that is few people in a large book.
        """
        found: dict[str, set[str]] = {}
        for _, tags, words, named, _, all_tags, ids in self.rows:
            for key in (*named, *words, *(tags if all_tags else ())):
                found.setdefault(key, set()).update(ids)
        return found

    @cached_property
    def _on(self) -> dict[date, set[str]]:
        """The ids of those who were told anything on a day."""
        found: dict[date, set[str]] = {}
        for row in self.rows:
            found.setdefault(date.fromordinal(row[0]), set()).update(row[-1])
        return found

    def perhaps(self, news: News) -> list[set[str]]:
        """The ids of those who were told anything that may have been this, for each thing it says."""
        keys = (news.source, *news.words, *news.tags)
        return [self._heard_of[key] for key in keys if key in self._heard_of]

    def on(self, day: date) -> set[str]:
        """The ids of those who were told anything on that day."""
        return self._on.get(day, set())

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


def told_between(book: Book, today: date, since: date, before: date) -> Told:
    """Everything you told anybody from `since`, at most half a year ago, to before that day, up to today.

    `told: …` in their file; `told [[x]]: …` in any file told x. One without words is about a referral.
    """
    rows: list[_Row] = []
    start, end = since.toordinal(), before.toordinal()
    for contact, lines in _tellings.people(book, today):
        for day, line in lines or ():
            if start <= day < end:
                shared, targets, tags, words, links, article, all_tags = line
                named = sorted({person.id for person in meant(links, book)})
                told = [person.id for person in people_meant(targets, contact, book, shared=shared)]
                rows.append((day, tags, words, named, article, all_tags, told))
    return Told(rows)


_Line = tuple[bool, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], bool, bool]
"""What was told: whether the owner of the file was told too, the folded targets of its head, tags, telling
words, folded links, whether it is an article, and whether it is all tags."""


@of_each
def _tellings(contact: Contact, config: Config, today: date) -> tuple[tuple[int, _Line], ...] | None:
    """What you told in half a year, newest first, each with its day; None for nothing."""
    synonyms = synonyms_from(config.synonyms)
    lines = between(contact, add_days(today, -INTEL_DAYS), add_days(today, 1))
    return (
        tuple(
            [
                (line.date.toordinal(), _line(line, synonyms))
                for line in lines
                if line.verb in _TELLS and not line.inbound and line.text
            ]
        )
        or None
    )


def _line(line: LogLine, synonyms: Synonyms) -> _Line:
    words, links = topic_words(line, synonyms), tuple(map(fold, line.links))
    article = line.verb == "article"
    all_tags = not article and not words and not links_in(line.text)
    return is_shared(line), folded(line), line.tags, words, links, article, all_tags
