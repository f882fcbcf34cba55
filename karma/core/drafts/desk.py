"""What is looked up again and again while drafts are made: gathered once for the whole book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from karma.core.around import Around
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.drafts.facts import clean, known, said
from karma.core.matching.best import BestFor
from karma.core.matching.intel import intel
from karma.core.matching.intros import Matchmaker
from karma.core.referrals.pipeline import pipeline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.intel import Intel
    from karma.core.matching.listeners import Listener
    from karma.core.matching.matches import Matches
    from karma.core.referrals.referral import Pipeline


_NAME = re.compile(r"[^\W\d_]{3,}")


def names_in(text: str) -> frozenset[str]:
    """The words of a text that may be names: those that begin with a capital."""
    return frozenset(word for word in _NAME.findall(text) if word[0].isupper())


class News(NamedTuple):
    """What you heard, and for whom it is something."""

    line: LogLine
    listener: Listener


class Findings(Protocol):
    """What somebody has found out about the book already, such as the dashboard."""

    @property
    def pipeline(self) -> Pipeline:
        """Every referral."""

    @property
    def matches(self) -> Matches:
        """Introductions and intel."""


@dataclass(frozen=True)
class Desk:
    """A book on the day `today`; what is dated after it does not count, what was done today does.

    `findings` of the same book and day spare the work of finding them again.
    """

    book: Book
    today: date
    findings: Findings | None = None

    @cached_property
    def around(self) -> Around:
        """Favours, thanks, intel, needs and offers of everybody."""
        return Around(self.book)

    @cached_property
    def pipeline(self) -> Pipeline:
        """Every referral."""
        return self.findings.pipeline if self.findings else pipeline_of(self.book, self.today)

    @cached_property
    def proposed(self) -> BestFor:
        """The best introduction for each person with a need, by id; nobody hidden is among them (S14)."""
        if self.findings:
            return self.findings.matches.best_for
        return BestFor(Matchmaker(self.book, self.today, self.pipeline, so_far=True))

    def news(self, contact: Contact) -> News | None:
        """The newest intel that somebody would like to hear; None for nothing (S6).

        What speaks of somebody by a link is left to be told by word of mouth.
        """
        if self.findings:
            newest = self.findings.matches.of(contact).newest
            return News(newest.intel.line, newest.listener) if newest else None
        return self._newest(intel(self.book, self.today, who=contact), contact)

    @staticmethod
    def _newest(found: Iterable[Intel], contact: Contact) -> News | None:
        every = ((one.line, listener) for one in found if not one.speaks_of for listener in one.listeners)
        return next((News(*one) for one in every if one[1].contact.id == contact.id), None)

    @cached_property
    def of_you(self) -> dict[str, str]:
        """The facts about you, the same for every message."""
        me = self.book.config
        return known(
            my_name=clean(me.name),
            my_first_name=clean(first_name(me.name)),
            my_phone=clean(me.phone),
            my_email=clean(me.email),
            my_company=clean(me.company),
            my_pitch=said(me.pitch, self.book),
            good_referral=said(me.good_referral, self.book),
        )

    @cached_property
    def tomorrow(self) -> date:
        """The day before which things count."""
        return add_days(self.today, 1)

    def names_in(self, text: str) -> frozenset[str]:
        """The words of a text that are part of anybody's name; too many rather than too few."""
        return names_in(text) & self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(word for contact in self.book.contacts for word in names_in(contact.name))

    def lines(self, contact: Contact) -> Iterator[LogLine]:
        """Their log lines up to today, newest first."""
        return (line for line in reversed(contact.log) if line.date <= self.today)
