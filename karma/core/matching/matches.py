"""Everything about helping first on one day: the whole book's, and one person's (S14, S6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from karma.core.matching.intel import intel
from karma.core.matching.intros import BestFor, Matchmaker
from karma.core.matching.serendipity import serendipity

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Introductions, Proposed, Unmet
    from karma.core.matching.listeners import Listener
    from karma.core.matching.serendipity import Serendipity
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class News:
    """Intel that somebody would like to hear, and why."""

    intel: Intel
    listener: Listener


@dataclass(frozen=True, slots=True)
class MatchesOf:
    """One person's: who could help them, whom they could help, needs without anybody, and news for them.

    `made` are the introductions in which they took part, by day; `news` the best first.
    """

    contact: Contact
    helped_by: tuple[Introduction, ...]
    could_help: tuple[Introduction, ...]
    unmet: tuple[Unmet, ...]
    made: tuple[Introduction, ...]
    news: tuple[News, ...]


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
        share, maker = self._shares.get(contact.id, _NOTHING), self._maker
        return MatchesOf(
            contact,
            tuple(map(maker.introduction, maker.in_order(share.helped_by))),
            tuple(map(maker.introduction, maker.in_order(share.could_help))),
            tuple(map(maker.unmet, share.unmet)),
            tuple(sorted(share.made, key=lambda one: (str(one.made), one.needer.id, one.expert.id))),
            tuple([self._news(one) for one in sorted(share.news, key=lambda one: -one[-1])]),
        )

    def key_of(self, contact: Contact) -> tuple[tuple[Contact, ...], tuple[Any, ...]]:
        """What `of` them depends on, without making it: people, and plain values that `marshal` takes.

        While these are the same people in the same order, their files and that of the contact, the settings,
        and the values, `of` gives the same, but for who else would like to hear the news.
        """
        share = self._shares.get(contact.id)
        if share is None:
            return (), ()
        asked, offered = self._maker.market.asked, self._maker.market.offered
        people = [offered.owner(offer) for _, _, offer in share.helped_by]
        people += [asked.owner(need) for _, need, _ in share.could_help]
        values: list[Any] = [
            (score, asked.nth[need], offered.nth[offer])
            for score, need, offer in (*share.helped_by, *share.could_help)
        ]
        values += (len(share.helped_by), [asked.nth[need] for need in share.unmet])
        for made in share.made:
            people += (made.needer, made.expert)
            values.append(
                (str(made.made), str(made.followed_up), made.need, made.offer, made.score, made.words)
            )
        for at, _, score in share.news:
            found = self.intel[at]
            people += (found.source, found.owner)
            values.append((score, found.at, found.knowing.about.work))
        return tuple(people), tuple(values)

    @property
    def best_for(self) -> BestFor:
        """The best introduction for each person with a need."""
        return BestFor(self._maker)

    def newest_for(self, contact: Contact) -> News | None:
        """The newest intel that somebody would like to hear and that speaks of nobody by a link."""
        share = self._shares.get(contact.id, _NOTHING)
        return next((self._news(one) for one in share.news if not self.intel[one[0]].speaks_of), None)

    def _news(self, one: _Heard) -> News:
        at, place, score = one
        return News(self.intel[at], self.intel[at].knowing.listener((place, score)))

    @cached_property
    def _shares(self) -> dict[str, _Share]:
        """Everybody's share by id, gathered in one go: a page is made for each of them."""
        found: dict[str, _Share] = defaultdict(_Share)
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


_Heard = tuple[int, int, float]
"""News for somebody: the number of the intel, their place in the audience, and how well it suits them."""


@dataclass(slots=True)
class _Share:
    """One person's share while it is gathered; the news as the intel is, the newest first."""

    helped_by: list[Proposed] = field(default_factory=list)
    could_help: list[Proposed] = field(default_factory=list)
    unmet: list[int] = field(default_factory=list)
    made: list[Introduction] = field(default_factory=list)
    news: list[_Heard] = field(default_factory=list)


_NOTHING = _Share()


def matches_of(book: Book, today: date, pipeline: Pipeline) -> Matches:
    """The whole book's, with what was done today."""
    maker = Matchmaker(book, today, pipeline, so_far=True)
    return Matches(today, maker.introductions(), intel(book, today), serendipity(book, today), maker)
