"""Whom to send a note, a gift, an article, an e-mail or a kind of one's own: by occasion, then time (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.phrases import ago, day_words
from karma.core.plan.candidates import SENT, Candidates
from karma.core.plan.occasions import for_a_gift, for_a_note, turns_done
from karma.core.plan.proposal import Next
from karma.core.plan.reading import subject_for
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact
    from karma.core.plan.candidates import Case
    from karma.core.plan.proposal import Moment

MOST_LIKED = 3


def best(kinds: Sequence[str], people: Sequence[Contact], now: Moment, most: int) -> tuple[Next, ...]:
    """Whom next for these kinds, at most so many of each: by occasion, then by time, then by id.

    A note, a gift and an article compete for a person, and the one with the best occasion gets them.
    """
    candidates = Candidates(people, now)
    # Of those who come first for one kind the others may have been taken by another.
    cases = [
        (-case.strength, -case.waited, case.contact.id, place, case)
        for place, kind in enumerate(kinds)
        for case in candidates.best(kind, most * len(SENT))
    ]
    cases.sort(key=lambda one: one[:4])
    taken: set[str] = set()
    found: dict[str, list[Next]] = {kind: [] for kind in kinds}
    for *_, case in cases:
        who, sent = case.contact.id, case.kind in SENT
        if len(found[case.kind]) < most and not (sent and who in taken):
            found[case.kind].append(_proposal(case, now))
            taken.update({who} if sent else ())
    return tuple(one for kind in kinds for one in found[kind])


def _proposal(case: Case, now: Moment) -> Next:
    """The case in words: only those that are chosen are worded."""
    kind, contact = case.kind, case.contact
    occasion = _occasion(case, now) if case.strength else ""
    reason = occasion or _waited(contact, kind, now)
    if kind == "gift":
        reason = f"{'' if occasion else _did(contact, now)}{reason}{_liked(contact)}"
    return Next(kind, (contact,), _text(kind, contact, now), reason)


def _occasion(case: Case, now: Moment) -> str:
    """The strongest occasion in a sentence."""
    if case.kind == "article":
        subject = subject_for(case.contact, now)
        return subject.heard if subject else ""
    occasions = for_a_note if case.kind == "note" else for_a_gift
    return max(occasions(case.contact, now), key=lambda one: one.strength).says


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


def _waited(contact: Contact, kind: str, now: Moment) -> str:
    """How long it is since the last one, in a sentence."""
    line = now.last(contact, kind)
    what = {"article": "piece", "email": "e-mail"}.get(kind, kind)
    if not line:
        return f"No {what} from you is in the log yet."
    day = day_words(line.date, now.today)
    return f"The last {what} from you went on {day}, {ago((now.today - line.date).days)}."
