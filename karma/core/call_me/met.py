"""People you met, and nothing has followed yet: nobody stays a card in a drawer (S15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.each import of_each
from karma.core.privacy import open_field
from karma.core.promises import open_on
from karma.core.referrals.answers import says_in_touch
from karma.core.spans import twelve_months
from karma.core.touch import newest_first, reaches_them
from karma.core.verbs import IN_PERSON
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.promise import Promise


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody you met and did not get in touch with since; `call` is your open promise to call them."""

    contact: Contact
    met: date
    _call: int | None

    @property
    def call(self) -> Promise | None:
        """The promise, which stands at the place `_call` among theirs; None when there is none."""
        return None if self._call is None else self.contact.promises[self._call]


def met_and_quiet(book: Book, today: date) -> tuple[Met, ...]:
    """Everybody met in the last twelve months with no touch by you since, the latest meeting first.

    Whom you met longer ago is somebody to say hello to, and no business card any more.
    """
    welcome = {contact.id for contact in proposable_people(book, today)}
    found = [
        Met(contact, date.fromordinal(said[0]), said[1])
        for contact, said in _quiet.people(book, today)
        if said and contact.id in welcome
    ]
    return tuple(sorted(found, key=lambda one: (-one.met.toordinal(), one.contact.id)))


@of_each
def _quiet(contact: Contact, config: Config, today: date) -> tuple[int, int | None] | None:
    """The day you met them in the last twelve months, if nothing followed, and the place of `Met.call`."""
    start, end = twelve_months(today)
    met = contact.met
    if not met or not start <= met < end or not open_field(contact, "met"):
        return None
    if any(follows_up(line, met, config) for line in newest_first(contact, end)):
        return None
    return met.toordinal(), _call_promised(contact, today)


def follows_up(line: LogLine, met: date, config: Config) -> bool:
    """A touch by you after the meeting; of the day itself, one that was not the meeting.

    A call that nobody answered is none: they have not heard from you. A stage that came later says that you
    were in touch, and so do thanks.
    """
    if line.date > met and not line.inbound and (says_in_touch(line) or line.verb == "thanked"):
        return True
    if line.inbound or not reaches_them(line, config.verbs):
        return False
    return line.date > met or (line.date == met and line.verb not in IN_PERSON)


def _call_promised(contact: Contact, today: date) -> int | None:
    """The place of the first call that you promised them: the earliest day, one without a day last."""
    calls = [
        (one.by.end if one.by else date.max, one.line, at)
        for at, one in enumerate(contact.promises)
        if one.asks_for_call and open_on(one, today)
    ]
    return min(calls)[-1] if calls else None
