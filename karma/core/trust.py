"""Trust in figures: promises kept, loops closed, and e-mail only to those who asked for it (S11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.privacy import open_field
from karma.core.promises import promises
from karma.core.spans import twelve_months
from karma.core.touch import between

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Slip:
    """An e-mail that you sent to somebody who has not opted in to e-mail."""

    contact: Contact
    line: LogLine


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
    first, end = twelve_months(today)
    found = [
        Slip(contact, line)
        for contact in book.contacts
        if "email" not in contact.opt_in and open_field(contact, "opt_in")
        for line in reversed(between(contact, first, end))
        if line.verb == "email" and not line.inbound
    ]
    return tuple(sorted(found, key=lambda slip: (-slip.line.date.toordinal(), slip.contact.id)))
