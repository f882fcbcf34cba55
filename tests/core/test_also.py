"""What else is worth doing today, across all systems: at most five things, in turns, as of this morning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from karma.core.today import today_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Also
    from karma.core.book import Book, Contact

TODAY = day("2026-11-20")
BUSY = "2026-11-12 call"
"""Spoken to last week: not among the calls."""


def also(of: Book, days: int = 0) -> tuple[Also, ...]:
    return today_of(of, TODAY + timedelta(days)).also


def a_network() -> list[Contact]:
    """Somebody for each system: a giver to tell, a recall, a partner to meet, a need and an offer, a guest."""
    return [
        person("Ann", BUSY, circle="partner"),
        person("Bill", BUSY, needs=("a bookkeeper",)),
        person("Carl", BUSY, "2026-05-02 thanked: for [[dora]]"),
        person("Dora", BUSY, "2026-05-01 referred by [[carl]]", "2026-06-01 lost", "2026-10-01 note"),
        person("Eve", BUSY, offers=("bookkeeping",)),
        person("Finn", BUSY, "2026-02-01 referred by [[gus]]", "2026-03-01 cultivating"),
        person("Gus", BUSY, "2026-03-02 told: about [[finn]]", "2026-03-02 thanked: for [[finn]]"),
        person("Hal", BUSY, "2026-11-14 meeting", met="2026-11-14"),
        person("Ida", BUSY, promises=("[ ] 2026-11-01 they: call me about the crane",)),
    ]


def test_each_thing_comes_with_its_reason_and_there_are_five_at_most() -> None:
    found = also(book(*a_network()))
    assert len(found) == 5
    assert all(thing.text.endswith(".") and thing.reason.endswith(".") for thing in found)


def test_nobody_is_asked_to_do_two_things_for_one_person() -> None:
    found = [thing.contact.id for thing in also(book(*a_network()))]
    assert len(found) == len(set(found))


def test_every_system_has_its_turn_within_two_weeks() -> None:
    of = book(*a_network())
    seen = {thing.kind for days in range(14) for thing in also(of, days)}
    assert {"follow-up", "tell", "recall", "exchange", "intro", "call-back"} <= seen


def test_what_is_done_today_stays_on_the_list_done() -> None:
    people = {one.id: one for one in a_network()}
    before = also(book(*people.values()))
    told = next(thing for thing in before if thing.kind == "follow-up").contact
    people[told.id] = person("Hal", BUSY, "2026-11-14 meeting", "2026-11-20 note", met="2026-11-14")
    after = also(book(*people.values()))
    assert [(thing.contact.id, thing.text) for thing in after] == [
        (thing.contact.id, thing.text) for thing in before
    ]
    assert [thing.contact.id for thing in after if thing.done] == ["hal"]


def test_who_is_on_the_list_of_calls_or_left_alone_is_asked_for_nothing_else() -> None:
    called = person("Bill", "2026-06-01 call", met="2026-11-10")
    resting = person("Finn", BUSY, "2026-03-01 cultivating", met="2026-02-01", snooze="2026-12-24")
    gone = person("Hal", BUSY, met="2026-11-14", archived=True)
    quiet = person("Ann", BUSY, circle="partner", every="off")
    assert also(book(called, resting, gone, quiet)) == ()


def test_nobody_is_wished_well_before_they_are_in_the_book() -> None:
    assert also(book(person("Fay", birthday="--11-21", added="2026-12-01"))) == ()


def test_the_meeting_of_today_does_not_tick_the_note_that_is_to_follow_it() -> None:
    hal = person("Hal", BUSY, "2026-11-20 meeting: at Rotary", met="2026-11-20")
    assert [(thing.kind, thing.done) for thing in also(book(hal))] == [("follow-up", False)]


@pytest.mark.parametrize(
    ("line", "done"),
    [("heard: a yard is for sale", False), ("tried", False), ("call in", False), ("text", True)],
)
def test_a_birthday_is_done_when_they_heard_from_you_today(line: str, done: bool) -> None:
    ida = person("Ida", BUSY, f"2026-11-20 {line}", birthday="--11-20")
    assert [(thing.kind, thing.done) for thing in also(book(ida))] == [("birthday", done)]


def test_the_same_files_and_day_give_the_same_list() -> None:
    assert also(book(*a_network())) == also(book(*reversed(a_network())))
