"""Who would like to hear a piece of news, and why: what they like, and their line of work (S6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.matching.english_words import CALENDAR_WORDS, VAGUE_WORDS
from karma.core.matching.market import values
from karma.core.matching.words import words_in
from karma.core.phrases import listed
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
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
_OFFERS = "offers "
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


@dataclass(frozen=True)
class Audience:
    """Everybody whom one may tell, by what they like and do; each index made when first asked for."""

    people: tuple[Contact, ...]
    synonyms: Synonyms
    config: Config

    def listeners(self, line: LogLine, but: Collection[str]) -> tuple[Listener, ...]:
        """Who would like to hear what the line says, the best first; nobody whose id is in `but`."""
        tags = dict.fromkeys(self._topic(tag) for tag in line.tags)
        words = dict.fromkeys(topic_words(line, self.synonyms))
        found: dict[int, _Fit] = {}
        for topic in tags | words:
            for at, text, weight in self._sharing(self._fans, topic, LIKES):
                found.setdefault(at, _Fit()).likes[text] = weight
        for topic in tags:
            for at, text, weight in self._sharing(self._tagged, topic, TAGGED):
                found.setdefault(at, _Fit()).tags[text] = weight
        work = [one for topic in words for one in self._sharing(self._workers, topic, WORKS_IN)]
        for at, text, weight in sorted(work, key=lambda one: one[1].startswith(_OFFERS)):
            # A word of what they offer adds to another reason, and is none by itself.
            if at in found or not text.startswith(_OFFERS):
                found.setdefault(at, _Fit()).work[text] = weight
        fits = ((self.people[at], fit) for at, fit in found.items())
        others = [(one, fit) for one, fit in fits if one.id not in but]
        enough = HALF_AS_GOOD * max((fit.score for _, fit in others), default=0.0)
        return tuple(sorted((fit.of(one) for one, fit in others if fit.score >= enough), key=self._place))

    def _place(self, one: Listener) -> tuple[float, float, str]:
        return -one.score, -self.config.circle(one.contact.circle).weight, one.contact.id

    def _sharing(
        self, index: dict[str, _Sharing], topic: str, most: float
    ) -> Iterator[tuple[int, str, float]]:
        """Who shares the topic, and what that weighs: the most for who has it alone, 0 for everybody's."""
        sharing = index.get(topic, [])
        if sharing:
            people = max(FEW_PEOPLE, len(self.people))
            weight = most * max(0.0, log(people / len(sharing)) / log(people))
            yield from ((at, text, weight) for at, text in sharing)

    @cached_property
    def _fans(self) -> dict[str, _Sharing]:
        return self._shared("interests", lambda text: (self._topic(text),))

    @cached_property
    def _tagged(self) -> dict[str, _Sharing]:
        return self._shared("tags", lambda text: (self._topic(text),))

    @cached_property
    def _workers(self) -> dict[str, _Sharing]:
        found = self._shared("title", self._telling)
        for topic, sharing in self._shared("offers", self._telling, _OFFERS).items():
            found[topic] = [*found.get(topic, ()), *sharing]
        few = max(FEW_PEOPLE, len(self.people)) * RARE_SHARE
        return {topic: sharing for topic, sharing in found.items() if len(sharing) <= few}

    def _shared(
        self, field: str, topics: Callable[[str], Iterable[str]], say: str = ""
    ) -> dict[str, _Sharing]:
        found: dict[str, dict[int, str]] = {}
        for at, contact in enumerate(self.people):
            for text in values(contact, field) if open_field(contact, field) else ():
                for topic in topics(text):
                    found.setdefault(topic, {}).setdefault(at, say + text)
        return {topic: list(people.items()) for topic, people in found.items()}

    def _telling(self, text: str) -> Iterator[str]:
        return (word.sense for word in words_in(text, self.synonyms) if word.form not in VAGUE_WORDS)

    def _topic(self, text: str) -> str:
        """What an interest or a tag is compared by: `#grant` is about `grants`."""
        return " ".join(word.sense for word in words_in(text, self.synonyms)) or fold(text)


_Sharing = list[tuple[int, str]]
"""Who has something in common, by place among the people, and how each puts it."""


@dataclass(slots=True)
class _Fit:
    likes: dict[str, float] = field(default_factory=dict)
    tags: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return round(sum((*self.likes.values(), *self.tags.values(), *self.work.values())), 6)

    def of(self, contact: Contact) -> Listener:
        return Listener(contact, tuple(self.likes), tuple(self.tags), tuple(self.work), self.score)


def topic_words(line: LogLine, synonyms: Synonyms) -> tuple[str, ...]:
    """The senses of the telling words of a line; its tags and words of the calendar are none of them."""
    words = words_in(_TAG.sub(" ", line.text), synonyms)
    return tuple(word.sense for word in words if word.form not in CALENDAR_WORDS)


def _and(texts: tuple[str, ...]) -> str:
    return listed([text.replace("-", " ") for text in texts])
