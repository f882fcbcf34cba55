"""Which partner to meet next for an exchange: not met this quarter, longest ago first (S9, S12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.dates import EARLIEST
from karma.core.partners.meetings import last_meeting, meetings, next_meeting
from karma.core.partners.partner import is_partner
from karma.core.partners.quarter import quarter_of
from karma.core.phrases import day_words
from karma.core.plan.proposal import Next

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Contact
    from karma.core.plan.proposal import Moment


def exchanges(people: Iterable[Contact], now: Moment, most: int) -> tuple[Next, ...]:
    """The partners among people who may be proposed; a meeting promised this quarter needs no proposal."""
    quarter = quarter_of(now.today)
    waiting = [
        contact
        for contact in people
        if is_partner(contact, now.today)
        and not meetings(contact, quarter.start, now.before)
        and not quarter.holds(next_meeting(contact, now.today))
    ]
    waiting.sort(key=lambda contact: (_last(contact, now), contact.id))
    return tuple(
        Next(
            "exchange",
            (contact,),
            f"Plan an exchange with {first_name(contact.name)}, and bring a name or two.",
            _reason(contact, now),
        )
        for contact in waiting[:most]
    )


def _last(contact: Contact, now: Moment) -> date:
    met = last_meeting(contact, now.before)
    return met.date if met else EARLIEST


def _reason(contact: Contact, now: Moment) -> str:
    met = last_meeting(contact, now.before)
    if not met:
        return f"No meeting with {first_name(contact.name)} is in the log yet."
    return f"You last met on {day_words(met.date, now.today)}, and not yet this quarter."
