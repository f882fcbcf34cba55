"""The life of an introduction: proposed, made, followed up. All of it is read off the files (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Literal

from karma.core.dates import add_days
from karma.core.deeds import deeds
from karma.core.matching.listeners import topic_words
from karma.core.matching.market import MOST, Market
from karma.core.matching.people import acquainted, linked
from karma.core.matching.synonyms import synonyms_in
from karma.core.once import once_per_book
from karma.core.touch import newest_first
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.market import Meeting
    from karma.core.matching.notice import Notice
    from karma.core.matching.people import Pair
    from karma.core.matching.synonyms import Synonyms
    from karma.core.referrals.referral import Pipeline

State = Literal["proposed", "made", "followed-up"]
FOLLOW_UP_DAYS = 14
"""So long after an introduction it is time to ask what became of it."""
LET_GO_DAYS = 180
"""So long after it, it is left to the two; and a need that still stands may be met by somebody else."""


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
    before = add_days(today, 1) if so_far else today
    market = market_of(book, today)
    said = _said(book, before, pipeline, market.synonyms)
    made = tuple(_made(said, book, before, market))
    already = _Already(acquainted(book, before, by_you=False), _by_pair(said))
    proposed: list[Introduction] = []
    unmet: list[Unmet] = []
    for need in market.needs:
        if already.under_way(need, market, today):
            continue
        fresh = list(islice(filter(already.new, market.each_expert(need)), MOST))
        proposed += map(_proposal, fresh)
        if not fresh and not any(map(already.know, market.experts(need))):
            unmet.append(Unmet(need.contact, need.text))
    return Introductions(
        tuple(sorted(proposed, key=_best_first)),
        tuple(one for one in made if not one.followed_up),
        tuple(one for one in made if one.followed_up),
        tuple(unmet),
    )


@dataclass(frozen=True)
class _Already:
    """Who knows whom without you, and what you said when you introduced people."""

    known: frozenset[Pair]
    said: dict[Pair, list[_Made]]

    def under_way(self, need: Notice, market: Market, today: date) -> bool:
        """True when you introduced them for this need lately."""
        if need.contact.id not in self._introduced:
            return False
        days = map(self.introduced, market.experts(need))
        return any(day is not None and (today - day).days <= LET_GO_DAYS for day in days)

    def new(self, one: Meeting) -> bool:
        """True for two who do not know each other, and whom you did not introduce for this need."""
        return not self.know(one) and not self.introduced(one)

    def know(self, one: Meeting) -> bool:
        """True when the two know each other, whatever you did."""
        return _pair(one.need.contact, one.offer.contact) in self.known

    def introduced(self, one: Meeting) -> date | None:
        """The newest day on which you introduced the two for this need.

        It was for it when it has a word of it, or says nothing of what it was for.
        """
        if one.need.contact.id not in self._introduced:
            return None
        found = self.said.get(_pair(one.need.contact, one.offer.contact), ())
        days = [made.day for made in found if not made.words or made.words & one.need.words.keys()]
        return max(days, default=None)

    @cached_property
    def _introduced(self) -> frozenset[str]:
        """The ids of those whom you introduced to anybody."""
        return frozenset().union(*self.said)


@once_per_book
def market_of(book: Book, today: date) -> Market:
    """The needs and offers of everybody who may be proposed; who is hidden is not named to others."""
    people = tuple(one for one in book.contacts if not one.hidden and proposable(one, book, today))
    return Market(people, synonyms_in(book))


def _proposal(one: Meeting) -> Introduction:
    need, offer = one.need, one.offer
    return Introduction(need.contact, offer.contact, need.text, offer.text, one.score, one.words)


def _made(said: Iterable[_Made], book: Book, before: date, market: Market) -> Iterator[Introduction]:
    """Each pair that you introduced, with the newest day that says so, by day."""
    newest = {_pair(one.needer, one.expert): one for one in said}
    for one in sorted(newest.values(), key=_by_day):
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


@dataclass(frozen=True, slots=True)
class _Made:
    """One saying that you introduced two people, in the file of the first; `words` are its telling ones."""

    day: date
    needer: Contact
    expert: Contact
    text: str
    words: frozenset[str]


def _said(book: Book, before: date, pipeline: Pipeline, synonyms: Synonyms) -> list[_Made]:
    """Lines `intro to`, and the referrals that you sent out, by day."""
    lines = [
        (line.date, contact, other, line)
        for contact, deeds_of in deeds(book)
        for line in deeds_of
        if line.verb == "intro" and not line.inbound
        for other in linked(line, book)
    ]
    for one in pipeline.outbound:
        receiver = book.resolve(one.receiver) if one.receiver else None
        if receiver:
            lines.append((one.opened, one.prospect, receiver, one.line))
    found = [
        _Made(day, contact, other, line.text, frozenset(topic_words(line, synonyms)))
        for day, contact, other, line in lines
        if day < before and contact.id != other.id
    ]
    return sorted(found, key=_by_day)


def _by_pair(said: Iterable[_Made]) -> dict[Pair, list[_Made]]:
    found: dict[Pair, list[_Made]] = {}
    for one in said:
        found.setdefault(_pair(one.needer, one.expert), []).append(one)
    return found


def _by_day(one: _Made) -> tuple[date, str, str]:
    return one.day, one.needer.id, one.expert.id


def _followed(made: _Made, book: Book, before: date) -> date | None:
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


def _pair(one: Contact, other: Contact) -> Pair:
    return frozenset((one.id, other.id))


def _best_first(one: Introduction) -> tuple[float, str, str, str]:
    return -one.score, one.needer.id, one.expert.id, one.need
