"""Who is a referral partner, and all that is known of one on a day (S10, S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.each import of_each
from karma.core.once import once_per_book
from karma.core.partners.asking import waits
from karma.core.partners.criteria import held, missing, strength
from karma.core.partners.meetings import exchanges, last_meeting, meetings, next_meeting, traded
from karma.core.partners.quarter import quarter_of
from karma.core.phrases import day_words
from karma.core.spans import twelve_months
from karma.core.welcome import in_book, proposable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.partners.asking import Wait
    from karma.core.partners.criteria import Criterion, Strength
    from karma.core.partners.meetings import Exchange, Traded
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Pipeline, Referral


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that does not stand under `partner:`: how to earn it, and what in the book speaks for it.

    `shown` is a sentence, None when nothing in the book does.
    """

    criterion: Criterion
    earn: str
    shown: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """One referral partner on a day.

    `waits` are the reasons not to ask them for a referral now. `met` are the meetings of this quarter, `last`
    the newest of all, `next` the one that is promised. `exchanges` are all so far, oldest first; `year` is
    what changed hands in the last twelve months. `given` are the referrals they gave you, `sent` those you
    sent to them, all so far; `given_of_year` and `sent_of_year` count those of the last twelve months.
    `resting`: nothing is proposed for them, as they are snoozed or their cadence is off.
    """

    contact: Contact
    strength: Strength
    held: tuple[Criterion, ...]
    missing: tuple[Gap, ...]
    waits: tuple[Wait, ...]
    met: tuple[LogLine, ...]
    last: LogLine | None
    next: Promise | None
    exchanges: tuple[Exchange, ...]
    year: Traded
    given: tuple[Referral, ...]
    sent: tuple[Referral, ...]
    given_of_year: int
    sent_of_year: int
    resting: bool


def is_partner(contact: Contact, today: date) -> bool:
    """True for who is in the circle `partner` or has anything under `partner:`, archived people apart."""
    counts = contact.circle == "partner" or bool(contact.partner)
    return counts and not contact.archived and in_book(contact, today)


@once_per_book
def partners_in(book: Book, today: date) -> tuple[Contact, ...]:
    """Every referral partner, in the order of the contacts."""
    return tuple([contact for contact, counts in _counts.people(book, today) if counts])


@of_each
def _counts(contact: Contact, _config: Config, today: date) -> bool:
    return is_partner(contact, today)


def partner_of(contact: Contact, book: Book, today: date, pipeline: Pipeline) -> Partner:
    """All that is known of somebody as a partner, whether they are one already or might become one."""
    start, end = twelve_months(today)
    given, sent = pipeline.given_by(contact), pipeline.sent_to(contact)
    every = exchanges(contact, book, contact.log[0].date if contact.log else today, end)
    return Partner(
        contact=contact,
        strength=strength(contact),
        held=held(contact),
        missing=tuple(
            Gap(one, one.earned_with(contact), _shown(one, contact, given, sent, today))
            for one in missing(contact)
        ),
        waits=waits(contact, given, sent),
        met=meetings(contact, quarter_of(today).start, end),
        last=last_meeting(contact, end),
        next=next_meeting(contact, today),
        exchanges=every,
        year=traded(one for one in every if one.line.date >= start),
        given=given,
        sent=sent,
        given_of_year=sum(one.opened >= start for one in given),
        sent_of_year=sum(one.opened >= start for one in sent),
        resting=not proposable(contact, book, today),
    )


def _shown(
    criterion: Criterion, contact: Contact, given: Sequence[Referral], sent: Sequence[Referral], today: date
) -> str | None:
    """What the pipeline says for a criterion that nobody has noted yet."""
    name = first_name(contact.name)
    if criterion.word == "introduces" and given:
        who, when = given[-1].prospect, day_words(given[-1].opened, today)
        return f"{name} sent you {who.public_name} on {when}: if that holds, note “introduces”."
    if criterion.word == "receives" and sent:
        who, when = sent[-1].prospect, day_words(sent[-1].opened, today)
        return f"You sent {who.public_name} to {name} on {when}: if that went well, note “receives”."
    return None
