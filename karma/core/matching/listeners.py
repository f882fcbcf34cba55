"""Who would like to hear a piece of news, and why: what they like, and their line of work (S6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import compress
from math import log
from operator import or_
from typing import TYPE_CHECKING, Any

from karma.core.each import EVER
from karma.core.matching.crowd import Crowd, Reason, bits_of
from karma.core.matching.reading import offers_said
from karma.core.matching.sharing import Sharing, shared, shared_offers
from karma.core.matching.synonyms import synonyms_from
from karma.core.matching.tastes import interests_said, offers_told, tags_said, taste_key, title_said, topic
from karma.core.once import once_per_book
from karma.core.phrases import listed
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.each import Each
    from karma.core.matching.synonyms import Synonyms

FEW_PEOPLE = 100
LIKES, TAGGED, WORKS_IN = 1.0, 0.5, 0.5
"""What a shared interest weighs, a shared tag, and a word of their work; less for what many share."""
RARE_SHARE = 0.05
"""A word of the work of more people than this share tells nothing about any of them."""


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
    with what that weighs, for each of the words that tell something about the `work` of few.
    """

    words: tuple[str, ...]
    fans: tuple[Sharing, ...]
    tagged: tuple[Sharing, ...]
    titled: tuple[tuple[Sharing, float], ...]
    offering: tuple[tuple[Sharing, float], ...]
    work: tuple[str, ...]

    def is_liked(self, place: int) -> bool:
        """True when the one at that place likes something that it is about."""
        return any(place in one.places for one in self.fans)

    def is_tagged(self, place: int) -> bool:
        """True when they have a tag that it is about."""
        return any(place in one.places for one in self.tagged)


class Audience:
    """Everybody whom one may tell, by what they like and do; each index made when first asked for.

    Everybody has a place: by circle, the closest first, then by id. `values` gives what a rule says of each
    of the people.
    """

    def __init__(
        self,
        people: Sequence[Contact],
        config: Config,
        values: Callable[[Each[Any]], Sequence[Any]] | None = None,
    ) -> None:
        """Without `values` each of the people is asked."""
        self._config = config
        self._values = values or (lambda rule: [rule(one, config, EVER) for one in people])
        weights = {circle: config.circle(circle).weight for circle in {one.circle for one in people}}
        by_id = sorted(enumerate(people), key=lambda one: one[1].id)
        by_id.sort(key=lambda one: -weights[one[1].circle])
        self._order = [at for at, _ in by_id]
        self.people = [contact for _, contact in by_id]

    def about(self, tags: Iterable[str], topics: Iterable[str]) -> About:
        """What a line with these tags and telling words speaks of. What many do at work tells nothing."""
        about = dict.fromkeys(self._topic(tag) for tag in tags)
        words = dict.fromkeys(topics)
        few = max(FEW_PEOPLE, len(self.people)) * RARE_SHARE
        work = {
            word: WORKS_IN * self._weight(have) for word in words if 0 < (have := self._at_work(word)) <= few
        }
        return About(
            tuple(words),
            tuple([self._fans[topic] for topic in about | words if topic in self._fans]),
            tuple([self._tagged[topic] for topic in about if topic in self._tagged]),
            tuple([(self._titled[word], work[word]) for word in work if word in self._titled]),
            tuple([(self._offering[word], work[word]) for word in work if word in self._offering]),
            tuple(work),
        )

    def touches(self, news: About, who: str) -> bool:
        """Whether it has anything to do with the one of that id; an offer is no reason by itself."""
        place = self.places.get(who, -1)
        return any(place in one.places for one in (*news.fans, *news.tagged, *(of for of, _ in news.titled)))

    def crowd(self, news: About, but: Iterable[str]) -> Crowd:
        """Those who would like to hear it, and how well it suits them; nobody whose id is in `but`."""
        reasons = [
            *(Reason(one, LIKES * self._weight(len(one.places))) for one in news.fans),
            *(Reason(one, TAGGED * self._weight(len(one.places))) for one in news.tagged),
            *(Reason(one, weight, work=True) for one, weight in news.titled),
        ]
        reached = reduce(or_, (one.sharing.bits for one in reasons), 0)
        # A word of what they offer adds to another reason, and is none by itself.
        reasons += [Reason(one, weight, work=True) for one, weight in news.offering]
        return Crowd(reasons, reached & ~self.bits(but))

    def bits(self, ids: Iterable[str]) -> int:
        """These people as the bits that a crowd is asked by."""
        places = self.places
        return bits_of([places[who] for who in ids if who in places])

    def listener(self, place: int, news: About, score: float, told: date | None = None) -> Listener:
        """The one at that place, with the reasons; `told` is the day on which you told them."""
        return Listener(
            self.people[place],
            likes=_texts(place, news.fans),
            tags=_texts(place, news.tagged),
            work=_texts(place, [sharing for sharing, _ in (*news.titled, *news.offering)]),
            score=score,
            told=told,
        )

    def _weight(self, sharing: int) -> float:
        """1 for what one has alone, 0 for what everybody has."""
        people = max(FEW_PEOPLE, len(self.people))
        return max(0.0, log(people / sharing) / log(people))

    def _at_work(self, topic: str) -> int:
        """How many have the word in a title or an offer, who has it in both counted twice."""
        return sum(len(index[topic].places) for index in (self._titled, self._offering) if topic in index)

    @property
    def key(self) -> list[bytes]:
        """The same key, the same people who like and do the same, and in the same order."""
        return list(self._values(taste_key))

    @cached_property
    def places(self) -> dict[str, int]:
        """Everybody's place by id."""
        return {contact.id: place for place, contact in enumerate(self.people)}

    @cached_property
    def _fans(self) -> Mapping[str, Sharing]:
        return shared(self._said(interests_said))

    @cached_property
    def _tagged(self) -> Mapping[str, Sharing]:
        return shared(self._said(tags_said))

    @cached_property
    def _titled(self) -> Mapping[str, Sharing]:
        return shared(self._said(title_said))

    @cached_property
    def _offering(self) -> Mapping[str, Sharing]:
        return shared_offers(self._said(offers_said), lambda: self._offers)

    @cached_property
    def _offers(self) -> list[tuple[str, ...]]:
        return self._said(offers_told)

    def _said(self, rule: Each[Any]) -> list[Any]:
        """What the rule says of each, by place."""
        said = self._values(rule)
        return [said[at] for at in self._order]

    @property
    def synonyms(self) -> Synonyms:
        """What the settings say."""
        return synonyms_from(self._config.synonyms)

    def _topic(self, text: str) -> str:
        return topic(text, self.synonyms)


@once_per_book
def audience_of(book: Book, today: date) -> Audience:
    """Everybody of a book whom one may tell."""
    people = proposable_people(book, today)
    ids = {one.id for one in people}
    among = [one.id in ids for one in book.contacts]
    return Audience(people, book.config, lambda rule: list(compress(rule.values(book, EVER), among)))


def _texts(place: int, shared: Iterable[Sharing]) -> tuple[str, ...]:
    found = [sharing.text(place) for sharing in shared if place in sharing.places]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _and(texts: tuple[str, ...]) -> str:
    return listed([text.replace("-", " ") for text in texts])
