"""All referral partners on a day: the alliances by numbers, whom to meet, whom not to ask (S10, S12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.dates import EARLIEST
from karma.core.links import fold
from karma.core.partners.criteria import CRITERIA
from karma.core.partners.matrix import matrix
from karma.core.partners.meetings import traded
from karma.core.partners.partner import partner_of, partners_in
from karma.core.partners.quarter import Pace, by_now, quarter_before, quarter_of, weeks_left
from karma.core.partners.words import names_words, pace_words, partners_words
from karma.core.spans import twelve_months
from karma.core.touch import people_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.partners.matrix import Matrix
    from karma.core.partners.meetings import Exchange, Traded
    from karma.core.partners.partner import Partner
    from karma.core.referrals.referral import Pipeline

NAMES_WANTED = 5
"""Names that each of the two brings to an exchange, so that something follows (S12)."""


@dataclass(frozen=True)
class Partners:
    """Every referral partner, the strongest first, and the numbers of the alliances.

    `wanted` is how many partners you want (`partners` in karma.toml), `names` what changed hands at the
    exchanges of the last twelve months, each meeting counted once, beside `names_wanted` each way. `says`
    are three sentences: how the quarter goes, how many partners there are, and names at an exchange. `matrix`
    is that of the last completed quarter.
    """

    partners: tuple[Partner, ...]
    wanted: int
    pace: Pace
    names: Traded
    names_wanted: int
    says: tuple[str, str, str]
    matrix: Matrix

    def of(self, contact: Contact) -> Partner | None:
        """What this person is as a partner, None when they are none."""
        return self._by_id.get(contact.id)

    @cached_property
    def _by_id(self) -> dict[str, Partner]:
        return {one.contact.id: one for one in self.partners}

    @property
    def to_meet(self) -> tuple[Partner, ...]:
        """Who was not met this quarter, the longest not met first; who rests is left out."""
        waiting = [one for one in self.partners if not one.met and not one.resting]
        return tuple(sorted(waiting, key=longest_first))

    @property
    def not_to_ask(self) -> tuple[Partner, ...]:
        """Who is not to be asked for a referral just now."""
        return tuple(one for one in self.partners if one.waits)

    @property
    def to_ask(self) -> tuple[Partner, ...]:
        """Whom you may ask: nothing speaks against it, and the scorecard is not empty."""
        return tuple(one for one in self.partners if one.held and not one.waits)


def partners_of(book: Book, today: date, pipeline: Pipeline) -> Partners:
    """All partners of a book, as the lines up to and including `today` tell it."""
    people = partners_in(book, today)
    found = sorted((partner_of(contact, book, today, pipeline) for contact in people), key=_strongest_first)
    wanted, pace, names = book.config.partners, _pace(found, today), _names(found, book, today)
    return Partners(
        partners=tuple(found),
        wanted=wanted,
        pace=pace,
        names=names,
        names_wanted=NAMES_WANTED,
        says=(
            pace_words(pace, today),
            partners_words(len(found), wanted),
            names_words(names, NAMES_WANTED),
        ),
        matrix=matrix((one.contact for one in found), pipeline, quarter_before(today)),
    )


def longest_first(partner: Partner) -> tuple[date, str]:
    """The key that sorts by the last meeting, the longest ago first; who was never met comes before all."""
    return partner.last.date if partner.last else EARLIEST, partner.contact.id


def _strongest_first(partner: Partner) -> tuple[int, str, str]:
    lacking = len(partner.missing)
    return lacking if lacking < len(CRITERIA) else lacking + 1, fold(partner.contact.name), partner.contact.id


def _pace(found: Iterable[Partner], today: date) -> Pace:
    quarter = quarter_of(today)
    counted = [one for one in found if one.met or not one.resting]
    waiting = [one for one in counted if not one.met]
    return Pace(
        quarter=quarter,
        partners=len(counted),
        met=len(counted) - len(waiting),
        left=len(waiting),
        planned=sum(quarter.holds(one.next) for one in waiting),
        weeks=weeks_left(quarter, today),
        by_now=by_now(len(counted), quarter, today),
    )


def _names(found: Iterable[Partner], book: Book, today: date) -> Traded:
    """Every exchange of the year once, though it stands in each one's file (format.md, Verbs)."""
    start, _ = twelve_months(today)
    events: dict[tuple[object, ...], Exchange] = {}
    for partner in found:
        for exchange in partner.exchanges:
            line = exchange.line
            if line.date >= start:
                people = people_of(partner.contact, line, book)
                events.setdefault((line.date, line.time, line.text, people), exchange)
    return traded(events.values())
