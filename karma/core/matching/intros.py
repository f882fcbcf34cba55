"""The life of an introduction: proposed, made, followed up. All of it is read off the files (S14)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from karma.core.dates import add_days
from karma.core.each import kept
from karma.core.lazily import Lazily
from karma.core.matching.already import LET_GO_DAYS, Already, by_day, said_in
from karma.core.matching.followed import followed
from karma.core.matching.markets import market_of
from karma.core.matching.meeting import meeting
from karma.core.matching.people import acquainted
from karma.core.matching.reading import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.already import Made
    from karma.core.matching.market import Market
    from karma.core.matching.shelf import Scored
    from karma.core.referrals.referral import Pipeline

State = Literal["proposed", "made", "followed-up"]
FOLLOW_UP_DAYS = 14
"""So long after an introduction it is time to ask what became of it."""

MOST = 3
"""Nobody is introduced to more people for one need."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Somebody with a need, and an expert who could help.

    `need` and `offer` are the words of the two files; for one that was made without a match, `need` is what
    the log says and `offer` is empty. `made` is the day of the newest introduction, `followed_up` the day of
    the first line after it that speaks of both. `score` ranks proposals; `words` are those in common.
    """

    needer: Contact
    expert: Contact
    need: str
    offer: str = ""
    score: float = 0.0
    words: tuple[str, ...] = ()
    made: date | None = None
    followed_up: date | None = None

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.followed_up:
            return "followed-up"
        return "made" if self.made else "proposed"

    def waits(self, today: date) -> bool:
        """True when it is time to ask what became of it."""
        if self.made is None or self.followed_up:
            return False
        return FOLLOW_UP_DAYS <= (today - self.made).days <= LET_GO_DAYS


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that nobody's offer meets, or only those whom you introduced for it long ago."""

    contact: Contact
    need: str


@dataclass(frozen=True, slots=True)
class Introductions:
    """Those to propose, the best first; those made, by day; those that were followed up, by day.

    `unmet` are needs for which there is nobody to introduce, in the order of the people.
    """

    proposed: Sequence[Introduction]
    made: tuple[Introduction, ...]
    followed_up: tuple[Introduction, ...]
    unmet: Sequence[Unmet]

    def to_follow_up(self, today: date) -> tuple[Introduction, ...]:
        """Those made a while ago after which nothing is in the log, the oldest first."""
        return tuple(one for one in self.made if one.waits(today))


def introductions(book: Book, today: date, pipeline: Pipeline, *, so_far: bool = True) -> Introductions:
    """Every introduction: as of this morning, with `so_far` as of now.

    Nobody is proposed who is archived, hidden, snoozed or to be left alone, no private field speaks, and
    nobody is introduced to who they know already, unless it was by you and for something else. While an
    introduction for a need is under way, no other is proposed for it. `pipeline` is of the same moment: a
    referral that you sent out is an introduction made.
    """
    return Matchmaker(book, today, pipeline, so_far).introductions()


Proposed = tuple[float, int, int]
"""One to introduce: how well it suits, and the numbers of the need and of the offer in the market."""


_need = itemgetter(1)


