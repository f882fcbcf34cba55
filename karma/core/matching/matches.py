"""Everything about helping first on one day: the whole book's, and one person's (S14, S6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.matching.best import BestFor
from karma.core.matching.intel import intel, waiting
from karma.core.matching.intros import Matchmaker
from karma.core.matching.serendipity import serendipity
from karma.core.matching.share import MatchesOf, Share

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Introductions
    from karma.core.matching.serendipity import Serendipity
    from karma.core.matching.share import Heard
    from karma.core.referrals.referral import Pipeline


_NOTHING = Share()
_FEW = 8
"""To look for the shares of so many people takes as long as to gather everybody's."""


@dataclass(frozen=True)
class Matches:
    """Introductions, intel of the last 180 days, the newest first, and what calls brought in a year."""

    today: date
    _book: Book = field(compare=False, repr=False)
    _maker: Matchmaker = field(compare=False, repr=False)

    @cached_property
    def introductions(self) -> Introductions:
        """All that could be made, and those that were."""
        return self._maker.introductions()

    @cached_property
    def intel(self) -> tuple[Intel, ...]:
        """What you heard in the last 180 days, the newest first."""
        return intel(self._book, self.today)

    @cached_property
    def serendipity(self) -> Serendipity:
        """What calls brought in a year."""
        return serendipity(self._book, self.today)

    @property
    def to_follow_up(self) -> tuple[Introduction, ...]:
        """Introductions after which it is time to ask, the oldest first."""
        return self.introductions.to_follow_up(self.today)

    def of(self, contact: Contact) -> MatchesOf:
        """One person's share of it."""
        return MatchesOf(contact, self._share(contact.id), self.intel, self._maker)

    @property
    def best_for(self) -> BestFor:
        """The best introduction for each person with a need."""
        return BestFor(self._maker)

    def _share(self, who: str) -> Share:
        """The first few are looked for one by one; who asks for more has everybody's gathered in one go."""
        if who not in self._first and len(self._first) < _FEW:
            self._first[who] = self._share_alone(who)
        return self._first.get(who) or self._shares.get(who, _NOTHING)

    @cached_property
    def _first(self) -> dict[str, Share]:
        return {}

    def _share_alone(self, who: str) -> Share:
        """One person's share, by id."""
        needs, offers = self._maker.market.needs_of(who), self._maker.market.offers_of(who)
        every = (*self.introductions.made, *self.introductions.followed_up)
        return Share(
            self._maker.pairs_of(who),
            [one for one in self._maker.pairs if one[2] in offers] if offers else [],
            [need for need in self._maker.alone if need in needs],
            [made for made in every if who in (made.needer.id, made.expert.id)],
            self._news_for(who),
        )

    def _news_for(self, who: str) -> list[Heard]:
        """The news for one person; all of it has the same audience, and so they have one place in it."""
        place = self.intel[0].knowing.audience.places.get(who) if self.intel else None
        return [
            (at, one, score)
            for at, those in enumerate(waiting(self._book, self.today))
            for one, score in those
            if one == place
        ]

    @cached_property
    def _shares(self) -> dict[str, Share]:
        """Everybody's share by id, gathered in one go: a page is made for each of them."""
        found: dict[str, Share] = defaultdict(Share)
        asked, offered = self._maker.market.asked, self._maker.market.offered
        for one in self._maker.pairs:
            found[asked.owner(one[1]).id].helped_by.append(one)
            found[offered.owner(one[2]).id].could_help.append(one)
        for made in (*self.introductions.made, *self.introductions.followed_up):
            for person in (made.needer, made.expert):
                found[person.id].made.append(made)
        for need in self._maker.alone:
            found[asked.owner(need).id].unmet.append(need)
        for at, (heard, those) in enumerate(zip(self.intel, waiting(self._book, self.today), strict=True)):
            people = heard.knowing.audience.people
            for place, score in those:
                found[people[place].id].news.append((at, place, score))
        return dict(found)


def matches_of(book: Book, today: date, pipeline: Pipeline) -> Matches:
    """The whole book's, with what was done today."""
    return Matches(today, book, Matchmaker(book, today, pipeline, so_far=True))
