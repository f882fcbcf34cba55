"""People you met, and nothing has followed yet: nobody stays a card in a drawer (S15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.privacy import open_field
from karma.core.promises import open_on
from karma.core.referrals.answers import says_in_touch
from karma.core.spans import twelve_months
from karma.core.touch import newest_first, reaches_them
from karma.core.verbs import IN_PERSON
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody you met and did not get in touch with since; `call` is your open promise to call them."""

    contact: Contact
    met: date
    call: Promise | None


def met_and_quiet(book: Book, today: date) -> tuple[Met, ...]:
    """Everybody met in the last twelve months with no touch by you since, the latest meeting first.

    Whom you met longer ago is somebody to say hello to, and no business card any more.
    """
    start, end = twelve_months(today)
    found = [
        Met(contact, contact.met, _call_promised(contact, today))
        for contact in book.contacts
        if contact.met
        and open_field(contact, "met")
        and start <= contact.met < end
        and proposable(contact, book, today)
        and not any(follows_up(line, contact.met, book) for line in newest_first(contact, end))
    ]
    return tuple(sorted(found, key=lambda one: (-one.met.toordinal(), one.contact.id)))


def follows_up(line: LogLine, met: date, book: Book) -> bool:
    """A touch by you after the meeting; of the day itself, one that was not the meeting.

    A call that nobody answered is none: they have not heard from you. A stage that came later says that you
    were in touch, and so do thanks.
    """
    if line.date > met and not line.inbound and (says_in_touch(line) or line.verb == "thanked"):
        return True
    if line.inbound or not reaches_them(line, book.config.verbs):
        return False
    return line.date > met or (line.date == met and line.verb not in IN_PERSON)


def _call_promised(contact: Contact, today: date) -> Promise | None:
    """The first call that you promised them: the earliest day, one without a day last."""
    calls = [one for one in contact.promises if one.asks_for_call and open_on(one, today)]
    return min(calls, key=lambda one: (one.by.end if one.by else date.max, one.line), default=None)
