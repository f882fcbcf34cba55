"""Everything about helping first on one day: the whole book's, and one person's (S14, S6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.matching.intel import intel
from karma.core.matching.intros import introductions
from karma.core.matching.serendipity import serendipity

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Introductions, Unmet
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

    @property
    def to_follow_up(self) -> tuple[Introduction, ...]:
        """Introductions after which it is time to ask, the oldest first."""
        return self.introductions.to_follow_up(self.today)

    def of(self, contact: Contact) -> MatchesOf:
        """One person's share of it."""
        return self._shares.get(contact.id, _Share()).of(contact)

    @cached_property
    def _shares(self) -> dict[str, _Share]:
        """Everybody's share by id, gathered in one go: a page is made for each of them."""
        found: dict[str, _Share] = {}
        for one in self.introductions.proposed:
            found.setdefault(one.needer.id, _Share()).helped_by.append(one)
            found.setdefault(one.expert.id, _Share()).could_help.append(one)
        for one in (*self.introductions.made, *self.introductions.followed_up):
            for person in (one.needer, one.expert):
                found.setdefault(person.id, _Share()).made.append(one)
        for unmet in self.introductions.unmet:
            found.setdefault(unmet.contact.id, _Share()).unmet.append(unmet)
        for intel_found in self.intel:
            for listener in intel_found.listeners:
                share = found.setdefault(listener.contact.id, _Share())
                share.news.append(News(intel_found, listener))
        return found


@dataclass(slots=True)
class _Share:
    """One person's share while it is gathered."""

    helped_by: list[Introduction] = field(default_factory=list)
    could_help: list[Introduction] = field(default_factory=list)
    unmet: list[Unmet] = field(default_factory=list)
    made: list[Introduction] = field(default_factory=list)
    news: list[News] = field(default_factory=list)

    def of(self, contact: Contact) -> MatchesOf:
        return MatchesOf(
            contact,
            tuple(self.helped_by),
            tuple(self.could_help),
            tuple(self.unmet),
            tuple(sorted(self.made, key=lambda one: (str(one.made), one.needer.id, one.expert.id))),
            tuple(sorted(self.news, key=lambda one: -one.listener.score)),
        )


def matches_of(book: Book, today: date, pipeline: Pipeline) -> Matches:
    """The whole book's, with what was done today."""
    return Matches(today, introductions(book, today, pipeline), intel(book, today), serendipity(book, today))
