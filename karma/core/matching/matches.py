"""Everything about helping first on one day: the whole book's, and one person's (S14, S6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.matching.intel import intel
from karma.core.matching.intros import BestFor, Matchmaker
from karma.core.matching.serendipity import serendipity
from karma.core.matching.share import MatchesOf, Share

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Introductions
    from karma.core.matching.serendipity import Serendipity
    from karma.core.referrals.referral import Pipeline


_NOTHING = Share()


@dataclass(frozen=True)
class Matches:
    """Introductions, intel of the last 180 days, the newest first, and what calls brought in a year."""

    today: date
    introductions: Introductions
    intel: tuple[Intel, ...]
    serendipity: Serendipity
    _maker: Matchmaker = field(compare=False, repr=False)

    @property
    def to_follow_up(self) -> tuple[Introduction, ...]:
        """Introductions after which it is time to ask, the oldest first."""
        return self.introductions.to_follow_up(self.today)

    def of(self, contact: Contact) -> MatchesOf:
        """One person's share of it."""
        return MatchesOf(contact, self._shares.get(contact.id, _NOTHING), self.intel, self._maker)

    @property
    def best_for(self) -> BestFor:
        """The best introduction for each person with a need."""
        return BestFor(self._maker)

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
        for at, heard in enumerate(self.intel):
            people = heard.knowing.audience.people
            for place, score in heard.knowing.waiting:
                found[people[place].id].news.append((at, place, score))
        return dict(found)


def matches_of(book: Book, today: date, pipeline: Pipeline) -> Matches:
    """The whole book's, with what was done today."""
    maker = Matchmaker(book, today, pipeline, so_far=True)
    return Matches(today, maker.introductions(), intel(book, today), serendipity(book, today), maker)
