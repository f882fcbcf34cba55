"""Which partner to meet next for an exchange: not met this quarter, longest ago first (S9, S12)."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.partners.meetings import last_meeting, next_meeting
from karma.core.partners.partner import is_partner
from karma.core.partners.quarter import quarter_of
from karma.core.phrases import day_words
from karma.core.plan.proposal import Next

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.plan.proposal import Moment


def exchanges(people: Iterable[Contact], now: Moment, most: int) -> tuple[Next, ...]:
    """The partners among people who may be proposed; a meeting promised this quarter needs no proposal."""
    asked = _by_now if now.so_far else _this_morning
    free = {contact.id for contact in people}
    waiting = nsmallest(
        most,
        [
            (last, contact.id, contact)
            for contact, last in asked.people(now.book, now.today)
            if last is not None and contact.id in free
        ],
    )
    return tuple(
        Next(
            "exchange",
            (contact,),
            f"Plan an exchange with {first_name(contact.name)}, and bring a name or two.",
            _reason(contact, now),
        )
        for *_, contact in waiting
    )


@of_each
def _by_now(contact: Contact, _config: Config, today: date) -> int | None:
    """The last meeting of a partner who waits for one, 0 without any, the lines of today included."""
    return _waits_since(contact, today, add_days(today, 1))


@of_each
def _this_morning(contact: Contact, _config: Config, today: date) -> int | None:
    """The same before anything was done today."""
    return _waits_since(contact, today, today)


def _waits_since(contact: Contact, today: date, before: date) -> int | None:
    quarter = quarter_of(today)
    if not is_partner(contact, today) or quarter.holds(next_meeting(contact, today)):
        return None
    met = last_meeting(contact, before)
    if met and met.date >= quarter.start:
        return None
    return met.date.toordinal() if met else 0


def _reason(contact: Contact, now: Moment) -> str:
    met = last_meeting(contact, now.before)
    if not met:
        return f"No meeting with {first_name(contact.name)} is in the log yet."
    return f"You last met on {day_words(met.date, now.today)}, and not yet this quarter."
