"""Openers from what is true and new about a person: each rule looks at one sort of fact (S2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.agenda import Opener
from karma.core.around import plain, they_told
from karma.core.dates import add_days
from karma.core.links import fold
from karma.core.opener_kinds import DENIED, SAID, TO_DO, TOLD, kind_of
from karma.core.phrases import from_now, sentence
from karma.core.privacy import open_field
from karma.core.promises import open_on
from karma.core.referrals.openings import givers_named
from karma.core.referrals.stages import IN_TOUCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.around import Said
    from karma.core.book import Contact
    from karma.core.config import Event
    from karma.core.logline import LogLine
    from karma.core.moment import Moment

EVENT_DAYS = 28
REMIND_DAYS = 7
BIRTHDAY_BEFORE, BIRTHDAY_AFTER = 3, 7
FRESH_DAYS = 365
INTEL_DAYS = 180


def next_time(at: Moment) -> Iterator[Opener]:
    """What you noted for next time, whatever kind is free for it; several notes take turns."""
    notes = at.contact.next_time
    start = at.turn % max(len(notes), 1)
    for item in notes[start:] + notes[:start]:
        text = sentence(plain(item, at.book))
        kind = (None if DENIED.search(item) else kind_of(item, TO_DO)) or "keep-in-touch"
        for free in dict.fromkeys((kind, "keep-in-touch", "say-hello")):
            yield Opener(free, text, "Next time, in the file")


def asked_for_call(at: Moment) -> Iterator[Opener]:
    """You said that you would call, and the day has come (S15)."""
    for promise in at.contact.promises:
        if promise.asks_for_call and promise.by and promise.by.start <= at.day and open_on(promise, at.day):
            about = plain(promise.text, at.book)[len("call") :].strip(" :")
            text = f"You said that you would call{f': {about}' if about else ''}."
            yield Opener("keep-in-touch", text, f"promise for {at.date_words(promise.by.last)}")


def sent_to_you(at: Moment) -> Iterator[Opener]:
    """Somebody sent them to you, and you have not spoken since: begin with whom you both know (S7)."""
    giver = sender(at)
    if giver:
        line, person = giver
        about = f": “{_excerpt(line, at)}”" if line.text else ""
        text = sentence(f"Mention {person.name}, who sent you {at.name}{about}")
        yield Opener("say-hello", text, f"referred on {at.date_words(line.date)}")


def sender(at: Moment) -> tuple[LogLine, Contact] | None:
    """Who sent them to you, and the line that says so; None once you are talking, or if they are private."""
    for line in at.newest_first():
        if at.book.config.verbs[line.verb].answered or line.inbound or line.verb in IN_TOUCH:
            return None
        if line.verb == "referred":
            givers = map(at.book.resolve, givers_named(line))
            named = (person for person in givers if person and not person.hidden and person != at.contact)
            return next(((line, person) for person in named), None)
    return None


def birthday(at: Moment) -> Iterator[Opener]:
    """A birthday within three days to come or a week gone by."""
    if not at.contact.birthday or not open_field(at.contact, "birthday"):
        return
    when = at.contact.birthday.nearest(at.day)
    away = (when - at.day).days
    if -BIRTHDAY_AFTER <= away <= BIRTHDAY_BEFORE:
        wish = "Wish" if away >= 0 else "Belatedly wish"
        text = f"{wish} {at.name} a happy birthday ({from_now(away)})."
        yield Opener("congratulate", text, f"birthday on {at.date_words(when)}")


def thanks(at: Moment) -> Iterator[Opener]:
    """A referral or another favour for which no thanks are in the log."""
    favour = at.owed
    if not favour:
        return
    if favour.referred:
        text = f"Thank {at.name} for sending you {favour.referred.public_name}, and tell how it is going."
    elif favour.line.text and (favour.source.id == at.contact.id or not favour.source.hidden):
        text = f"Thank {at.name}: “{_excerpt(favour.line, at)}”"
    else:
        text = f"Thank {at.name} for the good turn."
    yield Opener("thank-referral", sentence(text), f"log of {at.date_words(favour.date)}, not thanked yet")


def events(at: Moment) -> Iterator[Opener]:
    """Something within four weeks that is about what they like, or in their city."""
    for event in sorted(at.book.config.events, key=lambda event: (event.date, event.name)):
        if not at.day <= event.date < add_days(at.day, EVENT_DAYS) or not _concerns(event, at):
            continue
        when = f"{event.name} ({at.date_words(event.date)})"
        known = any(fold(event.name) in fold(line.text) for line in at.newest_first())
        because = f"coming up on {at.date_words(event.date)}"
        if known or event.date < add_days(at.day, REMIND_DAYS):
            yield Opener("remind-event", f"Remind {at.name} of {when}.", because)
        yield Opener("invite", f"Ask whether {at.name} would like to come to {when}.", because)


def fresh_news(at: Moment) -> Iterator[Opener]:
    """What they told you in and since the last conversation, if it is not older than a year."""
    for line in _since_last_talk(at):
        if not line.text or not they_told(line, at.book.config) or kind_of(line.text, SAID):
            continue
        said, because = _excerpt(line, at), f"log of {at.date_words(line.date)}"
        if DENIED.search(line.text):
            text = f"Ask {at.name} how things have been since: “{said}”"
            yield Opener("keep-in-touch", sentence(text), because)
            continue
        kind = kind_of(_first_thought(line.text), TOLD) or "keep-in-touch"
        yield Opener(kind, sentence(_NEWS[kind].format(name=at.name, said=said)), because)


_NEWS = {
    "keep-in-touch": "Ask {name} what became of it: “{said}”",
    "congratulate": "Congratulate {name}: “{said}”",
    "new-venture": "Ask {name} how the new venture is going: “{said}”",
    "opportunity-to-bid": "Ask {name} about the chance to bid: “{said}”",
    "praise-job": "Tell {name} what you liked about it: “{said}”",
    "horizon": "Ask {name} what is on the horizon: “{said}”",
    "idea": "Ask {name} to tell you more about the idea: “{said}”",
}


def mentions(at: Moment) -> Iterator[Opener]:
    """Somebody else spoke well of them, or would like to know them."""
    since = add_days(at.day, -FRESH_DAYS)
    for said in reversed(at.around.praised(at.contact)):
        if not since <= said.date < at.day:
            continue
        because = f"{said.source.name}, log of {at.date_words(said.date)}"
        if said.kind == "compliment":
            yield Opener(said.kind, f"Pass on a compliment from {said.source.name}.", because)
        else:
            yield Opener(said.kind, f"Tell {at.name} that {said.source.name} is interested.", because)


def intel(at: Moment) -> Iterator[Opener]:
    """What you heard from others about what they like, and have not told them (S6)."""
    since = add_days(at.day, -INTEL_DAYS)
    told = [line for line in at.newest_first() if line.verb == "told"]
    for tag in dict.fromkeys(map(fold, (*at.values("interests"), *at.values("tags")))):
        for said in reversed(at.around.heard(tag)):
            if said.date < since:
                break
            if (
                said.date < at.day
                and not any(line.date >= said.date for line in told)
                and not _told_by(at, said)
            ):
                heard = plain(said.line.text, at.book)
                text = sentence(f"Tell {at.name} what you heard: “{heard}”")
                yield Opener("horizon", text, f"heard on {at.date_words(said.date)}, about {tag}")
                return


def _told_by(at: Moment, said: Said) -> bool:
    people = (said.source, *map(at.book.resolve, said.line.links))
    return any(person and person.id == at.contact.id for person in people)


def _concerns(event: Event, at: Moment) -> bool:
    likes = set(map(fold, (*at.values("tags"), *at.values("interests"))))
    city = fold(at.contact.city) if at.contact.city and open_field(at.contact, "city") else ""
    about = set(map(fold, event.tags))
    return bool(likes & about) or bool(city and (city in about or city in fold(event.name)))


def _since_last_talk(at: Moment) -> Iterator[LogLine]:
    """The lines after the last conversation, and those of its day: what was said before is settled."""
    oldest = add_days(at.day, -FRESH_DAYS)
    talk = None
    for line in at.newest_first():
        if line.date < (talk or oldest):
            return
        yield line
        if not talk and at.book.config.verbs[line.verb].answered:
            talk = line.date


def _excerpt(line: LogLine, at: Moment) -> str:
    """The first thought of the line, short enough to be read at a glance."""
    said = plain(_first_thought(line.text), at.book).rstrip(".")
    return said if len(said) <= 90 else said[:90].rsplit(" ", 1)[0] + " …"


def _first_thought(text: str) -> str:
    return text.partition("; ")[0]
