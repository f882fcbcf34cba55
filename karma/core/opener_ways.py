"""Openers that are true at any time: they take turns from call to call (S2, S14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.agenda import Opener
from karma.core.around import best_match
from karma.core.links import fold
from karma.core.phrases import sentence, span_words
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.moment import Moment

_ADVICE_ON = re.compile(r"^(?:some )?(?:advice|opinions?) (?:on|about) ", re.IGNORECASE)
MEETING_DAYS = 120
"""After so long without sitting together a meeting is worth planning."""


def bid(at: Moment) -> Iterator[Opener]:
    """Somebody needs what they offer."""
    match = best_match(at.values("offers"), at.around.needs, at.contact)
    if match and not _introduced(at, match.other.id):
        text = f"Tell {at.name} that {match.other.name} is looking for {match.theirs}."
        yield Opener("opportunity-to-bid", text, f"offers {match.mine}")


def help_with_need(at: Moment) -> Iterator[Opener]:
    """Somebody offers what they need: an introduction would make things better for them."""
    match = best_match(at.values("needs"), at.around.offers, at.contact)
    if match and not _introduced(at, match.other.id):
        text = f"Offer to introduce {match.other.name} ({match.theirs})."
        yield Opener("suggest-improvement", text, f"needs {match.mine}")


def organisation(at: Moment) -> Iterator[Opener]:
    """A group of yours that their log does not mention yet."""
    for name in at.book.config.organisations:
        if not any(fold(name) in fold(line.text) for line in at.newest_first()):
            text = f"Invite {at.name} to come along to {name}."
            yield Opener("invite", text, f"you belong to {name}")
            return


def opinion(at: Moment) -> Iterator[Opener]:
    """What they are good at, or what they do."""
    topics = at.values("offers")
    if topics:
        topic = topics[at.turn % len(topics)]
        yield Opener(
            "ask-opinion",
            f"Ask {at.name} for an opinion: you could use some advice on {_ADVICE_ON.sub('', topic)}.",
            f"offers {topic}",
        )
    elif at.contact.title and open_field(at.contact, "title"):
        text = f"Ask {at.name} for an opinion, as one who knows the work: {at.contact.title}."
        yield Opener("ask-opinion", text, f"title: {at.contact.title}")


def critique(at: Moment) -> Iterator[Opener]:
    """Somebody you have talked to can tell you how you come across, if you have a pitch."""
    pitch = at.book.config.pitch
    if pitch and at.turn:
        text = sentence(
            f"Ask {at.name} for an honest critique of how you put it: “{pitch.strip().rstrip('.')}”"
        )
        yield Opener("ask-critique", text, "your pitch, in karma.toml")


def interest(at: Moment) -> Iterator[Opener]:
    """What they like to talk about, one after the other."""
    topics = at.values("interests")
    if topics:
        topic = topics[at.turn % len(topics)]
        yield Opener("keep-in-touch", f"Ask {at.name} what is new in {topic}.", f"interested in {topic}")


def sit_together(at: Moment) -> Iterator[Opener]:
    """A client, partner or prospect whom you have not met in person for a while."""
    if at.contact.circle not in ("client", "partner", "prospect"):
        return
    last = _last_met(at)
    if last and (at.day - last).days < MEETING_DAYS:
        return
    because = f"last met {span_words((at.day - last).days)} ago" if last else "no meeting in the log yet"
    yield Opener("plan-meeting", f"Suggest a lunch or a coffee with {at.name}.", because)


def hello(at: Moment) -> Iterator[Opener]:
    """Always true: there are three kinds here, so that one is always free."""
    since = (
        at.contact.met
        if at.contact.met and at.contact.met < at.day and open_field(at.contact, "met")
        else None
    )
    known = f"you met on {at.date_words(since)}" if since else "nothing newer in the file"
    yield Opener("say-hello", f"Just say hello, and ask how {at.name} is.", known)
    yield Opener("keep-in-touch", f"Ask what keeps {at.name} busy these days, and listen.", known)
    yield Opener("plan-meeting", f"Ask {at.name} when you could see each other again.", known)


def _introduced(at: Moment, other_id: str) -> bool:
    targets = (party.target for line in at.newest_first() if line.verb == "intro" for party in line.parties)
    people = map(at.book.resolve, targets)
    return any(person and person.id == other_id for person in people)


def _last_met(at: Moment) -> date | None:
    return next(
        (line.date for line in at.newest_first() if line.verb in ("lunch", "meeting", "exchange")), None
    )
