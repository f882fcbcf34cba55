"""Trust in figures: promises kept, loops closed, and e-mail only to those who asked for it (S11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.each import of_each
from karma.core.privacy import open_field
from karma.core.promises import promises
from karma.core.spans import twelve_months

if TYPE_CHECKING:
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
    slips: tuple[Slip, ...]


def trust(book: Book, today: date, pipeline: Pipeline) -> Trust:
    """The figures as the lines up to and including `today` tell them; `pipeline` is the one of that day."""
    kept = promises(book, today)
    received = pipeline.inbound
    return Trust(
        kept_rate=kept.kept_rate,
        kept_on_time=kept.kept_on_time,
        kept_late=kept.kept_late,
        overdue=kept.overdue_mine,
        received=len(received),
        told=sum(not one.to_tell for one in received),
        thanked=sum(not one.to_thank for one in received),
        closed=sum(not (one.to_tell or one.to_thank) for one in received),
        slips=_slips(book, today),
    )


def _slips(book: Book, today: date) -> tuple[Slip, ...]:
    found = [
        Slip(contact, date.fromordinal(day), at)
        for contact, slips in _slips_to.people(book, today)
        for day, at in slips
    ]
    return tuple(sorted(found, key=lambda slip: (-slip.day.toordinal(), slip.contact.id)))


@of_each
def _slips_to(contact: Contact, _config: Config, today: date) -> tuple[tuple[int, int], ...]:
    """The day and the place in the log of each slip of the last twelve months, the newest first."""
    first, end = twelve_months(today)
    if "email" in contact.opt_in or not open_field(contact, "opt_in"):
        return ()
    sent = [
        (line.date.toordinal(), at)
        for at, line in enumerate(contact.log)
        if line.verb == "email" and not line.inbound and first <= line.date < end
    ]
    return tuple(reversed(sent))
