"""An appeal to a referral who cannot be reached: what presses them, what they would gain (S7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.drafts.facts import clean, known, to_them
from karma.core.privacy import open_field
from karma.core.referrals.interest import interest_in
from karma.core.referrals.unreachable import play_of

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk


def facts(contact: Contact, desk: Desk) -> dict[str, str]:
    """The newest PAIN and GAIN of their `unreachable` lines, who sent them to you, and where you met."""
    found = [interest_in(line.text) for line in desk.lines(contact) if line.verb == "unreachable"]
    pain = next((one.pain for one in found if one.pain), "")
    gain = next((one.gain for one in found if one.gain), "")
    return known(
        pain=to_them(pain, "what presses them", desk.book),
        gain=to_them(gain, "what they would gain", desk.book),
        giver=_giver(contact, desk),
        place=clean(contact.met_at) if contact.met_at and open_field(contact, "met_at") else None,
    )


def fits(contact: Contact, desk: Desk) -> str | None:
    """Why an appeal is fitting now: they are a referral who cannot be reached, and it was not sent yet."""
    for referral in desk.pipeline.of(contact):
        play = play_of(referral, desk.book, desk.today)
        if play and any(step.name == "appeal" and not step.done for step in play.steps):
            return f"{first_name(contact.name)} does not answer; say what is in it for them."
    return None


def _giver(contact: Contact, desk: Desk) -> str | None:
    """Who sent you to them last, if they may be named."""
    givers = (one.giver for one in reversed(desk.pipeline.of(contact)) if one.giver)
    giver = desk.book.resolve(next(givers, ""))
    return None if giver is None or giver.hidden else clean(giver.name)
