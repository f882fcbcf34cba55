"""Whom next: the noun, and what every choice is made from (S9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from karma.core.around import Around
from karma.core.plan.done import last_of_kind
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.intel import Intel
    from karma.core.matching.listeners import Listener
    from karma.core.matching.market import Market
    from karma.core.matching.people import Acquainted
    from karma.core.referrals.referral import Pipeline, Referral

FRESH = 60
"""Days in which what was heard is worth something to read."""


@dataclass(frozen=True, slots=True)
class Next:
    """Whom next for one kind of touch, what to do as an imperative sentence, and why in another."""

    kind: str
    people: tuple[Contact, ...]
    text: str
    reason: str


class News(NamedTuple):
    """What somebody would like to hear: their place in its audience, how well it suits, whether they like it.

    Without that they have a tag that it is about.
    """

    intel: Intel
    place: int
    score: float
    likes: bool

    @property
    def listener(self) -> Listener:
        """They, and why they would like to hear it."""
        return self.intel.knowing.listener((self.place, self.score))


@dataclass(frozen=True)
class Moment:
    """A book on a day. Lines dated `before` that day count: tomorrow, or today for how it stood this morning.

    `pipeline` is of the same moment.
    """

    book: Book
    pipeline: Pipeline
    today: date
    before: date

    @property
    def so_far(self) -> bool:
        """True when what was done today counts."""
        return self.before > self.today

    @cached_property
    def begun(self) -> date:
        """Since when those have waited of whom no file says when they came: since the book began."""
        first = self.book.first_day
        return first if first and first <= self.today else self.today

    @cached_property
    def around(self) -> Around:
        """What the whole book knows."""
        return Around(self.book)

    @cached_property
    def market(self) -> Market:
        """Needs and offers."""
        from karma.core.matching.markets import market_of  # noqa: PLC0415  (start-up)

        return market_of(self.book, self.today)

    @cached_property
    def news(self) -> dict[str, News]:
        """By id what somebody would like to hear: the newest they like, else are tagged with."""
        from karma.core.matching.intel import intel  # noqa: PLC0415  (start-up)

        found: tuple[dict[str, News], dict[str, News]] = {}, {}
        for one in intel(self.book, self.today, so_far=self.so_far, days=FRESH):
            people, about = one.knowing.audience.people, one.knowing.about
            for place, score in one.knowing.waiting:
                likes = about.is_liked(place)
                if likes or about.is_tagged(place):
                    found[likes].setdefault(people[place].id, News(one, place, score, likes))
        tagged, liked = found
        return tagged | liked

    @cached_property
    def acquainted(self) -> Acquainted:
        """Who knows whom."""
        from karma.core.matching.people import acquainted  # noqa: PLC0415  (start-up)

        return acquainted(self.book, self.before)

    @cached_property
    def people(self) -> tuple[Contact, ...]:
        """Who may be proposed for anything at all."""
        return proposable_people(self.book, self.today)

    @cached_property
    def work_begun(self) -> dict[str, date]:
        """The day on which somebody first became work of yours, by contact id."""
        found: dict[str, date] = {}
        for referral in self.pipeline.referrals:
            days = [step.since for step in referral.steps if step.stage == "won" and step.since < self.before]
            if days and referral.direction != "out":
                who = referral.prospect.id
                found[who] = min(days[0], found.get(who, days[0]))
        return found

    @cached_property
    def work_given(self) -> dict[str, Referral]:
        """The newest referral of somebody's that became work, by the giver's id."""
        won = [one for one in self.pipeline.inbound if one.stage == "won" and one.since < self.before]
        won.sort(key=lambda one: (one.since, one.prospect.id))
        return {one.giver: one for one in won if one.giver}

    def last(self, contact: Contact, *kinds: str) -> LogLine | None:
        """The newest line that counts as one of these kinds of touch, by you; None when there is none."""
        newest = None
        for kind in kinds:
            line = last_of_kind(contact, kind, self.book.config.verbs, self.before)
            if line and (newest is None or line.date > newest.date):
                newest = line
        return newest

    def weight(self, contact: Contact) -> float:
        """How much their circle matters, 0.9 to 1.3."""
        return self.weights[contact.circle]

    @cached_property
    def weights(self) -> dict[str | None, float]:
        """How much each circle matters."""
        circles = {contact.circle for contact in self.book.contacts}
        return {circle: self.book.config.circle(circle).weight for circle in circles}
