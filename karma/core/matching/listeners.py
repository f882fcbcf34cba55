"""Who would like to hear a piece of news, and why: what they like, and their line of work (S6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.matching.english_words import CALENDAR_WORDS, VAGUE_WORDS
from karma.core.matching.notice import tells, values
from karma.core.matching.words import words_in
from karma.core.phrases import listed
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.matching.synonyms import Synonyms

FEW_PEOPLE = 100
LIKES, TAGGED, WORKS_IN = 1.0, 0.5, 0.5
"""What a shared interest weighs, a shared tag, and a word of their work; less for what many share."""
HALF_AS_GOOD = 0.5
"""Beside somebody who likes it, those are left out whom it only touches."""
RARE_SHARE = 0.05
"""A word of the work of more people than this share tells nothing about any of them."""
_TAG = re.compile(r"#[^\s#]+")


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who would like to hear it: what they like, their tags, and their title or an offer that fits.

    `told` is the day on which you told them, if you did.
    """

    contact: Contact
    likes: tuple[str, ...]
    tags: tuple[str, ...]
    work: tuple[str, ...]
    score: float
    told: date | None = None

    @property
    def why(self) -> str:
        """The reason in a few words, said of them: `likes kelp and oysters`."""
        if self.likes:
            return f"likes {_and(self.likes)}"
        return f"tagged {_and(self.tags)}" if self.tags else self.work[0]


@dataclass(frozen=True, slots=True)
class About:
    """What a piece of news is about, each once and as it is compared: its tags, and its telling words.

    `topics` are both, the tags first; `work` are the words that say something about who has them in a title
    or an offer.
    """

    tags: tuple[str, ...]
    words: tuple[str, ...]
    topics: tuple[str, ...]
    work: tuple[str, ...]


