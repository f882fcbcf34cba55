"""Needs on one side, offers on the other, and which of them meet (S14). A wrong match is worse than none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from math import log
from typing import TYPE_CHECKING, Literal

from karma.core.matching.notice import notice_of, tells, values
from karma.core.matching.shelf import Shelf, place
from karma.core.matching.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from karma.core.book import Contact
    from karma.core.matching.notice import Notice
    from karma.core.matching.synonyms import Synonyms
    from karma.core.matching.words import Part, Word

Side = Literal["needs", "offers"]
FEW_TEXTS = 100
"""A book with fewer needs and offers is counted as one with so many, so that two of two are not common."""
COMMON_TEXTS, COMMON_SHARE, COMMON_AT_MOST = 10, 0.05, 200
"""A word in more texts than these, and in more than this share of them, is common, and so is one in more than
so many. It has to be the thing itself that is asked for: that somebody has to do with it tells nothing."""
LOOKED_AT = 30
"""So many of the texts about a common thing are compared: any is as good as the next."""
BEHIND = 0.5
"""What a word counts that is not asked for, but says how or where: `a lawyer for the loft lease`."""
AS_GOOD = 0.85
"""Beside the best expert for a need only those are named who are nearly as good."""
MOST = 3
_WORK = ("org", "title", "tags", "interests")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A need that an offer meets; `words` are those in common, as the need has them.

    `score` ranks: rare words weigh more, and so does what is asked for.
    """

    need: Notice
    offer: Notice
    score: float
    words: tuple[str, ...]


_Index = dict[str, list["Notice"]]
"""The notices of one side by a word or an id."""


