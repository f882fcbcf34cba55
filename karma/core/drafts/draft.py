"""The facts for each message of a draft: one message, or the three of an introduction (S16)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.aloud import aloud
from karma.core.called import first_name
from karma.core.drafts import appeal, article, follow_up, introduction, thanks
from karma.core.drafts.facts import Facts, clean, known
from karma.core.drafts.introduction import ASK_OTHER, ASK_THEM, PARTS
from karma.core.drafts.kinds import KINDS
from karma.core.moment import Moment
from karma.core.opener import opener
from karma.core.privacy import open_field
from karma.core.voicemail import voicemail

if TYPE_CHECKING:
    from karma.core.agenda import Opener
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.core.drafts.kinds import Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one message is made from: kind, whom it is for, the facts, a title where there are several."""

    kind: Kind
    to: tuple[Contact, ...]
    title: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user said about the draft: `about` what (article), and `to` whom they introduce (intro)."""

    about: str = ""
    to: Contact | None = None


NOTHING_SAID = Wish()


def sheets(contact: Contact, kind: str, desk: Desk, wish: Wish = NOTHING_SAID) -> tuple[Sheet, ...]:
    """The facts for each message of a draft of that kind; more than one for an introduction only.

    Hidden people are never named to others, and what a contact keeps private is not mentioned; whether two
    may be introduced is for the caller to ask (`introduction.may_meet`). Raises KeyError for an unknown kind.
    """
    if kind == "intro":
        return _introduction(contact, desk, wish.to or introduction.other_for(contact, desk))
    if kind == "voicemail":
        return (voicemail_sheet(contact, opener(contact, desk.book, desk.today, desk.around), desk),)
    found = article.facts(contact, desk, wish.about) if kind == "article" else _RULES[kind](contact, desk)
    facts = Facts(**{**_people(contact, desk), **found})
    return (Sheet(KINDS[kind], (contact,), "", facts),)


def voicemail_sheet(contact: Contact, chosen: Opener, desk: Desk) -> Sheet:
    """The facts for a voicemail with the opener of the day, where that is known already."""
    me = desk.book.config
    spoken = replace(me, name=clean(me.name), phone=clean(me.phone), company=clean(me.company))
    script = voicemail(replace(contact, name=clean(contact.name)), chosen, spoken)
    found = known(script=script, between_us=" ".join(chosen.aloud))
    return Sheet(KINDS["voicemail"], (contact,), "", Facts(**{**_people(contact, desk), **found}))


def _follow_up(contact: Contact, desk: Desk) -> dict[str, str]:
    at = Moment(contact, desk.book, desk.around, desk.today, 0)
    return follow_up.facts(contact, desk) | known(between_us=" ".join(aloud(at)))


def _pitch(contact: Contact, desk: Desk) -> dict[str, str]:  # noqa: ARG001  (called like the others)
    """Who you are is known for every message."""
    return {}


_RULES = {"follow-up": _follow_up, "thank-you": thanks.facts, "appeal": appeal.facts, "pitch": _pitch}


def _people(contact: Contact, desk: Desk) -> dict[str, str]:
    """The two of you."""
    them = known(
        name=clean(contact.name),
        first_name=clean(first_name(contact.name)),
        org=clean(contact.org) if contact.org and open_field(contact, "org") else None,
    )
    return desk.of_you | them


def _introduction(contact: Contact, desk: Desk, other: Contact | None) -> tuple[Sheet, ...]:
    """Ask the one, ask the other, and when both agree the introduction itself."""
    shared = {**_people(contact, desk), **introduction.facts(contact, other, desk)}
    name = first_name(other.name) if other else "the other"
    titles = {ASK_THEM: f"Ask {first_name(contact.name)} first", ASK_OTHER: f"Ask {name} as well"}
    second = (other,) if other else ()
    whom = {ASK_THEM: (contact,), ASK_OTHER: second}
    return tuple(
        Sheet(
            KINDS["intro"],
            whom.get(part, (contact, *second) if other else ()),
            titles.get(part, "When both have said yes"),
            Facts(**{**shared, "part": part}),
        )
        for part in PARTS
    )
