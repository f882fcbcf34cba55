"""The life of an introduction: proposed, made, followed up. All of it is read off the files (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Literal

from karma.core.dates import add_days
from karma.core.matching.already import LET_GO_DAYS, Already, by_day, pair_of, said_in
from karma.core.matching.market import MOST, Market
from karma.core.matching.people import acquainted
from karma.core.matching.synonyms import synonyms_in
from karma.core.once import once_per_book
from karma.core.touch import newest_first
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.already import Made
    from karma.core.matching.market import Meeting
    from karma.core.matching.notice import Notice
    from karma.core.referrals.referral import Pipeline

State = Literal["proposed", "made", "followed-up"]
FOLLOW_UP_DAYS = 14
"""So long after an introduction it is time to ask what became of it."""


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

    proposed: tuple[Introduction, ...]
    made: tuple[Introduction, ...]
    followed_up: tuple[Introduction, ...]
    unmet: tuple[Unmet, ...]

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
    of = Matchmaker(book, today, pipeline, so_far)
    made = tuple(of.made())
    return Introductions(
        tuple(of.proposals()),
        tuple(one for one in made if not one.followed_up),
        tuple(one for one in made if one.followed_up),
        tuple(of.unmet()),
    )


@dataclass(frozen=True)
class Matchmaker:
    """What `introductions` gathers, each part for itself: the first page wants few of them."""

    book: Book
    today: date
    pipeline: Pipeline
    so_far: bool

    def made(self) -> Iterator[Introduction]:
        """Each pair that you introduced, with the newest day that says so, by day."""
        return _made(self._said, self.book, self._before, self._market)

    def proposals(self) -> Iterator[Introduction]:
        """Whom to introduce, the best first; a need is looked at when it could be met as well as any left."""
        waiting: list[tuple[_Place, Introduction]] = []
        for most, need in sorted(((self._market.at_most(one), one) for one in self._market.needs), key=_most):
            while waiting and -waiting[0][0][0] > most:
                yield heappop(waiting)[1]
            for one in map(_proposal, self._fresh(need)):
                heappush(waiting, (_best_first(one), one))
        while waiting:
            yield heappop(waiting)[1]

    def unmet(self) -> Iterator[Unmet]:
        """The needs for which there is nobody to introduce, in the order of the people."""
        for need in self._market.needs:
            if self._fresh(need) or self._already.under_way(need, self._market, self.today):
                continue
            if not any(map(self._already.know, self._market.experts(need))):
                yield Unmet(need.contact, need.text)

    def _fresh(self, need: Notice) -> list[Meeting]:
        """The best whom they do not know yet, none while an introduction for the need is under way."""
        if id(need) not in self._found:
            under_way = self._already.under_way(need, self._market, self.today)
            new = () if under_way else filter(self._already.new, self._market.each_expert(need))
            self._found[id(need)] = list(islice(new, MOST))
        return self._found[id(need)]

    @cached_property
    def _found(self) -> dict[int, list[Meeting]]:
        return {}

    @cached_property
    def _before(self) -> date:
        return add_days(self.today, 1) if self.so_far else self.today

    @cached_property
    def _market(self) -> Market:
        return market_of(self.book, self.today)

    @cached_property
    def _said(self) -> list[Made]:
        return said_in(self.book, self._before, self.pipeline, self._market.synonyms)

    @cached_property
    def _already(self) -> Already:
        return Already(acquainted(self.book, self._before, by_you=False), self._said)


@once_per_book
def market_of(book: Book, today: date) -> Market:
    """The needs and offers of everybody who may be proposed; who is hidden is not named to others."""
    people = tuple([one for one in proposable_people(book, today) if not one.hidden])
    return Market(people, synonyms_in(book))


def _proposal(one: Meeting) -> Introduction:
    need, offer = one.need, one.offer
    return Introduction(need.contact, offer.contact, need.text, offer.text, one.score, one.words)


def _made(said: Iterable[Made], book: Book, before: date, market: Market) -> Iterator[Introduction]:
    """Each pair that you introduced, with the newest day that says so, by day."""
    newest = {pair_of(one.needer, one.expert): one for one in said}
    for one in sorted(newest.values(), key=by_day):
        matched = market.between(one.needer, one.expert)
        yield Introduction(
            needer=one.needer,
            expert=one.expert,
            need=one.text or (matched.need.text if matched else ""),
            offer=matched.offer.text if matched else "",
            score=matched.score if matched else 0.0,
            words=matched.words if matched else (),
            made=one.day,
            followed_up=_followed(one, book, before),
        )


def _followed(made: Made, book: Book, before: date) -> date | None:
    """The day of the first line after the introduction that speaks of the other one in either file.

    On the day itself only a stage can: `reached with [[x]]`.
    """
    days = (
        line.date
        for mine, other in ((made.needer, made.expert), (made.expert, made.needer))
        for line in takewhile(lambda line: line.date >= made.day, newest_first(mine, before))
        if _speaks_of(line, other, made.day, book)
    )
    return min(days, default=None)


def _speaks_of(line: LogLine, other: Contact, made: date, book: Book) -> bool:
    if not line.parties and "[[" not in line.text:
        return False
    if line.verb == "intro" or (line.date == made and book.config.verbs[line.verb].kind != "stage"):
        return False
    return any(person and person.id == other.id for person in map(book.resolve, line.links))


_Place = tuple[float, str, str, str]


def _most(found: tuple[float, Notice]) -> float:
    return -found[0]


def _best_first(one: Introduction) -> _Place:
    return -one.score, one.needer.id, one.expert.id, one.need
