"""Whom to send a note, a gift, an article, an e-mail or a kind of one's own: by occasion, then time (S9)."""

from __future__ import annotations

from heapq import heapify, heappop
from typing import TYPE_CHECKING, NamedTuple

from karma.core.called import first_name
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
    """Somebody for a kind: how strong the occasion is, and the part of a year since the last of it, weighed.

    `occasion` says it in a sentence; it is empty when only time speaks for them.
    """

    strength: float
    waited: float
    kind: str
    contact: Contact
    occasion: str


def best(kinds: Sequence[str], people: Sequence[Contact], now: Moment, most: int) -> tuple[Next, ...]:
    """Whom next for these kinds, at most so many of each: by occasion, then by time, then by id.

    A note, a gift and an article compete for a person, and the one with the best occasion gets them.
    """
    cases = [
        (-case.strength, -case.waited, case.contact.id, place, case)
        for place, kind in enumerate(kinds)
        for contact in people
        if (case := _case(kind, contact, now))
    ]
    heapify(cases)  # few of them are looked at
    taken: set[str] = set()
    found: dict[str, list[Next]] = {kind: [] for kind in kinds}
    while cases and any(len(of_kind) < most for of_kind in found.values()):
        *_, case = heappop(cases)
        who, sent = case.contact.id, case.kind in SENT
        if len(found[case.kind]) < most and not (sent and who in taken):
            found[case.kind].append(_proposal(case, now))
            taken.update({who} if sent else ())
    return tuple(one for kind in kinds for one in found[kind])


def _case(kind: str, contact: Contact, now: Moment) -> _Case | None:
    if not _rested(contact, kind, now):
        return None
    reasons = {"note": _for_a_note, "gift": _for_a_gift, "article": _for_an_article, "email": _for_an_email}
    reason = reasons.get(kind, _by_time)(contact, now)
    if reason is None:
        return None
    days = min((now.today - _since(contact, kind, now)).days, _LONGEST)
    waited = round(days / _LONGEST * now.weight(contact), 9)
    return _Case(reason[0], waited, kind, contact, reason[1])


_Reason = tuple[float, str]
"""How strong the case is, and the occasion in a sentence, empty when only time speaks for them."""


def _for_a_note(contact: Contact, now: Moment) -> _Reason | None:
    occasion = max(for_a_note(contact, now), key=lambda one: one.strength, default=None)
    return occasion or _by_time(contact, now)


def _for_a_gift(contact: Contact, now: Moment) -> _Reason | None:
    """A gift needs a reason: an occasion, else good turns that they did you."""
    occasion = max(for_a_gift(contact, now), key=lambda one: one.strength, default=None)
    if occasion and _know_each_other(contact, now):
        return occasion
    return (0, "") if turns_done(contact, now) else None


def _for_an_article(contact: Contact, now: Moment) -> _Reason | None:
    subject = subject_for(contact, now)
    return (subject.strength, subject.heard) if subject else None


def _for_an_email(contact: Contact, _: Moment) -> _Reason | None:
    """Only to those who asked for it (S11)."""
    asked = "email" in contact.opt_in and contact.email and open_field(contact, "email")
    return (0, "") if asked else None


def _by_time(contact: Contact, now: Moment) -> _Reason | None:
    return (0, "") if _know_each_other(contact, now) else None


def _proposal(case: _Case, now: Moment) -> Next:
    """The case in words: only those that are chosen are worded."""
    kind, contact = case.kind, case.contact
    reason = case.occasion or _waited(contact, kind, now)
    if kind == "gift":
        reason = f"{'' if case.occasion else _did(contact, now)}{reason}{_liked(contact)}"
    return Next(kind, (contact,), _text(kind, contact, now), reason)


def _text(kind: str, contact: Contact, now: Moment) -> str:
    name = first_name(contact.name)
    if kind == "article" and (subject := subject_for(contact, now)):
        by_mail = "" if "email" in contact.opt_in else " on paper"
        return f"Send {name} something{by_mail} about {subject.about}."
    return {
        "note": f"Write {name} a note by hand.",
        "gift": f"Find {name} a small gift.",
        "email": f"Send {name} a short e-mail.",
    }.get(kind, f"Think of {name} for a {kind}.")


def _did(contact: Contact, now: Moment) -> str:
    turns = turns_done(contact, now)
    did = "a good turn" if turns == 1 else f"{turns} good turns"
    return f"{first_name(contact.name)} did you {did}. "


def _liked(contact: Contact) -> str:
    liked = contact.interests[:MOST_LIKED] if open_field(contact, "interests") else ()
    words = ", ".join(liked).replace("-", " ")
    return f" What {first_name(contact.name)} likes: {words}." if liked else ""


def _rested(contact: Contact, kind: str, now: Moment) -> bool:
    own = now.last(contact, kind)
    if own and (now.today - own.date).days < REST.get(kind, REST["note"]):
        return False
    sent = now.last(contact, *SENT) if kind in SENT else None
    return not (sent and (now.today - sent.date).days < APART)


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
