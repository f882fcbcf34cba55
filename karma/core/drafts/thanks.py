"""Thanks for a referral, and what became of it; or for another good turn (S8, S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.drafts.days import on_day
from karma.core.drafts.facts import clean, known, noted, said
from karma.core.phrases import ago

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.core.gratitude import Favour
    from karma.core.referrals.referral import Referral

_OUTCOMES = {
    "referred": "I have not reached {name} yet, and will tell you as soon as I have.",
    "approached": "I have been in touch with {name}, and will tell you what becomes of it.",
    "unreachable": "I have not been able to reach {name} so far, and have not given up.",
    "reached": "{name} and I are talking, and I will tell you what becomes of it.",
    "cultivating": "It is not the moment for {name} yet, and we are staying in touch.",
    "next-step": "{name} and I have agreed on a next step.",
    "won": "{name} and I are working together now.",
    "lost": "It did not come to anything with {name} this time; I am glad of the thought all the same.",
    "no-fit": "It turned out not to be a fit with {name}; I am glad of the thought all the same.",
}


def facts(contact: Contact, desk: Desk) -> dict[str, str]:
    """Whom they sent you and what became of it, or your note of what they did, and when it was."""
    favour = _favour(contact, desk)
    if favour is None:
        return {}
    found = known(when=on_day(favour.date, desk.today))
    if favour.referred:
        return found | _referred(contact, favour.referred, desk)
    note = (
        "" if favour.source.hidden and favour.source.id != contact.id else said(favour.line.text, desk.book)
    )
    return found | known(favour=noted("what they did for you", note))


def fits(contact: Contact, desk: Desk) -> str | None:
    """Why thanks are fitting now: a favour for which none are in the log."""
    favour = desk.around.gratitude.owed(contact, desk.tomorrow)
    if favour is None:
        return None
    who = favour.referred
    did = f"sent you {'somebody' if who.hidden else who.name}" if who else "did you a good turn"
    return (
        f"{first_name(contact.name)} {did} {ago((desk.today - favour.date).days)}; no thanks are in the log."
    )


def sent_by(contact: Contact, desk: Desk) -> Contact | None:
    """The prospect for whom a thank-you thanks them; None when it is for another good turn."""
    favour = _favour(contact, desk)
    return favour.referred if favour else None


def _favour(contact: Contact, desk: Desk) -> Favour | None:
    """The one to thank for, as `owed` chooses it, else simply the newest."""
    owed = desk.around.gratitude.owed(contact, desk.tomorrow)
    every = desk.around.gratitude.of(contact)
    return owed or next((favour for favour in reversed(every) if favour.date <= desk.today), None)


def _referred(contact: Contact, prospect: Contact, desk: Desk) -> dict[str, str]:
    """Hidden people are named to nobody, not even to who sent them."""
    if prospect.hidden:
        return {}
    referrals = desk.pipeline.of(prospect)
    last = next((one for one in reversed(referrals) if one.giver == contact.id), None)
    return known(prospect=clean(prospect.name), outcome=_outcome(last))


def _outcome(referral: Referral | None) -> str | None:
    if referral is None:
        return None
    return _OUTCOMES[referral.stage].format(name=clean(first_name(referral.prospect.name)))
