"""What one person has of introductions and news: each thing is made when somebody looks at it (S14, S6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from karma.core.lazily import Lazily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Matchmaker, Proposed, Unmet
    from karma.core.matching.listeners import Listener

Heard = tuple[int, int, float]
"""News for somebody: the number of the intel, their place in the audience, and how well it suits them."""


@dataclass(slots=True)
class Share:
    """One person's share while it is gathered; the news as the intel is, the newest first."""

    helped_by: list[Proposed] = field(default_factory=list)
    could_help: list[Proposed] = field(default_factory=list)
    unmet: list[int] = field(default_factory=list)
    made: list[Introduction] = field(default_factory=list)
    news: list[Heard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class News:
    """Intel that somebody would like to hear, and why."""

    intel: Intel
    _place: int
    _score: float

    @property
    def listener(self) -> Listener:
        """Who that is: the one at that place in the audience, whom it suits so well."""
        return self.intel.knowing.listener((self._place, self._score))


@dataclass(frozen=True)
class MatchesOf:
    """One person's: who could help them, whom they could help, needs without anybody, and news for them.

    `made` are the introductions in which they took part, by day; `news` the best first.
    """

    contact: Contact
    _share: Share
    _intel: Sequence[Intel] = field(compare=False, repr=False)
    _maker: Matchmaker = field(compare=False, repr=False)

    @cached_property
    def helped_by(self) -> Sequence[Introduction]:
        """Who could help them, the best first."""
        return self._in_order(self._share.helped_by)

    @cached_property
    def could_help(self) -> Sequence[Introduction]:
        """Whom they could help, the best first."""
        return self._in_order(self._share.could_help)

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Their needs for which there is nobody to introduce."""
        return tuple(map(self._maker.unmet, self._share.unmet))

    @property
    def made(self) -> tuple[Introduction, ...]:
        """The introductions in which they took part, by day."""
        return tuple(sorted(self._share.made, key=lambda one: (str(one.made), one.needer.id, one.expert.id)))

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What they would like to hear, the best first."""
        in_order = sorted(self._share.news, key=lambda one: -one[-1])
        return tuple([self._heard(one) for one in in_order])

    @property
    def newest(self) -> News | None:
        """The newest intel that they would like to hear and that speaks of nobody by a link."""
        heard = (one for one in self._share.news if not self._intel[one[0]].speaks_of)
        return next(map(self._heard, heard), None)

    @property
    def key(self) -> tuple[list[Contact], list[Any]]:
        """What all of this depends on, without making it: people, and plain values that `marshal` takes.

        While these are the same people in the same order, their files and that of the contact, the settings,
        and the values, all of this is the same, but for who else would like to hear the news.
        """
        share, asked, offered = self._share, self._maker.market.asked, self._maker.market.offered
        people = [offered.owner(offer) for _, _, offer in share.helped_by]
        people += [asked.owner(need) for _, need, _ in share.could_help]
        values: list[Any] = [
            (score, asked.texts.nth[need], offered.texts.nth[offer])
            for score, need, offer in (*share.helped_by, *share.could_help)
        ]
        values += (len(share.helped_by), [asked.texts.nth[need] for need in share.unmet])
        for made in share.made:
            people += (made.needer, made.expert)
            values.append(
                (str(made.made), str(made.followed_up), made.need, made.offer, made.score, made.words)
            )
        for at, _, score in share.news:
            found = self._intel[at]
            people += (found.source, found.owner)
            values.append((score, found.at, found.knowing.work))
        return people, values

    def _in_order(self, pairs: Sequence[Proposed]) -> Sequence[Introduction]:
        return Lazily(self._maker.in_order(pairs), self._maker.introduction)  # a page shows two of twenty

    def _heard(self, one: Heard) -> News:
        at, place, score = one
        return News(self._intel[at], place, score)