@dataclass(frozen=True)
class Market:
    """The open needs and offers of `people`, each index made when somebody first asks for it."""

    people: tuple[Contact, ...]
    synonyms: Synonyms

    @cached_property
    def needs(self) -> tuple[Notice, ...]:
        """Everybody's needs, in the order of the people."""
        return tuple(self._notices("needs"))

    @cached_property
    def offers(self) -> tuple[Notice, ...]:
        """Everybody's offers, in the order of the people."""
        return tuple(self._notices("offers"))

    def notice(self, contact: Contact, text: str) -> Notice:
        """A text of somebody's, read."""
        return notice_of(contact, text, self.synonyms)

    def weight(self, sense: str) -> float:
        """From 1 for a word in one text to 0 for one that is in all of them."""
        return self._weights.get(sense, 1.0)

    def rare(self, word: Word) -> bool:
        """True when so few texts have the word that it tells people apart."""
        return word.sense not in self._common

    def meet(self, need: Notice, offer: Notice) -> Meeting | None:
        """How well the offer meets the need; None when it does not, or when both are one person's."""
        score = self._score(need, offer, need.asked)
        return None if score is None else _meeting(score, need, offer)

    def at_most(self, need: Notice) -> float:
        """How good an expert for the need could be who has every word of it; a little more for rounding."""
        asked = need.asked
        weights = (self.weight(sense) * (1 if sense in asked else BEHIND) for sense in need.words)
        return sum(weights) + 1e-5

    def experts(self, need: Notice) -> tuple[Meeting, ...]:
        """The offers that meet the need, the best first, one for each person and all nearly as good."""
        return tuple(self.each_expert(need))

    def each_expert(self, need: Notice) -> Iterator[Meeting]:
        """`experts`, one by one: of those for a common thing the first few are enough for most who ask."""
        close = {id(offer): offer for offer in self._sharing(need, (), "offers")}
        plainly: list[tuple[float, Notice]] = []
        if need.things and (shelf := self._shelf(thing := need.words[need.things[0][-1].sense])):
            for offer in shelf.sharing_more(need.words.keys() - {thing.sense}):
                close[id(offer)] = offer
            plainly = shelf.plainly(thing, self.weight(thing.sense), of_any_sort=len(need.things[0]) == 1)
        asked = need.asked
        scored = [
            (score, one) for one in close.values() if (score := self._score(need, one, asked)) is not None
        ]
        scored.sort(key=place)
        if plainly and scored and plainly[0][0] < AS_GOOD * scored[0][0]:
            plainly = []
        me = need.contact.id
        others = (found for found in plainly if id(found[1]) not in close and found[1].contact.id != me)
        found = merge(scored, others, key=place) if scored and plainly else scored or others
        return _nearly_as_good(need, found)

    def askers(self, offer: Notice) -> tuple[Meeting, ...]:
        """The needs that the offer meets, the best first, one for each person."""
        return _best(self.meet(need, offer) for need in self._sharing(offer, offer.heads, "needs"))

    def between(self, needer: Contact, expert: Contact) -> Meeting | None:
        """The best meeting of a need of the one with an offer of the other."""
        needs, offers = self._of("needs").get(needer.id, ()), self._of("offers").get(expert.id, ())
        return next(iter(_best(self.meet(need, offer) for need in needs for offer in offers)), None)

    def work(self, contact: Contact) -> frozenset[str]:
        """The senses of the words that say what somebody does and likes."""
        if contact.id not in self._work:
            texts = (
                text for field in _WORK if field not in contact.private for text in values(contact, field)
            )
            senses = (word.sense for text in texts for word in words_in(text, self.synonyms))
            self._work[contact.id] = frozenset(senses)
        return self._work[contact.id]

    def _score(self, need: Notice, offer: Notice, asked: Collection[str]) -> float | None:
        """How well the offer meets the need, of which `asked` is asked for; None when it does not."""
        shared = need.words.keys() & offer.words.keys()
        if not shared or need.contact.id == offer.contact.id:
            return None
        if shared.isdisjoint(asked) or not any(tells(need.words[sense]) for sense in shared):
            return None
        if len(shared) == 1 and not self._alone(need.things[0], offer, *shared):
            return None
        score = sum(
            self.weight(sense)
            * need.words[sense].likeness(offer.words[sense])
            * (1 if sense in asked else BEHIND)
            for sense in shared
        )
        return round(score, 6)

    def _alone(self, asked: Part, offer: Notice, sense: str) -> bool:
        """Whether one word in common is enough.

        It has to be the thing itself on both sides, of no other sort: a tax lawyer is no patent lawyer. Where
        it only says which (`sail loft`, `sail repair`), the expert's line of work has to say it too.
        """
        rare = self.rare(offer.words[sense])
        if rare and offer.words[sense].foreign:
            return True
        for part in offer.things:
            if any(word.sense == sense for word in part):
                if asked[-1].sense == sense == part[-1].sense:
                    if len(asked) == 1 or len(part) == 1:
                        return True
                elif rare and sense in self.work(offer.contact):
                    return True
        return False

    def _notices(self, side: Side) -> Iterator[Notice]:
        for contact in self.people:
            if side not in contact.private:
                yield from (self.notice(contact, text) for text in getattr(contact, side))

    @cached_property
    def _texts(self) -> dict[str, int]:
        """In how many needs and offers each sense is."""
        counts: dict[str, int] = {}
        for notice in (*self.needs, *self.offers):
            for sense in notice.words:
                counts[sense] = counts.get(sense, 0) + 1
        return counts

    def _with(self, side: Side) -> _Index:
        """The notices of that side by the senses of their rare words."""
        return self._indexed("word", side, lambda one: one.words.keys() - self._common)

    def _headed(self, side: Side) -> _Index:
        """The notices of that side by what their things are."""
        return self._indexed("thing", side, lambda one: one.heads)

    def _of(self, side: Side) -> _Index:
        """The notices of each person by id."""
        return self._indexed("person", side, lambda one: (one.contact.id,))

    def _indexed(self, by: str, side: Side, keys: Callable[[Notice], Iterable[str]]) -> _Index:
        if (by, side) not in self._indexes:
            found = self._indexes[by, side] = {}
            for notice in getattr(self, side):
                for key in keys(notice):
                    found.setdefault(key, []).append(notice)
        return self._indexes[by, side]

    @cached_property
    def _indexes(self) -> dict[tuple[str, Side], _Index]:
        return {}

    @cached_property
    def _work(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _weights(self) -> dict[str, float]:
        texts = max(FEW_TEXTS, len(self.needs) + len(self.offers))
        return {sense: max(0.0, log(texts / count) / log(texts)) for sense, count in self._texts.items()}

    @cached_property
    def _common(self) -> frozenset[str]:
        """The senses that are in so many texts that they tell nobody apart."""
        texts = len(self.needs) + len(self.offers)
        most = min(max(COMMON_TEXTS, COMMON_SHARE * texts), COMMON_AT_MOST)
        return frozenset(sense for sense, count in self._texts.items() if count > most)

    def _sharing(self, notice: Notice, heads: Collection[str], side: Side) -> Iterator[Notice]:
        """The notices of that side that share a rare word with this one, or one of the heads."""
        for sense, word in notice.words.items():
            if not tells(word):
                continue
            if sense not in self._common:
                yield from self._with(side).get(sense, ())
            elif sense in heads:
                yield from self._headed(side).get(sense, ())[:LOOKED_AT]

    def _shelf(self, thing: Word) -> Shelf | None:
        """The first offers of a common thing, None for one that is rare or only says the sort of work."""
        if self.rare(thing) or not tells(thing):
            return None
        if thing.sense not in self._shelves:
            offers = self._headed("offers").get(thing.sense, ())[:LOOKED_AT]
            self._shelves[thing.sense] = Shelf(thing.sense, offers)
        return self._shelves[thing.sense]

    @cached_property
    def _shelves(self) -> dict[str, Shelf]:
        return {}


def _nearly_as_good(need: Notice, found: Iterable[tuple[float, Notice]]) -> Iterator[Meeting]:
    """The offers, sorted by how good they are, that are nearly as good as the first, one for each person."""
    enough = None
    seen: set[str] = set()
    for score, offer in found:
        enough = AS_GOOD * score if enough is None else enough
        if score < enough:
            return
        if offer.contact.id not in seen:
            seen.add(offer.contact.id)
            yield _meeting(score, need, offer)


def _meeting(score: float, need: Notice, offer: Notice) -> Meeting:
    shared = need.words.keys() & offer.words.keys()
    return Meeting(need, offer, score, tuple(sorted([need.words[one].form for one in shared])))


def _best(found: Iterable[Meeting | None]) -> tuple[Meeting, ...]:
    ranked = sorted((one for one in found if one), key=_place)
    best: dict[tuple[str, str], Meeting] = {}
    for one in ranked:
        if one.score >= AS_GOOD * ranked[0].score:
            best.setdefault((one.need.contact.id, one.offer.contact.id), one)
    return tuple(best.values())


def _place(one: Meeting) -> tuple[float, str, str, str, str]:
    return -one.score, one.need.contact.id, one.offer.contact.id, one.need.text, one.offer.text
