"""Needs on one side, offers on the other, and which of them meet (S14). A wrong match is worse than none."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from karma.core.matching.meeting import AS_GOOD, Meeting, best_of, meeting
from karma.core.matching.notice import Notice, tells, values
from karma.core.matching.rarity import Rarity
from karma.core.matching.reading import reading_of, said_of, senses
from karma.core.matching.shelf import Shelf
from karma.core.matching.stand import Stand, first
from karma.core.matching.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.matching.reading import Reading
    from karma.core.matching.shelf import Scored
    from karma.core.matching.synonyms import Synonyms
    from karma.core.matching.words import Part, Word

Side = Literal["needs", "offers"]
Key = tuple[tuple[tuple[str, ...], ...], tuple[bytes, ...]]
"""The synonyms, and a digest of what each says who needs or offers something."""
LOOKED_AT = 30
"""So many of the texts about a common thing are compared: any is as good as the next."""
BEHIND = 0.5
"""What a word counts that is not asked for, but says how or where: `a lawyer for the loft lease`."""
WORK = ("org", "title", "tags", "interests")
"""The fields that say what somebody does and likes."""


class Best(NamedTuple):
    """The offers that meet a need: the best first, one for each person and all nearly as good.

    `people` are the ids of those whose offers they are.
    """

    offers: tuple[Scored, ...]
    people: frozenset[str]


@dataclass(slots=True)
class _Known:
    """What was found out on a market so far, by numbers and ids: it holds on each that has the same key.

    `best` are the best offers by what the need says, `ranked` by those that meet it, `shelves` the offers of
    a thing by its sense, and `work` the senses of what somebody does, by id.
    """

    rarity: Rarity | None = None
    best: dict[str, Best] = field(default_factory=dict)
    ranked: dict[tuple[Scored, ...], Best] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    work: dict[str, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def _known(_key: Key) -> _Known:
    """Who goes on running, with a book that changed, need not find it out again."""
    return _Known()


@dataclass(frozen=True)
class Market:
    """The open needs and offers of `people`, each index made when somebody first asks for it.

    `said` are the needs and the offers of each of them as `said_of` gives them, where that is known. Needs
    and offers have numbers, in the order of the people; so the market speaks of many without naming them.
    `key` is the same where all that is told here is; None where nobody knows.
    """

    people: tuple[Contact, ...]
    synonyms: Synonyms
    said: Mapping[Side, Sequence[str | None]] = field(default_factory=dict, repr=False)
    key: Key | None = field(default=None, repr=False)

    @cached_property
    def asked(self) -> Stand:
        """Everybody's needs."""
        return self._stand("needs")

    @cached_property
    def offered(self) -> Stand:
        """Everybody's offers."""
        return self._stand("offers")

    @property
    def needs(self) -> tuple[Notice, ...]:
        """Everybody's needs, in the order of the people."""
        return self.asked.notices()

    @property
    def offers(self) -> tuple[Notice, ...]:
        """Everybody's offers, in the order of the people."""
        return self.offered.notices()

    def notice(self, contact: Contact, text: str) -> Notice:
        """A text of somebody's, read."""
        return Notice(contact, reading_of(text, self.synonyms), text)

    def weight(self, sense: str) -> float:
        """From 1 for a word in one text to 0 for one that is in all of them."""
        return self._rarity.weights.get(sense, 1.0)

    def rare(self, word: Word) -> bool:
        """True when so few texts have the word that it tells people apart."""
        return word.sense not in self._rarity.common

    def meet(self, need: Notice, offer: Notice) -> Meeting | None:
        """How well the offer meets the need; None when it does not, or when both are one person's."""
        if need.contact.id == offer.contact.id:
            return None
        score = self._score(need.reading, offer.reading, offer.contact)
        return None if score is None else meeting(score, need, offer)

    def at_most(self, need: str) -> float:
        """How good an expert could be who has every word of the need, which is in the notation.

        A little more, for rounding.
        """
        weight = self._rarity.weights
        every = sum([weight.get(sense, 1.0) for sense in senses(need)])
        if ";" not in need:
            return every + 1e-5
        asked = sum([weight.get(sense, 1.0) for sense in senses(need.partition(";")[0])])
        return asked + BEHIND * (every - asked) + 1e-5

    def experts(self, need: Notice) -> tuple[Meeting, ...]:
        """The offers that meet the need, the best first, one for each person and all nearly as good."""
        return tuple(
            meeting(score, need, self.offered.notice(number))
            for score, number in self.best(need.reading, need.contact).offers
        )

    def best(self, need: Reading, needer: Contact | None = None) -> Best:
        """The offers that meet a need of that person's, or of anybody's, by their numbers.

        Nobody is an expert for themselves: only for who would be, the others are looked for anew.
        """
        found = self._known.best.get(need.written)
        if found is None:
            found = self._known.best[need.written] = self._found(need, "")
        return self._found(need, needer.id) if needer and needer.id in found.people else found

    def askers(self, offer: Notice) -> tuple[Meeting, ...]:
        """The needs that the offer meets, the best first, one for each person."""
        numbers = self._sharing(offer.reading, offer.heads, "needs")
        return best_of(self.meet(self.asked.notice(number), offer) for number in numbers)

    def between(self, needer: Contact, expert: Contact) -> Meeting | None:
        """The best meeting of a need of the one with an offer of the other."""
        needs = [self.asked.notice(number) for number in self._of(needer.id, self.asked)]
        offers = [self.offered.notice(number) for number in self._of(expert.id, self.offered)]
        return next(iter(best_of(self.meet(need, offer) for need in needs for offer in offers)), None)

    def work(self, contact: Contact) -> frozenset[str]:
        """The senses of the words that say what somebody does and likes."""
        if contact.id not in self._known.work:
            texts = (
                text for field in WORK if field not in contact.private for text in values(contact, field)
            )
            senses = (word.sense for text in texts for word in words_in(text, self.synonyms))
            self._known.work[contact.id] = frozenset(senses)
        return self._known.work[contact.id]

    def _stand(self, side: Side) -> Stand:
        said = self.said.get(side) or (said_of(one, side, self.synonyms) for one in self.people)
        return Stand(self.people, side, said)

    def needs_of(self, who: str) -> range:
        """The numbers of the needs of the one of that id."""
        return self._of(who, self.asked)

    def offers_of(self, who: str) -> range:
        """The numbers of the offers of the one of that id."""
        return self._of(who, self.offered)

    def _of(self, who: str, stand: Stand) -> range:
        place = self._places.get(who)
        return range(0) if place is None else stand.of(place)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {contact.id: place for place, contact in enumerate(self.people)}

    def _found(self, need: Reading, but: str) -> Best:
        """The best offers for a need; nobody's whose id is `but`."""
        found = self._scored(need)
        if but:
            found = [one for one in found if self.offered.owner(one[1]).id != but]
        # Many needs are met by the same offers of a common thing, and equally well.
        alike = tuple(found)
        if alike not in self._known.ranked:
            self._known.ranked[alike] = self._rank(found)
        return self._known.ranked[alike]

    def _rank(self, found: list[Scored]) -> Best:
        """The best of these offers."""
        enough = AS_GOOD * max([score for score, _ in found], default=0.0)
        named: dict[str, Scored] = {}
        for score, who, number in self._in_order([one for one in found if one[0] >= enough]):
            named.setdefault(who, (-score, number))
        return Best(tuple(named.values()), frozenset(named))

    def _scored(self, need: Reading) -> list[Scored]:
        """The offers that meet the need and how well, in no order."""
        close = set(self._sharing(need, (), "offers"))
        plainly: list[Scored] = []
        if need.things and (shelf := self._shelf(thing := need.words[need.things[0][-1].sense])):
            close.update(shelf.sharing_more(need.words.keys() - {thing.sense}))
            plainly = shelf.plainly(thing, self.weight(thing.sense), of_any_sort=len(need.things[0]) == 1)
        stand = self.offered
        found = [
            (score, number)
            for number in close
            if (score := self._score(need, stand.reading(number), stand.owner(number))) is not None
        ]
        return found + [one for one in plainly if one[1] not in close] if close else plainly

    def _in_order(self, found: list[Scored]) -> list[tuple[float, str, int]]:
        """The best first, then by person and by text; each with its negated score and whose it is."""
        stand = self.offered
        ranked = sorted([(-score, stand.owner(number).id, number) for score, number in found])
        if len({one[:2] for one in ranked}) < len(ranked):
            ranked.sort(key=lambda one: (*one[:2], stand.notice(one[2]).text))
        return ranked

    def _score(self, need: Reading, offer: Reading, expert: Contact) -> float | None:
        """How well the offer of that expert meets somebody else's need; None when it does not."""
        shared = need.words.keys() & offer.words.keys()
        if not shared or shared.isdisjoint(need.asked):
            return None
        if not any(tells(need.words[sense]) for sense in shared):
            return None
        if len(shared) == 1 and not self._alone(need.things[0], offer, expert, *shared):
            return None
        score = sum(
            self.weight(sense)
            * need.words[sense].likeness(offer.words[sense])
            * (1 if sense in need.asked else BEHIND)
            for sense in shared
        )
        return round(score, 6)

    def _alone(self, asked: Part, offer: Reading, expert: Contact, sense: str) -> bool:
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
                elif rare and sense in self.work(expert):
                    return True
        return False

    @property
    def _rarity(self) -> Rarity:
        known = self._known
        if known.rarity is None:
            known.rarity = Rarity((self.asked.texts, self.offered.texts))
        return known.rarity

    @cached_property
    def _known(self) -> _Known:
        return _Known() if self.key is None else _known(self.key)

    def _sharing(self, read: Reading, heads: Collection[str], side: Side) -> Iterator[int]:
        """The texts of that side that share a rare word with this one, or one of the heads."""
        stand = self.asked if side == "needs" else self.offered
        for sense, word in read.words.items():
            if not tells(word):
                continue
            if sense not in self._rarity.common:
                yield from chain.from_iterable(stand.texts.having.get(sense, ()))
            elif sense in heads:
                yield from first(stand.texts.headed(sense), LOOKED_AT)

    def _shelf(self, thing: Word) -> Shelf | None:
        """The first offers of a common thing, None for one that is rare or only says the sort of work."""
        if self.rare(thing) or not tells(thing):
            return None
        if thing.sense not in self._known.shelves:
            numbers = first(self.offered.texts.headed(thing.sense), LOOKED_AT)
            offers = [(number, self.offered.reading(number)) for number in numbers]
            self._known.shelves[thing.sense] = Shelf(thing.sense, offers)
        return self._known.shelves[thing.sense]
