"""Which partners to meet this week, so that everybody is met by the end of the quarter (S12)."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.called import first_name
from karma.core.dates import week_period
from karma.core.each import of_each
from karma.core.partners.meetings import last_meeting, meetings, next_meeting
from karma.core.partners.partner import is_partner
from karma.core.partners.quarter import quarter_of, share, weeks_left
from karma.core.phrases import ago, day_words
from karma.core.touch import reaches_them
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.partners.quarter import Quarter
    from karma.core.referrals.referral import Pipeline
    from karma.core.verbs import Verb


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:  # noqa: ARG001  (one shape)
    """Partners to plan a meeting with, the longest not met first: as many as the week still asks for.

    The share of a week is made on its first day, from who was not met by then; meetings of the week count
    against it. Who has a meeting promised within the quarter needs no proposal.
    """
    quarter = quarter_of(today)
    monday = _monday(today)
    free = {contact.id for contact in proposable_people(book, today)}
    open_still = [
        (last, contact.id, contact)
        for contact, last in _still_to_meet.people(book, today)
        if last is not None and contact.id in free
    ]
    waiting = [one for one in open_still if one[0] < monday.toordinal()]
    wanted = share(len(open_still), weeks_left(quarter, monday)) - (len(open_still) - len(waiting))
    for *_, contact in nsmallest(max(wanted, 0), waiting):
        yield Also(
            contact,
            "exchange",
            f"Plan a meeting with {first_name(contact.name)}, and bring a name or two.",
            _reason(contact, quarter, today),
            _in_touch_today(contact, book.config.verbs, today),
        )


@of_each
def _still_to_meet(contact: Contact, config: Config, today: date) -> int | None:
    """The last meeting of a partner whom this quarter still asks for as the week begins, 0 without any.

    None for who was met by then or has a meeting promised; one that was agreed in a call of today leaves
    them on today's list.
    """
    quarter = quarter_of(today)
    if not is_partner(contact, today) or meetings(contact, quarter.start, _monday(today)):
        return None
    if quarter.holds(next_meeting(contact, today)) and not _in_touch_today(contact, config.verbs, today):
        return None
    last = last_meeting(contact, today)
    return last.date.toordinal() if last else 0


def _monday(today: date) -> date:
    """The first day of the week, or of the quarter if that began since."""
    return max(week_period(today).start, quarter_of(today).start)


def _reason(contact: Contact, quarter: Quarter, today: date) -> str:
    last = last_meeting(contact, today)
    since = f"You last met {ago((today - last.date).days)}" if last else "No meeting is in the log yet"
    return f"{since}; the quarter ends on {day_words(quarter.last, today)}."


def _in_touch_today(contact: Contact, verbs: Mapping[str, Verb], today: date) -> bool:
    return any(line.date == today and reaches_them(line, verbs) for line in contact.log)
