"""After a voicemail, a call or a meeting: what it was, what to remember, what was promised (S3, S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.drafts.days import by_period, on_day
from karma.core.drafts.desk import names_in
from karma.core.drafts.facts import Noted, known, noted, said, to_them
from karma.core.links import links_in
from karma.core.phrases import ago
from karma.core.privacy import open_field
from karma.core.verbs import IN_PERSON

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.core.logline import LogLine

FOLLOW_UP_DAYS = 14
"""After so long it is no following up any more, but a message of its own."""


def facts(contact: Contact, desk: Desk) -> dict[str, str]:
    """What the message follows, your note of it, and the promise that comes next."""
    line = _followed(contact, desk)
    place = contact.met_at if contact.met_at and open_field(contact, "met_at") else ""
    found = known(place=said(place, desk.book), **_promised(contact, desk))
    met = _met(contact, desk)
    if met and (line is None or line.date < met):
        return found | known(after="first meeting", when=on_day(met, desk.today))
    if line is None:
        return found
    note = "" if line.verb == "voicemail" else said(line.text, desk.book)
    return found | known(
        after=_what(line, desk),
        when=on_day(line.date, desk.today),
        remember=noted("something you remember of it", note),
    )


def fits(contact: Contact, desk: Desk) -> str | None:
    """Why a follow-up is fitting now: you met or left a message, and nothing written followed yet.

    After a call there is nothing to write: it was the better of the two (S4).
    """
    verbs = desk.book.config.verbs
    line, met = _followed(contact, desk), _met(contact, desk)
    day = max((day for day in (line and line.date, met) if day), default=None)
    if day is None or (desk.today - day).days > FOLLOW_UP_DAYS:
        return None
    for later in desk.lines(contact):
        if later.date < day:
            break
        if not later.inbound and verbs[later.verb].kind == "touch" and not verbs[later.verb].voice:
            return None
    when = ago((desk.today - day).days)
    if line is None or line.date < day:
        return f"You met for the first time {when}, and nothing written has followed yet."
    what = _what(line, desk)
    did = "left a message" if what == "voicemail" else "met"
    return None if what.endswith("call") else f"You {did} {when}, and nothing written has followed yet."


def _met(contact: Contact, desk: Desk) -> date | None:
    met = contact.met if open_field(contact, "met") else None
    return met if met and met <= desk.today else None


def _followed(contact: Contact, desk: Desk) -> LogLine | None:
    """The newest conversation, or message that you left."""
    verbs = desk.book.config.verbs
    for line in desk.lines(contact):
        verb = verbs[line.verb]
        if verb.voice and (verb.answered or (verb.resets and not line.inbound)):
            return line
    return None


def _what(line: LogLine, desk: Desk) -> str:
    if line.verb in IN_PERSON:
        return "lunch" if line.verb == "lunch" else "meeting"
    if desk.book.config.verbs[line.verb].answered:
        return "their call" if line.inbound else "call"
    return "voicemail"


def _aloud(text: str, contact: Contact, desk: Desk) -> str:
    """A promise as you may say it to them; one that speaks of somebody else, or of asking, is a gap."""
    what = "what you promised"
    asks = text.casefold().startswith("ask about")
    if asks or links_in(text) or desk.names_in(text) - names_in(contact.name):
        return noted(what, said(text, desk.book))
    words = to_them(text, what, desk.book)
    as_it_stands = isinstance(words, Noted) or not words[1:2].islower()
    return words if as_it_stands else words[:1].lower() + words[1:]


def _promised(contact: Contact, desk: Desk) -> dict[str, str | None]:
    """The next promise of yours that is open, and the day of a call you promised."""
    mine = [promise for promise in contact.promises if promise.state == "open" and not promise.theirs]
    mine.sort(key=lambda promise: (promise.by is None, str(promise.by), promise.line))
    calls = [one.by for one in mine if one.asks_for_call and one.by and one.by.end > desk.today]
    other = next((one for one in mine if not one.asks_for_call), None)
    call_when = by_period(calls[0], desk.today) if calls else None
    text = _aloud(other.text, contact, desk) if other else ""
    return {
        "call_when": call_when.replace("by ", "on ", 1) if call_when else None,
        "promise": text,
        "promise_when": by_period(other.by, desk.today) if other and other.by else None,
    }
