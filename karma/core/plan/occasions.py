"""Occasions for a note or a gift: a good turn, work begun or an anniversary, a birthday, a meal (S9).

Each occasion is a sentence with its strength: 3 for thanks and birthdays, 1 for what is merely kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.around import plain
from karma.core.called import first_name
from karma.core.dates import EARLIEST, Birthday, add_days
from karma.core.phrases import ago, day_words, from_now
from karma.core.privacy import open_field
from karma.core.touch import newest_first, unanswered
from karma.core.verbs import IN_PERSON
from karma.core.welcome import ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from karma.core.book import Contact
    from karma.core.gratitude import Favour
    from karma.core.plan.proposal import Moment
    from karma.core.verbs import Verb

AHEAD = 14
"""Days ahead at which a birthday or an anniversary is near: post takes its time."""
FAVOUR_DAYS = 90
"""A good turn of these last days is worth a gift, though it was thanked in words."""
THANKS_DAYS = 365
"""Thanks for a good turn of these last days press; later ones are still a kind thing to send."""
WELCOME_DAYS = 60
"""Work that began in these last days is worth a welcome."""
TABLE_DAYS = 21
"""A meal or meeting of these last days is worth a line."""


class Occasion(NamedTuple):
    """Why now: the stronger, the better; `says` is a sentence."""

    strength: int
    says: str


def for_a_note(contact: Contact, now: Moment) -> Iterator[Occasion]:
    """Occasions to write somebody by hand."""
    if favour := now.around.gratitude.owed(contact, now.before):
        strength = 3 if (now.today - favour.date).days <= THANKS_DAYS else 1
        yield Occasion(strength, f"{_good_turn(contact, favour, now)}, and no thanks are in the log yet.")
    yield from filter(None, [birthday(contact, now.today)])
    if began := now.work_begun.get(contact.id):
        if (now.today - began).days <= WELCOME_DAYS:
            yield Occasion(2, f"Your work together began on {day_words(began, now.today)}.")
        yield from filter(None, [anniversary(began, "you began to work together", now.today)])
    elif contact.met and open_field(contact, "met"):
        yield from filter(None, [anniversary(contact.met, "you met", now.today)])
    yield from filter(None, [a_line(contact, now.book.config.verbs, now.today, now.before)])


def for_a_gift(contact: Contact, now: Moment) -> Iterator[Occasion]:
    """Occasions to give somebody something of value; a good turn before the last gift is none."""
    gave = now.work_given.get(contact.id)
    favours = now.around.gratitude.of(contact)
    if gave or favours:
        gift = now.last(contact, "gift")
        since = max(gift.date if gift else EARLIEST, add_days(now.today, -FAVOUR_DAYS))
        if gave and gave.since > since:
            sent = f"{first_name(contact.name)} sent you {gave.prospect.public_name}"
            yield Occasion(3, f"{sent}: work since {day_words(gave.since, now.today)}.")
        if fresh := [one for one in favours if since < one.date < now.before]:
            yield Occasion(2, f"{_good_turn(contact, fresh[-1], now)}.")
    yield from filter(None, [birthday(contact, now.today)])
    if began := now.work_begun.get(contact.id):
        yield from filter(None, [anniversary(began, "you began to work together", now.today)])


def turns_done(contact: Contact, now: Moment) -> int:
    """How many good turns they ever did you."""
    return sum(one.date < now.before for one in now.around.gratitude.of(contact))


def birthday(contact: Contact, today: date) -> Occasion | None:
    """Their birthday, when it is near enough for post."""
    near = contact.birthday and contact.birthday.is_near(today, AHEAD)
    if contact.birthday and near and open_field(contact, "birthday"):
        day = contact.birthday.nearest(today)
        if 0 <= (day - today).days <= AHEAD:
            when = from_now((day - today).days)
            return Occasion(3, f"Birthday {when}, on {day_words(day, today)}.")
    return None


def anniversary(begun: date, what: str, today: date) -> Occasion | None:
    """The day on which it is years since `what` began."""
    day = comes_round(begun, today)
    if day is None:
        return None
    years = day.year - begun.year
    since = "a year" if years == 1 else f"{years} years"
    return Occasion(1, f"It is {since} on {day_words(day, today)} since {what}.")


def comes_round(begun: date, today: date) -> date | None:
    """The day, near enough for post, on which it is a year or more since `begun`."""
    yearly = Birthday(begun.month, begun.day)
    if not yearly.is_near(today, AHEAD):
        return None
    day = yearly.nearest(today)
    return day if day.year > begun.year and 0 <= (day - today).days <= AHEAD else None


def a_line(contact: Contact, verbs: Mapping[str, Verb], today: date, before: date) -> Occasion | None:
    """The last thing between you was a meal or a meeting, not long ago, or tries that nobody answered."""
    line = next(newest_first(contact, before), None)
    if line and line.verb in IN_PERSON and (today - line.date).days <= TABLE_DAYS:
        what = "had lunch" if line.verb == "lunch" else "met"
        return Occasion(1, f"You {what} {ago((today - line.date).days)}: a line by hand rounds it off.")
    tries = len(unanswered(contact, verbs, before))
    if tries >= ATTEMPTS:
        return Occasion(1, f"{tries} attempts without an answer: a line by hand may get through.")
    return None


def _good_turn(contact: Contact, favour: Favour, now: Moment) -> str:
    did = f"sent you {favour.referred.public_name}" if favour.referred else "did you a good turn"
    said = plain(favour.line.text, now.book).rstrip(".")
    what = f" (“{said}”)" if said and not favour.referred else ""
    return f"{first_name(contact.name)} {did} on {day_words(favour.date, now.today)}{what}"
