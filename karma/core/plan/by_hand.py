"""Whom to send a note, a gift, an article, an e-mail or a kind of one's own: by occasion, then time (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.phrases import ago, day_words
from karma.core.plan.occasions import for_a_gift, for_a_note, turns_done
from karma.core.plan.proposal import Next
from karma.core.plan.reading import subject_for
from karma.core.privacy import open_field
from karma.core.standing import start_of
from karma.core.touch import last_touch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Contact
    from karma.core.plan.proposal import Moment

SENT = ("note", "gift", "article")
"""These go to one person one at a time."""
APART = 21
"""Days between any two of them to one person."""
REST = {"note": 90, "gift": 180, "article": 60, "email": 30}
"""Days before the same kind goes to the same person again; for kinds of one's own as for a note."""
MOST_LIKED = 3
_LONGEST = 365
"""Days after which more time adds nothing."""


class _Case(NamedTuple):
    """A proposal, how strong the occasion is, and the part of a year since the last of that kind, weighed."""

    strength: float
    waited: float
    proposal: Next


def best(kinds: Sequence[str], people: Sequence[Contact], now: Moment, most: int) -> tuple[Next, ...]:
    """Whom next for these kinds, at most so many of each: by occasion, then by time, then by id.

    A note, a gift and an article compete for a person, and the one with the best occasion gets them.
    """
    cases = [case for kind in kinds for contact in people if (case := _case(kind, contact, now))]
    cases.sort(key=lambda case: (-case.strength, -case.waited, case.proposal.people[0].id))
    taken: set[str] = set()
    found: dict[str, list[Next]] = {kind: [] for kind in kinds}
    for _, _, proposal in cases:
        who, sent = proposal.people[0].id, proposal.kind in SENT
        if len(found[proposal.kind]) < most and not (sent and who in taken):
            found[proposal.kind].append(proposal)
            taken.update({who} if sent else ())
    return tuple(one for kind in kinds for one in found[kind])


def _case(kind: str, contact: Contact, now: Moment) -> _Case | None:
    if not _rested(contact, kind, now):
        return None
    makers = {"note": _note, "gift": _gift, "article": _article, "email": _email}
    made = makers[kind](contact, now) if kind in makers else _by_time(kind, contact, now)
    if made is None:
        return None
    strength, text, reason = made
    days = min((now.today - _since(contact, kind, now)).days, _LONGEST)
    waited = round(days / _LONGEST * now.weight(contact), 9)
    return _Case(strength, waited, Next(kind, (contact,), text, reason))


_Made = tuple[float, str, str]
"""How strong the case is, what to do, and why."""


def _note(contact: Contact, now: Moment) -> _Made | None:
    text = f"Write {first_name(contact.name)} a note by hand."
    occasion = max(for_a_note(contact, now), key=lambda one: one.strength, default=None)
    if occasion:
        return occasion.strength, text, occasion.says
    return (0, text, _waited(contact, "note", now)) if _know_each_other(contact, now) else None


def _gift(contact: Contact, now: Moment) -> _Made | None:
    """A gift needs a reason: an occasion, else good turns that they did you."""
    name = first_name(contact.name)
    liked = contact.interests[:MOST_LIKED] if open_field(contact, "interests") else ()
    idea = f" What {name} likes: {', '.join(liked).replace('-', ' ')}." if liked else ""
    text = f"Find {name} a small gift."
    occasion = max(for_a_gift(contact, now), key=lambda one: one.strength, default=None)
    if occasion and _know_each_other(contact, now):
        return occasion.strength, text, occasion.says + idea
    turns = turns_done(contact, now)
    if not turns:
        return None
    did = "a good turn" if turns == 1 else f"{turns} good turns"
    return 0, text, f"{name} did you {did}. {_waited(contact, 'gift', now)}{idea}"


def _article(contact: Contact, now: Moment) -> _Made | None:
    subject = subject_for(contact, now)
    if not subject:
        return None
    by_mail = "" if "email" in contact.opt_in else " on paper"
    text = f"Send {first_name(contact.name)} something{by_mail} about {subject.about}."
    if subject.heard:
        return subject.strength, text, subject.heard
    return 0, text, _waited(contact, "article", now)


def _email(contact: Contact, now: Moment) -> _Made | None:
    """Only to those who asked for it (S11)."""
    if "email" not in contact.opt_in or not contact.email or not open_field(contact, "email"):
        return None
    return 0, f"Send {first_name(contact.name)} a short e-mail.", _waited(contact, "email", now)


def _by_time(kind: str, contact: Contact, now: Moment) -> _Made | None:
    if not _know_each_other(contact, now):
        return None
    return 0, f"Think of {first_name(contact.name)} for a {kind}.", _waited(contact, kind, now)


def _rested(contact: Contact, kind: str, now: Moment) -> bool:
    own = now.last(contact, kind)
    if own and own.date > add_days(now.today, -REST.get(kind, REST["note"])):
        return False
    sent = now.last(contact, *SENT) if kind in SENT else None
    return not (sent and sent.date > add_days(now.today, -APART))


def _know_each_other(contact: Contact, now: Moment) -> bool:
    return last_touch(contact, now.book.config.verbs, now.before) is not None


def _since(contact: Contact, kind: str, now: Moment) -> date:
    line = now.last(contact, kind)
    return line.date if line else start_of(contact, now.book, now.today)


def _waited(contact: Contact, kind: str, now: Moment) -> str:
    """How long it is since the last one, in a sentence."""
    line = now.last(contact, kind)
    what = {"article": "piece", "email": "e-mail"}.get(kind, kind)
    if not line:
        return f"No {what} from you is in the log yet."
    day = day_words(line.date, now.today)
    return f"The last {what} from you went on {day}, {ago((now.today - line.date).days)}."
