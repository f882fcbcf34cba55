"""Who is chosen by plain numbers is who would be chosen by looking at everybody (S9)."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from karma.core.configfile import parse_config
from karma.core.dates import add_days
from karma.core.plan.by_hand import best
from karma.core.plan.candidates import APART, REST, SENT
from karma.core.plan.occasions import for_a_gift, for_a_note, turns_done
from karma.core.plan.proposal import Moment
from karma.core.plan.reading import subject_for
from karma.core.referrals.pipeline import pipeline_of
from karma.core.standing import start_of
from karma.core.touch import last_touch
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

TODAY = day("2026-11-20")
KINDS = ("note", "gift", "article", "email", "postcard")
LINES = ("call", "lunch", "note", "gift", "article", "email", "postcard", "tried", "got: a favour", "thanked")
STAGES = ("referred by [[p3]]", "referred by [[p4]]", "won USD 900: signed", "heard: a new fund #grants")


def random_book(seed: int) -> Book:
    of = Random(seed)  # noqa: S311 - any book will do
    config, problems = parse_config(
        '[plan]\npostcard = "1 a month"\nemail = "1 a month"\n[touch.postcard]\nresets = false\n'
    )
    assert not problems

    def somebody(number: int) -> Contact:
        days = [
            of.choice((0, 1, 5, 20, 21, 22, 59, 60, 90, 180, 200, 365, 400)) for _ in range(of.randint(0, 8))
        ]
        log = [f"{add_days(TODAY, -away)} {of.choice(LINES + STAGES)}" for away in sorted(days, reverse=True)]
        return person(
            f"P{number}",
            *log,
            verbs=config.verbs,
            circle=of.choice(("client", "partner", "dream", None)),
            birthday=of.choice((None, "--11-24", "--11-18", "--06-01")),
            met=of.choice((None, "2021-12-01", "2026-11-20", "2026-12-24", "2025-05-05")),
            added=of.choice((None, None, "2026-01-01")),
            interests=of.choice(((), ("grants",), ("sailing", "jazz"))),
            tags=of.choice(((), ("grants",))),
            email=("p@example.com",),
            opt_in=of.choice(((), ("email",))),
            private=of.choice(((), (), ("birthday", "met"), ("interests",))),
        )

    people = [somebody(number) for number in range(of.choice((3, 12, 60)))]
    return book(*people, plan=config.plan, verbs=config.verbs)


def chosen_by_looking_at_everybody(now: Moment) -> list[tuple[str, str]]:
    """Kind and id of whom next, at most three of a kind, as the plan says it in words."""
    places = []
    for place, kind in enumerate(KINDS):
        for contact in now.people:
            strength = _strength(kind, contact, now)
            if strength is not None:
                last = now.last(contact, kind)
                since = last.date if last else start_of(contact, now.book, TODAY)
                waited = round(min((TODAY - since).days, 365) / 365 * now.weight(contact), 9)
                places.append((-strength, -waited, contact.id, place, kind))
    taken: set[str] = set()
    found: list[tuple[str, str]] = []
    for *_, who, _, kind in sorted(places):
        if sum(of == kind for of, _ in found) < 3 and not (kind in SENT and who in taken):
            found.append((kind, who))
            taken |= {who} if kind in SENT else set()
    return [one for kind in KINDS for one in found if one[0] == kind]


def _strength(kind: str, contact: Contact, now: Moment) -> float | None:
    own, sent = now.last(contact, kind), now.last(contact, *SENT)
    if own and (TODAY - own.date).days < REST.get(kind, REST["note"]):
        return None
    if kind in SENT and sent and (TODAY - sent.date).days < APART:
        return None
    return _reason(kind, contact, now)


def _reason(kind: str, contact: Contact, now: Moment) -> float | None:
    known: float | None = 0 if last_touch(contact, now.book.config.verbs, now.before) else None
    if kind == "article":
        subject = subject_for(contact, now)
        known = subject.strength if subject else None
    elif kind == "email":
        known = 0 if "email" in contact.opt_in else None
    elif kind == "note":
        known = max((one.strength for one in for_a_note(contact, now)), default=known)
    elif kind == "gift":
        strengths = [one.strength for one in for_a_gift(contact, now)] if known is not None else []
        known = max(strengths, default=0 if turns_done(contact, now) else None)
    return known


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("so_far", [False, True])
def test_nobody_else_would_be_chosen(seed: int, so_far: bool) -> None:
    found = random_book(seed)
    morning = TODAY if so_far else add_days(TODAY, -1)
    now = Moment(found, pipeline_of(found, morning), TODAY, add_days(morning, 1))
    proposed = best(KINDS, now.people, now, 3)
    assert [(one.kind, one.people[0].id) for one in proposed] == chosen_by_looking_at_everybody(now)
