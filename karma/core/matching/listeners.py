"""Who would like to hear a piece of news, and why: what they like, and their line of work (S6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log
from operator import or_
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.matching.crowd import Crowd, Reason, bits_of
from karma.core.matching.english_words import CALENDAR_WORDS
from karma.core.matching.notice import tells, values
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
RARE_SHARE = 0.05
"""A word of the work of more people than this share tells nothing about any of them."""
_TAG = re.compile(r"#[^\s#]+")


_Sharing = Mapping[str, str]
"""Who has a topic in common, by id in the order of the circles, and how each puts it."""
_Index = Mapping[str, _Sharing]
"""Whom a topic may concern."""


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
    """What a piece of news is about: its telling words, each once, and for each topic whom it may concern.

    `fans` like it and `tagged` have it as a tag; `titled` have it in a title and `offering` in an offer, both
    with what that weighs. All are by id, with the text that says so.
    """

    words: tuple[str, ...]
    fans: tuple[_Sharing, ...]
    tagged: tuple[_Sharing, ...]
    titled: tuple[tuple[_Sharing, float], ...]
    offering: tuple[tuple[_Sharing, float], ...]


@dataclass(frozen=True)
class Audience:
    """Everybody whom one may tell, by what they like and do; each index made when first asked for."""

    people: tuple[Contact, ...]
    synonyms: Synonyms
    config: Config

    def about(self, line: LogLine) -> About:
        """What the line speaks of. A word that many have at work says nothing about any of them."""
        tags = dict.fromkeys(self._topic(tag) for tag in line.tags)
        words = dict.fromkeys(topic_words(line, self.synonyms))
        few = max(FEW_PEOPLE, len(self.people)) * RARE_SHARE
        work = {
            word: WORKS_IN * self._weight(have) for word in words if 0 < (have := self._at_work(word)) <= few
        }
        return About(
            tuple(words),
            tuple(self._fans[topic] for topic in tags | words if topic in self._fans),
            tuple(self._tagged[topic] for topic in tags if topic in self._tagged),
            tuple((self._titled[word], work[word]) for word in work if word in self._titled),
            tuple((self._offering[word], work[word]) for word in work if word in self._offering),
        )

    def touches(self, news: About, who: str) -> bool:
        """Whether it has anything to do with the one of that id; an offer is no reason by itself."""
        return any(who in sharing for sharing in (*news.fans, *news.tagged, *(of for of, _ in news.titled)))

    def crowd(self, news: About, but: Collection[str]) -> Crowd:
        """Those who would like to hear it, and how well it suits them; nobody whose id is in `but`."""
        reasons = [
            *(self._reason(sharing, LIKES * self._weight(len(sharing))) for sharing in news.fans),
            *(self._reason(sharing, TAGGED * self._weight(len(sharing))) for sharing in news.tagged),
            *(self._reason(sharing, weight, work=True) for sharing, weight in news.titled),
        ]
        reached = reduce(or_, (reason.bits for reason in reasons), 0)
        # A word of what they offer adds to another reason, and is none by itself.
        reasons += [self._reason(sharing, weight, work=True) for sharing, weight in news.offering]
        return Crowd(reasons, reached & ~self._bits(but), self._ids)

    def together(self, groups: Iterable[Collection[str]]) -> int:
        """Everybody of these groups of ids, as the bits that a crowd is asked by; each is read once."""
        every = 0
        for group in groups:
            if id(group) not in self._read:
                self._read[id(group)] = (group, self._bits(group))
            every |= self._read[id(group)][1]
        return every

    def _reason(self, sharing: _Sharing, weight: float, *, work: bool = False) -> Reason:
        return Reason(sharing, self.together([sharing]), weight, work)

    def _bits(self, people: Iterable[str]) -> int:
        ranks = self._ranks
        return bits_of([ranks[who] for who in people if who in ranks])

    def listener(self, who: str, news: About, score: float, told: date | None = None) -> Listener:
        """The one of that id, with the reasons; `told` is the day on which you told them."""
        return Listener(
            self._contacts[who],
            likes=_texts(who, news.fans),
            tags=_texts(who, news.tagged),
            work=_texts(who, [sharing for sharing, _ in (*news.titled, *news.offering)]),
            score=score,
            told=told,
        )

    def place(self, one: Listener) -> tuple[float, int]:
        """The order of listeners: whom it suits best, then the closer circle, then by id."""
        return -one.score, self._ranks[one.contact.id]

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
    def _in_order(self) -> list[Contact]:
        """Everybody by circle, then by id."""
        return sorted(self.people, key=lambda one: (-self.config.circle(one.circle).weight, one.id))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Everybody's place in this order."""
        return {contact.id: place for place, contact in enumerate(self._in_order)}

    @cached_property
    def _ids(self) -> list[str]:
        return [contact.id for contact in self._in_order]

    @cached_property
    def _read(self) -> dict[int, tuple[Collection[str], int]]:
        """Groups as bits, by which object it is, and the group, so that no other comes in its place."""
        return {}

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
        found: dict[str, dict[str, str]] = {}
        for contact in self._in_order:
            for text in values(contact, field) if open_field(contact, field) else ():
                for topic in topics(text):
                    found.setdefault(topic, {}).setdefault(contact.id, say + text)
        return found

    def _telling(self, text: str) -> Iterator[str]:
        return (word.sense for word in words_in(text, self.synonyms) if tells(word))

    def _topic(self, text: str) -> str:
        """What an interest or a tag is compared by: `#grant` is about `grants`."""
        if text not in self._topics:
            senses = (word.sense for word in words_in(text, self.synonyms))
            self._topics[text] = " ".join(senses) or fold(text)
        return self._topics[text]

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {}


def _texts(who: str, shared: Iterable[_Sharing]) -> tuple[str, ...]:
    found = [sharing[who] for sharing in shared if who in sharing]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def topic_words(line: LogLine, synonyms: Synonyms) -> tuple[str, ...]:
    """The senses of the telling words of a line; its tags and words of the calendar are none of them."""
    words = words_in(_TAG.sub(" ", line.text), synonyms)
    return tuple(word.sense for word in words if word.form not in CALENDAR_WORDS)


def _and(texts: tuple[str, ...]) -> str:
    return listed([text.replace("-", " ") for text in texts])