@dataclass(frozen=True)
class Matchmaker:
    """What `introductions` gathers, each part for itself: the first page wants few of them."""

    book: Book
    today: date
    pipeline: Pipeline
    so_far: bool

    def introductions(self) -> Introductions:
        """All of them."""
        made = tuple(self.made())
        return Introductions(
            Lazily(self.pairs, self.introduction, self.in_order),
            tuple(one for one in made if not one.followed_up),
            tuple(one for one in made if one.followed_up),
            Lazily(self.alone, self.unmet),
        )

    def made(self) -> Iterator[Introduction]:
        """Each pair that you introduced, with the newest day that says so, by day."""
        newest = {frozenset((one.needer.id, one.expert.id)): one for one in self._said}
        for one in sorted(newest.values(), key=by_day):
            yield self._introduced(one)

    def proposals(self) -> Iterator[Introduction]:
        """Whom to introduce, the best first; a need is looked at when it could be met as well as any left."""
        return map(self.introduction, self._by_text(self._best_first()))

    @property
    def pairs(self) -> list[Proposed]:
        """All to propose, in the order of the needs, each with its experts."""
        return self._met[0]

    def pairs_of(self, who: str) -> list[Proposed]:
        """Those for the needs of one person, by id, whether or not all have been found already."""
        needs = self.market.needs_of(who)
        if "_met" in vars(self):
            first, end = (bisect_left(self.pairs, at, key=_need) for at in (needs.start, needs.stop))
            return self.pairs[first:end]
        return [(score, need, offer) for need in needs for score, offer in self._fresh(need)]

    @property
    def alone(self) -> list[int]:
        """The needs, by number, for which there is nobody to introduce."""
        return self._met[1]

    @cached_property
    def _met(self) -> tuple[list[Proposed], list[int]]:
        """The pairs, and the needs that are left alone."""
        market = self.market
        if market.key is None:
            return self._meet()
        about = market.key, self._already.key, self.today.toordinal()
        return kept("introductions", self.book, about, self._meet)

    def _meet(self) -> tuple[list[Proposed], list[int]]:
        every = self._every
        pairs = [(score, need, offer) for need, best in enumerate(every) for score, offer in best]
        return pairs, [need for need, best in enumerate(every) if not best and not self._provided_for(need)]

    def in_order(self, pairs: Sequence[Proposed]) -> list[Proposed]:
        """Some of the pairs, the best first."""
        needs, offers = self.market.asked.owners, self.market.offered.owners
        keys = [(-score, needs[need], offers[offer]) for score, need, offer in pairs]
        ranked = [pairs[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]
        return ranked if len(set(keys)) == len(keys) else list(self._by_text(ranked))

    def _best_first(self) -> Iterator[Proposed]:
        """All pairs by how well they suit, then by needer and expert."""
        market = self.market
        waiting: list[tuple[float, int, int, Proposed]] = []
        every = [(market.at_most(text), numbers) for text, numbers in market.asked.texts.alike.items()]
        for most, numbers in sorted(every, key=lambda one: -one[0]):
            while waiting and -waiting[0][0] > most:
                yield heappop(waiting)[-1]
            for need in numbers:
                for score, offer in self._fresh(need):
                    people = market.asked.owners[need], market.offered.owners[offer]
                    heappush(waiting, (-score, *people, (score, need, offer)))
        while waiting:
            yield heappop(waiting)[-1]

    def _by_text(self, pairs: Iterable[Proposed]) -> Iterator[Proposed]:
        """The pairs in this order, those that are as good for the same two by the text of the need."""
        market = self.market

        def same(one: Proposed) -> tuple[float, int, int]:
            return one[0], market.asked.owners[one[1]], market.offered.owners[one[2]]

        for _, alike in groupby(pairs, key=same):
            found = list(alike)
            yield from (
                found if len(found) == 1 else sorted(found, key=lambda one: market.asked.notice(one[1]).text)
            )

    def introduction(self, one: Proposed) -> Introduction:
        """Which one that is; it is made once, since two people have it on their pages."""
        if one not in self._introductions:
            self._introductions[one] = self._introduction(one)
        return self._introductions[one]

    @cached_property
    def _introductions(self) -> dict[Proposed, Introduction]:
        return {}

    def _introduction(self, one: Proposed) -> Introduction:
        score, need_at, offer_at = one
        need, offer = self.market.asked.notice(need_at), self.market.offered.notice(offer_at)
        words = meeting(score, need, offer).words
        return Introduction(need.contact, offer.contact, need.text, offer.text, score, words)

    def unmet(self, need: int) -> Unmet:
        """Which need that is."""
        notice = self.market.asked.notice(need)
        return Unmet(notice.contact, notice.text)

    def _provided_for(self, need: int) -> bool:
        """True for a need of somebody who knows an expert, or is being introduced to one."""
        needer, read = self.market.asked.owner(need), self.market.asked.reading(need)
        experts = self.market.best(read, needer).people
        return self._already.knows_any(needer.id, experts) or self._already.under_way(
            needer.id, read, experts, self.today
        )

    @property
    def _every(self) -> list[Sequence[Scored]]:
        """For each need, by number, the best whom they do not know yet."""
        market, already = self.market, self._already
        found: list[Sequence[Scored]] = [()] * len(market.asked.owners)
        for text, numbers in market.asked.texts.alike.items():
            best = market.best(reading(text))
            most = best.offers[:MOST]
            for need in numbers:
                who = market.asked.owner(need).id
                if who in best.people or already.concerns(who, best.people):
                    found[need] = self._fresh(need)
                else:
                    found[need] = most
        return found

    def _fresh(self, need: int) -> Sequence[Scored]:
        """The best whom they do not know yet, none while an introduction for the need is under way."""
        needer, read = self.market.asked.owner(need), self.market.asked.reading(need)
        best, already = self.market.best(read, needer), self._already
        if not already.concerns(needer.id, best.people):
            return best.offers[:MOST]
        if already.under_way(needer.id, read, best.people, self.today):
            return ()
        experts = ((self.market.offered.owner(one[1]).id, one) for one in best.offers)
        return list(islice((one for who, one in experts if already.new(needer.id, read, who)), MOST))

    def _introduced(self, one: Made) -> Introduction:
        matched = self.market.between(one.needer, one.expert)
        return Introduction(
            needer=one.needer,
            expert=one.expert,
            need=one.text or (matched.need.text if matched else ""),
            offer=matched.offer.text if matched else "",
            score=matched.score if matched else 0.0,
            words=matched.words if matched else (),
            made=one.day,
            followed_up=followed(one, self.book, self._before),
        )

    @cached_property
    def market(self) -> Market:
        """The needs and offers."""
        return market_of(self.book, self.today)

    @cached_property
    def _before(self) -> date:
        return add_days(self.today, 1) if self.so_far else self.today

    @cached_property
    def _said(self) -> list[Made]:
        return said_in(self.book, self._before, self.pipeline)

    @cached_property
    def _already(self) -> Already:
        return Already(acquainted(self.book, self._before, by_you=False), self._said)