@dataclass(frozen=True)
class Audience:
    """Everybody whom one may tell, by what they like and do; each index made when first asked for."""

    people: tuple[Contact, ...]
    synonyms: Synonyms
    config: Config

    def about(self, line: LogLine) -> About:
        """What the line speaks of."""
        tags = dict.fromkeys(self._topic(tag) for tag in line.tags)
        words = dict.fromkeys(topic_words(line, self.synonyms))
        few = max(FEW_PEOPLE, len(self.people)) * RARE_SHARE
        work = tuple(word for word in words if 0 < self._at_work(word) <= few)
        return About(tuple(tags), tuple(words), tuple(tags | words), work)

    def touches(self, news: About, who: str) -> bool:
        """Whether it has anything to do with the one of that id; an offer is no reason by itself."""
        return (
            any(who in self._fans.get(topic, ()) for topic in news.topics)
            or any(who in self._tagged.get(topic, ()) for topic in news.tags)
            or any(who in self._titled.get(topic, ()) for topic in news.work)
        )

    def scores(self, news: About, but: Collection[str]) -> dict[str, float]:
        """How well it suits those who would like to hear it, by id; nobody whose id is in `but`.

        Plain numbers: in a large book hundreds like one thing, and few of them are ever named.
        """
        found: dict[str, float] = {}
        shared = (
            *((self._fans, topic, LIKES) for topic in news.topics),
            *((self._tagged, topic, TAGGED) for topic in news.tags),
        )
        for index, topic, most in shared:
            if sharing := index.get(topic):
                weight = most * self._weight(len(sharing))
                for who in sharing:
                    found[who] = found.get(who, 0.0) + weight
        for who, texts in self._work(news, found).items():
            for weight in texts.values():
                found[who] = found.get(who, 0.0) + weight
        for who in but:
            found.pop(who, None)
        enough = HALF_AS_GOOD * round(max(found.values(), default=0.0), 6)
        near = [(who, round(score, 6)) for who, score in found.items() if score > enough - 1e-6]
        return {who: score for who, score in near if score >= enough}

    def best(self, scores: Mapping[str, float], most: int) -> list[str]:
        """The ids of those whom it suits best; among equals the closer circle, then by id."""
        ranks = self._ranks
        return [who for _, _, who in nsmallest(most, ((-scores[who], ranks[who], who) for who in scores))]

    def listener(self, who: str, news: About, score: float, told: date | None = None) -> Listener:
        """The one of that id, with the reasons; `told` is the day on which you told them."""
        titled = _texts(who, self._titled, news.work)
        offering = _texts(who, self._offering, news.work)
        return Listener(
            self._contacts[who],
            likes=_texts(who, self._fans, news.topics),
            tags=_texts(who, self._tagged, news.tags),
            work=tuple(dict.fromkeys((*titled, *offering))),
            score=score,
            told=told,
        )

    def _work(self, news: About, reached: Collection[str]) -> dict[str, dict[str, float]]:
        """What the words of their titles and offers weigh, by id and text.

        A word of what they offer adds to another reason (`reached`, or a title), and is none by itself.
        """
        found: dict[str, dict[str, float]] = {}
        for index in (self._titled, self._offering):
            for topic in news.work:
                weight = WORKS_IN * self._weight(self._at_work(topic))
                for who, text in index.get(topic, {}).items():
                    if index is self._titled or who in reached or who in found:
                        found.setdefault(who, {})[text] = weight
        return found

    def _weight(self, sharing: int) -> float:
        """1 for what one has alone, 0 for what everybody has."""
        people = max(FEW_PEOPLE, len(self.people))
        return max(0.0, log(people / sharing) / log(people))

    def _at_work(self, topic: str) -> int:
        """How many have the word in a title or an offer."""
        return len(self._titled.get(topic, ())) + len(self._offering.get(topic, ()))

    @cached_property
    def _contacts(self) -> dict[str, Contact]:
        return {contact.id: contact for contact in self.people}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Everybody's place by circle and id."""
        weights = {contact.id: self.config.circle(contact.circle).weight for contact in self.people}
        in_order = sorted(weights, key=lambda who: (-weights[who], who))
        return {who: place for place, who in enumerate(in_order)}

    @cached_property
    def _fans(self) -> _Index:
        return self._shared("interests", lambda text: (self._topic(text),))

    @cached_property
    def _tagged(self) -> _Index:
        return self._shared("tags", lambda text: (self._topic(text),))

    @cached_property
    def _titled(self) -> _Index:
        return self._shared("title", self._telling)

    @cached_property
    def _offering(self) -> _Index:
        return self._shared("offers", self._telling, "offers ")

    def _shared(self, field: str, topics: Callable[[str], Iterable[str]], say: str = "") -> _Index:
        found: _Index = {}
        for contact in self.people:
            for text in values(contact, field) if open_field(contact, field) else ():
                for topic in topics(text):
                    found.setdefault(topic, {}).setdefault(contact.id, say + text)
        return found

    def _telling(self, text: str) -> Iterator[str]:
        return (word.sense for word in words_in(text, self.synonyms) if word.form not in VAGUE_WORDS)

    def _topic(self, text: str) -> str:
        """What an interest or a tag is compared by: `#grant` is about `grants`."""
        if text not in self._topics:
            senses = (word.sense for word in words_in(text, self.synonyms))
            self._topics[text] = " ".join(senses) or fold(text)
        return self._topics[text]

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {}


_Index = dict[str, dict[str, str]]
"""By topic who has it in common, by id, and how each puts it."""


def _texts(who: str, index: _Index, topics: Iterable[str]) -> tuple[str, ...]:
    found = [index[topic][who] for topic in topics if who in index.get(topic, ())]
    return tuple(dict.fromkeys(found)) if found else ()


def topic_words(line: LogLine, synonyms: Synonyms) -> tuple[str, ...]:
    """The senses of the telling words of a line; its tags and words of the calendar are none of them."""
    words = words_in(_TAG.sub(" ", line.text), synonyms)
    return tuple(word.sense for word in words if word.form not in CALENDAR_WORDS)


def _and(texts: tuple[str, ...]) -> str:
    return listed([text.replace("-", " ") for text in texts])
