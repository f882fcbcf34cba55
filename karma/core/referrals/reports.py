"""The reports of the pipeline: what ended how, how soon you were in touch, and all the others together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.referrals.givers import never_reciprocated, never_returned, not_thanked, not_told
from karma.core.referrals.stuck import stuck_referrals
from karma.core.referrals.thirds import thirds
from karma.core.referrals.unreachable import play_of
from karma.core.referrals.value import value_by_giver

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.givers import Given, OneWay
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.stuck import Stuck
    from karma.core.referrals.thirds import Thirds
    from karma.core.referrals.unreachable import Play
    from karma.core.referrals.value import ValueTable


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many referrals ended how, and how many are open; together they are all."""

    won: int
    lost: int
    no_fit: int
    open: int

    @property
    def ended(self) -> int:
        """How many have ended."""
        return self.won + self.lost + self.no_fit

    @property
    def rate(self) -> float | None:
        """The share won of those that ended, 0 to 1; None when none has."""
        return self.won / self.ended if self.ended else None


@dataclass(frozen=True, slots=True)
class FirstContact:
    """A referral and how many days passed before you were in touch; None when you were not."""

    referral: Referral
    days: int | None


@dataclass(frozen=True, slots=True)
class FirstContacts:
    """Each inbound referral, oldest first; the median in days of those contacted (None when there is none).

    `waiting` counts the open ones not contacted yet.
    """

    each: tuple[FirstContact, ...]
    median: float | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Reports:
    """Everything that the pipeline page reports beside the referrals themselves.

    `plays` are the plays of S7 that are under way, whether a step is left or not, oldest referral first.
    """

    stuck: tuple[Stuck, ...]
    plays: tuple[Play, ...]
    not_told: tuple[Given, ...]
    not_thanked: tuple[Given, ...]
    value: ValueTable
    never_reciprocated: tuple[OneWay, ...]
    never_returned: tuple[OneWay, ...]
    first_contact: FirstContacts
    inbound: Conversion
    outbound: Conversion
    thirds: Thirds


def reports_of(pipeline: Pipeline, book: Book, today: date) -> Reports:
    """All reports of `pipeline`, which is `pipeline_of(book, today)`."""
    plays = (play_of(referral, book, today) for referral in pipeline.referrals)
    return Reports(
        stuck=stuck_referrals(pipeline, book, today),
        plays=tuple(play for play in plays if play and not play.referral.prospect.archived),
        not_told=not_told(pipeline, book),
        not_thanked=not_thanked(pipeline, book),
        value=value_by_giver(pipeline, book, today),
        never_reciprocated=never_reciprocated(pipeline, book),
        never_returned=never_returned(pipeline, book),
        first_contact=first_contacts(pipeline),
        inbound=conversion(pipeline.inbound),
        outbound=conversion(pipeline.outbound),
        thirds=thirds(pipeline.inbound, today),
    )


def conversion(referrals: Iterable[Referral]) -> Conversion:
    """How these referrals ended, and how many are open."""
    outcomes = Counter(referral.outcome for referral in referrals)
    return Conversion(outcomes["won"], outcomes["lost"], outcomes["no-fit"], outcomes[None])


def first_contacts(pipeline: Pipeline) -> FirstContacts:
    """How soon you were in touch with whom you were sent."""
    each = tuple(
        FirstContact(one, (one.contacted - one.opened).days if one.contacted else None)
        for one in pipeline.inbound
    )
    waiting = sum(one.days is None and not one.referral.closed for one in each)
    return FirstContacts(each, _median([one.days for one in each if one.days is not None]), waiting)


def _median(days: list[int]) -> float | None:
    """The middle one, or the mean of the two in the middle; None of nothing."""
    if not days:
        return None
    ordered, half = sorted(days), len(days) // 2
    return float(ordered[half]) if len(days) % 2 else (ordered[half - 1] + ordered[half]) / 2
