"""Which partners to meet this week, so that everybody is met by the end of the quarter (S12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.called import first_name
from karma.core.dates import EARLIEST, week_period
from karma.core.partners.meetings import last_meeting, meetings, next_meeting
from karma.core.partners.partner import is_partner
from karma.core.partners.quarter import quarter_of, share, weeks_left
from karma.core.phrases import ago, day_words
from karma.core.touch import reaches_them
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.partners.quarter import Quarter
    from karma.core.referrals.referral import Pipeline


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:  # noqa: ARG001  (one shape)
    """Partners to plan a meeting with, the longest not met first: as many as the week still asks for.

    The share of a week is made on its first day, from who was not met by then; meetings of the week count
    against it. Who has a meeting promised within the quarter needs no proposal.
    """
    quarter = quarter_of(today)
    monday = max(week_period(today).start, quarter.start)
    unmet = [one for one in _proposable(book, today) if not meetings(one, quarter.start, monday)]
    open_still = [one for one in unmet if not _planned(one, book, today, quarter)]
    waiting = [one for one in open_still if not meetings(one, monday, today)]
    wanted = share(len(open_still), weeks_left(quarter, monday)) - (len(open_still) - len(waiting))
    for contact in sorted(waiting, key=lambda one: (_last(one, today), one.id))[: max(wanted, 0)]:
        yield Also(
            contact,
            "exchange",
            f"Plan a meeting with {first_name(contact.name)}, and bring a name or two.",
            _reason(contact, quarter, today),
            _in_touch_today(contact, book, today),
        )


def _proposable(book: Book, today: date) -> Iterator[Contact]:
    return (one for one in book.contacts if is_partner(one, today) and proposable(one, book, today))


def _planned(contact: Contact, book: Book, today: date, quarter: Quarter) -> bool:
    """True when a meeting is promised; one that was agreed in a call of today leaves them on today's list."""
    return quarter.holds(next_meeting(contact, today)) and not _in_touch_today(contact, book, today)


def _last(contact: Contact, today: date) -> date:
    last = last_meeting(contact, today)
    return last.date if last else EARLIEST


def _reason(contact: Contact, quarter: Quarter, today: date) -> str:
    last = last_meeting(contact, today)
    since = f"You last met {ago((today - last.date).days)}" if last else "No meeting is in the log yet"
    return f"{since}; the quarter ends on {day_words(quarter.last, today)}."


def _in_touch_today(contact: Contact, book: Book, today: date) -> bool:
    verbs = book.config.verbs
    return any(line.date == today and reaches_them(line, verbs) for line in contact.log)
