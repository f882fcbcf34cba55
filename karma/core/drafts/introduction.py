"""An introduction that asks both first: who needs what, and who could help with it (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.drafts.facts import clean, known, said, to_them
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk

NEED = "what they are looking for"
ASK_THEM, ASK_OTHER, INTRODUCE = PARTS = ("ask them", "ask the other", "introduce")


def other_for(contact: Contact, desk: Desk) -> Contact | None:
    """Whom `karma match` proposes for what they need."""
    proposed = desk.proposed.get(contact.id)
    return proposed.expert if proposed else None


def may_meet(contact: Contact, other: Contact) -> bool:
    """False when one of them is hidden: hidden people are never named to others."""
    return not (contact.hidden or other.hidden)


def facts(contact: Contact, other: Contact | None, desk: Desk) -> dict[str, str]:
    """Who the other is, what is needed and what is offered, as the two say it themselves."""
    if other is None:
        needs = _open(contact, "needs")
        return known(need=to_them(needs[0], NEED, desk.book) if needs else None)
    need, offer = _pair(contact, other, desk)
    return known(
        other=clean(other.name),
        other_first_name=clean(first_name(other.name)),
        other_org=clean(other.org) if other.org and open_field(other, "org") else None,
        need=to_them(need, NEED, desk.book),
        offer=to_them(offer, "what the other does", desk.book),
    )


def fits(contact: Contact, desk: Desk) -> str | None:
    """Why an introduction is fitting now: somebody whom they do not know offers what they need."""
    one = desk.proposed.get(contact.id)
    return f"{one.expert.name} could help: {said(one.offer, desk.book)}." if one else None


def _pair(contact: Contact, other: Contact, desk: Desk) -> tuple[str, str]:
    """The need that the other can help with, and the offer; without such a pair, the first of each."""
    proposed = desk.proposed.get(contact.id)
    if proposed and proposed.expert.id == other.id:
        return proposed.need, proposed.offer
    meeting = desk.around.market.between(contact, other)
    if meeting:
        return meeting.need.text, meeting.offer.text
    return next(iter(_open(contact, "needs")), ""), next(iter(_open(other, "offers")), "")


def _open(contact: Contact, field: str) -> tuple[str, ...]:
    return getattr(contact, field) if open_field(contact, field) else ()
