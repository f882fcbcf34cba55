"""Which messages are fitting now for somebody, each with the reason (S16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.drafts import appeal, article, follow_up, introduction, thanks
from karma.core.drafts.kinds import KINDS
from karma.core.privacy import open_field
from karma.core.referrals.answers import says_in_touch

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.core.drafts.kinds import Kind


@dataclass(frozen=True, slots=True)
class Fit:
    """A kind of message, and in a sentence why it is fitting now; "" when it is not."""

    kind: Kind
    why: str


def fitting(contact: Contact, desk: Desk) -> tuple[Fit, ...]:
    """Every kind in its order, with the reason where there is one. Nothing is fitting for the archive."""
    rules = {
        "voicemail": _voicemail,
        "follow-up": follow_up.fits,
        "article": article.fits,
        "intro": introduction.fits,
        "thank-you": thanks.fits,
        "appeal": appeal.fits,
        "pitch": _pitch,
    }
    return tuple(
        Fit(kind, "" if contact.archived else rules[name](contact, desk) or "")
        for name, kind in KINDS.items()
    )


def _voicemail(contact: Contact, desk: Desk) -> str | None:
    at_peace = contact.snooze and contact.snooze > desk.today
    if at_peace or not contact.phone or not open_field(contact, "phone"):
        return None
    return f"For when {first_name(contact.name)} does not answer."


def _pitch(contact: Contact, desk: Desk) -> str | None:
    verbs = desk.book.config.verbs
    if any(verbs[line.verb].answered or says_in_touch(line) for line in desk.lines(contact)):
        return None
    return f"{first_name(contact.name)} may ask what you do: you have not spoken yet."
