"""Referrals that stand still, and their next move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.stuck import stuck_referrals
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.referrals.stuck import Stuck

SENT = "2026-10-01 referred by [[bill-okafor]]"
BILL, EVE = person("Bill Okafor"), person("Eve Ng")


def stuck(*people: Contact, today: str = "2026-11-20") -> list[Stuck]:
    of = book(*people, BILL, *([] if any(one.id == "eve-ng" for one in people) else [EVE]))
    return list(stuck_referrals(pipeline_of(of, day(today)), of, day(today)))


def jane(*log: str, **fields: Any) -> Contact:
    return person("Jane Doe", *log, **fields)


@pytest.mark.parametrize(
    ("log", "moved", "still"),
    [
        ([SENT], "2026-10-08", "2026-10-09"),
        ([SENT, "2026-10-02 approached"], "2026-10-09", "2026-10-10"),
        ([SENT, "2026-10-02 reached"], "2026-10-23", "2026-10-24"),
        ([SENT, "2026-10-02 next-step"], "2026-10-23", "2026-10-24"),
        (["2026-10-01 intro to [[eve-ng]]"], "2026-10-22", "2026-10-23"),
    ],
    ids=["referred", "approached", "reached", "next step", "given"],
)
def test_each_stage_has_its_patience(log: list[str], moved: str, still: str) -> None:
    assert not stuck(jane(*log), today=moved)
    assert stuck(jane(*log), today=still)


@pytest.mark.parametrize("end", ["cultivating", "won", "lost", "no-fit"])
def test_cultivation_and_what_has_ended_are_not_stuck(end: str) -> None:
    assert not stuck(jane(SENT, f"2026-10-02 {end}"))


def test_a_touch_is_a_sign_of_life() -> None:
    assert not stuck(jane(SENT, "2026-10-02 reached", "2026-11-10 email"))
    [found] = stuck(jane(SENT, "2026-10-02 reached", "2026-10-10 email", "2026-11-21 call"))
    assert found.days == 41


def test_a_date_to_come_looks_after_it() -> None:
    log = (SENT, "2026-10-02 next-step")
    assert not stuck(jane(*log, promises=("[ ] 2026-11-20 they: the figures",)))
    assert stuck(jane(*log, promises=("[ ] 2026-11-19 the proposal",)))
    assert stuck(jane(*log, promises=("[x] 2026-11-30 the proposal ✅ 2026-11-02", "[ ] someday")))


def test_a_play_with_a_step_to_do_is_shown_at_once() -> None:
    log = (SENT, "2026-11-18 tried", "2026-11-19 tried", "2026-11-20 tried")
    [found] = stuck(jane(*log, promises=("[ ] 2026-12-01 call",)))
    assert found.play
    assert (found.days, found.next) == (0, "Find out what is pain or gain to Jane.")


def test_a_play_that_waits_for_its_day_is_left_in_peace_until_then() -> None:
    log = (
        SENT,
        "2026-10-15 unreachable: PAIN: insurance",
        "2026-10-16 note",
        "2026-10-16 told [[bill-okafor]]",
    )
    waiting = jane(*log, promises=("[ ] 2026-11-20 call",))
    assert not stuck(waiting, today="2026-11-20")
    [found] = stuck(waiting, today="2026-11-21")
    assert found.next == "The day to wait for has passed: try Jane once more, or let it rest."


@pytest.mark.parametrize(
    "fields",
    [{"archived": True}, {"snooze": "2026-11-21"}, {"every": "off"}],
    ids=lambda one: next(iter(one)),
)
def test_who_is_left_alone_is_not_pressed(fields: dict[str, Any]) -> None:
    assert not stuck(jane(SENT, **fields))


def test_a_snooze_ends_on_its_day() -> None:
    assert stuck(jane(SENT, snooze="2026-11-20"))


def test_a_chat_about_something_else_does_not_move_a_referral_you_gave() -> None:
    given = "2026-10-01 intro to [[eve-ng]]"
    assert stuck(jane(given, "2026-11-10 call: the weather"))
    assert not stuck(jane(given, "2026-11-10 call: [[eve-ng]] has come by"))
    assert not stuck(jane(given), person("Eve Ng", "2026-11-10 call: met [[jane-doe]], likes her"))
    assert not stuck(jane(given), person("Eve Ng", promises=("[ ] 2026-12-01 ask about [[jane-doe]]",)))


def test_who_stands_longest_comes_first() -> None:
    found = stuck(jane(SENT), person("Ada", "2026-09-01 referred by [[bill-okafor]]"))
    assert [one.referral.prospect.name for one in found] == ["Ada", "Jane Doe"]


@pytest.mark.parametrize(
    ("log", "move"),
    [
        ([SENT], "Call Jane, and mention Bill."),
        ([SENT, "2026-10-02 tried"], "Try Jane again, at another time of day."),
        ([SENT, "2026-10-02 approached"], "Follow up with Jane, by phone."),
        (["2026-10-02 approached"], "Follow up with Jane, by phone."),
        ([SENT, "2026-10-02 call"], "You have been in touch with Jane: write down where it stands."),
        ([SENT, "2026-10-02 reached"], "Agree on a next step with Jane, or ask whether to keep in touch."),
        ([SENT, "2026-10-02 next-step"], "Ask Jane how the next step is coming along."),
        (["2026-10-01 intro to [[eve-ng]]"], "Ask Eve how it goes with Jane."),
        (["2026-10-01 intro to [[nobody-here]]"], "Ask Jane how it goes with nobody-here."),
    ],
)
def test_the_next_move_in_words(log: list[str], move: str) -> None:
    [found] = stuck(jane(*log, met="2026-01-01"))
    assert found.next == move


def test_of_two_toms_each_has_his_whole_name() -> None:
    tom = person("Tom Oak", "2026-10-01 referred by [[tom-elm]]")
    jo = person("Jo Oak", "2026-10-01 intro to [[jo-elm]]")
    found = stuck(tom, person("Tom Elm"), jo, person("Jo Elm"))
    assert {one.next for one in found} == {
        "Call Tom Oak, and mention Tom Elm.",
        "Ask Jo Elm how it goes with Jo Oak.",
    }
