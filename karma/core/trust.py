"""Trust in figures: promises kept, loops closed, and e-mail only to those who asked for it (S11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.lazily import Lazily
from karma.core.privacy import open_field
from karma.core.promises import promises
from karma.core.spans import twelve_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Slip:
    """An e-mail that you sent to somebody who has not opted in to e-mail.

    It is the line at the place `at` of their log, of that `day`.
    """

    contact: Contact
    day: date
    at: int

    @property
    def line(self) -> LogLine:
        """The line that says so."""
        return self.contact.log[self.at]


@dataclass(frozen=True, slots=True)
class Trust:
    """How you keep your word. The promises are as in PromiseBook; the rate is None when none has come due.

    Of the referrals that you `received`, of so many the giver was `told` all there is to tell, `thanked`, and
    both: the loop is `closed`. `slips` are of the last twelve months, the newest first; for whom `opt_in` is
    private there are none, since pages could not tell whether one is.
    """

    kept_rate: float | None
    kept_on_time: int
    kept_late: int
    overdue: int
    received: int
    told: int
    thanked: int
    closed: int
    slips: Sequence[Slip]


def trust(book: Book, today: date, pipeline: Pipeline) -> Trust:
    """The figures as the lines up to and including `today` tell them; `pipeline` is the one of that day."""
    kept = promises(book, today)
    received = [(not one.to_tell, not one.to_thank) for one in pipeline.inbound]
    return Trust(
        kept_rate=kept.kept_rate,
        kept_on_time=kept.kept_on_time,
        kept_late=kept.kept_late,
        overdue=kept.overdue_mine,
        received=len(received),
        told=sum(told for told, _ in received),
        thanked=sum(thanked for _, thanked in received),
        closed=received.count((True, True)),
        slips=_slips(book, today),
    )


def _slips(book: Book, today: date) -> Sequence[Slip]:
    """Those of the last twelve months, the newest first."""
    start, end = (day.toordinal() for day in twelve_months(today))
    found = [
        (-day, contact.id, contact, at)
        for contact, mails in _not_asked_for.people(book, EVER)
        if mails
        for day, at in mails
        if start <= day < end
    ]
    found.sort(key=itemgetter(0, 1))
    return Lazily(found, lambda one: Slip(one[2], date.fromordinal(-one[0]), one[3]))


@of_each
def _not_asked_for(contact: Contact, _config: Config, _today: date) -> tuple[tuple[int, int], ...]:
    """The day, and the place in the log, of each e-mail to who has not opted in."""
    mails = [
        (line.date.toordinal(), at)
        for at, line in enumerate(contact.log)
        if line.verb == "email" and not line.inbound
    ]
    asked_for = mails and ("email" in contact.opt_in or not open_field(contact, "opt_in"))
    return () if asked_for else tuple(mails)
