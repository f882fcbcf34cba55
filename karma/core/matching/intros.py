"""The life of an introduction: proposed, made, followed up. All of it is read off the files (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from karma.core.dates import add_days
from karma.core.matching.market import MOST, Market
from karma.core.matching.people import acquainted, linked, proposable
from karma.core.matching.synonyms import synonyms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.market import Meeting
    from karma.core.matching.people import Pair
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
    """A need that nobody's offer meets."""

    contact: Contact
    need: str


@dataclass(frozen=True, slots=True)
class Introductions:
    """Those to propose, the best first; those made, by day; those that were followed up, by day.

    `unmet` are needs for which there is no expert in the book, in the order of the people.
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
    nobody is introduced to who they know already. While an introduction for a need is under way, no other is
    proposed for it. `pipeline` is of the same moment: a referral that you sent out is an introduction made.
    """
    before = add_days(today, 1) if so_far else today
    market = market_of(book, today)
    made = tuple(_made(book, before, pipeline, market))
    known = acquainted(book, before) | {_pair(one.needer, one.expert) for one in made}
    busy = {_pair(one.needer, one.expert) for one in made if _lately(one, today)}
    experts = [(need, market.experts(need)) for need in market.needs]
    proposed = [_proposal(one) for _, meetings in experts for one in _free(meetings, known, busy)]
    return Introductions(
        tuple(sorted(proposed, key=_best_first)),
        tuple(one for one in made if not one.followed_up),
        tuple(one for one in made if one.followed_up),
        tuple(Unmet(need.contact, need.text) for need, meetings in experts if not meetings),
    )


def _lately(one: Introduction, today: date) -> bool:
    return one.made is not None and (today - one.made).days <= LET_GO_DAYS


def market_of(book: Book, today: date) -> Market:
    """The needs and offers of everybody who may be proposed; who is hidden is not named to others."""
    people = tuple(one for one in book.contacts if not one.hidden and proposable(one, book, today))
    return Market(people, synonyms_of(book.config.synonyms))


def _free(meetings: tuple[Meeting, ...], known: frozenset[Pair], busy: set[Pair]) -> Iterator[Meeting]:
    """The meetings of one need that are new to both, at most three; none while one of them is under way."""
    if any(_pair(one.need.contact, one.offer.contact) in busy for one in meetings):
        return
    fresh = (one for one in meetings if _pair(one.need.contact, one.offer.contact) not in known)
    yield from islice(fresh, MOST)


def _proposal(one: Meeting) -> Introduction:
    need, offer = one.need, one.offer
    return Introduction(need.contact, offer.contact, need.text, offer.text, one.score, one.words)


def _made(book: Book, before: date, pipeline: Pipeline, market: Market) -> Iterator[Introduction]:
    """Each pair that you introduced, with the newest day that says so, by day."""
    newest: dict[Pair, _Made] = {}
    for one in sorted(_said(book, before, pipeline), key=lambda one: (one.day, one.needer.id, one.expert.id)):
        newest[_pair(one.needer, one.expert)] = one
    for one in sorted(newest.values(), key=lambda one: (one.day, one.needer.id, one.expert.id)):
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
    """One saying that you introduced two people, in the file of the first."""

    day: date
    needer: Contact
    expert: Contact
    text: str


def _said(book: Book, before: date, pipeline: Pipeline) -> Iterator[_Made]:
    """Lines `intro to`, and the referrals that you sent out."""
    for contact in book.contacts:
        for line in contact.log:
            if line.date < before and line.verb == "intro" and not line.inbound:
                for other in linked(line, book):
                    if other.id != contact.id:
                        yield _Made(line.date, contact, other, line.text)
    for referral in pipeline.outbound:
        receiver = book.resolve(referral.receiver) if referral.receiver else None
        if receiver and receiver.id != referral.prospect.id and referral.opened < before:
            yield _Made(referral.opened, referral.prospect, receiver, referral.line.text)


def _followed(made: _Made, book: Book, before: date) -> date | None:
    """The day of the first line after the introduction that speaks of the other one in either file.

    On the day itself only a stage can: `reached with [[x]]`.
    """
    days = (
        line.date
        for mine, other in ((made.needer, made.expert), (made.expert, made.needer))
        for line in mine.log
        if made.day <= line.date < before and _speaks_of(line, other, made.day, book)
    )
    return min(days, default=None)


def _speaks_of(line: LogLine, other: Contact, made: date, book: Book) -> bool:
    if line.verb == "intro" or (line.date == made and book.config.verbs[line.verb].kind != "stage"):
        return False
    return any(person and person.id == other.id for person in map(book.resolve, line.links))


def _pair(one: Contact, other: Contact) -> Pair:
    return frozenset((one.id, other.id))


def _best_first(one: Introduction) -> tuple[float, str, str, str]:
    return -one.score, one.needer.id, one.expert.id, one.need
