"""Who is left in peace: one rule for every system, and whether a call would be welcome (S5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.cadence import OFF
from karma.core.config import Circle
from karma.core.welcome import call_welcome, in_book, not_now, proposable
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact

TODAY = day("2026-11-20")


@pytest.mark.parametrize(
    "fields",
    [
        {"archived": True},
        {"every": "off"},
        {"snooze": "2026-11-21"},
        {"added": "2026-11-21"},
        {"met": "2026-11-21"},
    ],
)
def test_nothing_is_proposed_for_who_is_to_be_left_in_peace(fields: dict[str, Any]) -> None:
    bill = person("Bill", **fields)
    assert not proposable(bill, book(bill), TODAY)
    assert not call_welcome(bill, book(bill), TODAY)


@pytest.mark.parametrize(
    "fields", [{}, {"snooze": "2026-11-20"}, {"added": "2026-11-20"}, {"met": "2026-11-20"}]
)
def test_everybody_else_may_be_proposed_from_that_day_on(fields: dict[str, Any]) -> None:
    bill = person("Bill", **fields)
    assert proposable(bill, book(bill), TODAY)


def test_a_circle_can_be_left_in_peace_as_a_whole() -> None:
    bill = person("Bill", circle="former")
    assert not proposable(bill, book(bill, circles={"former": Circle("former", OFF)}), TODAY)


def test_who_was_called_last_week_may_be_sent_a_note_but_not_called() -> None:
    bill = person("Bill", "2026-11-12 call")
    assert proposable(bill, book(bill), TODAY)
    assert not call_welcome(bill, book(bill), TODAY)


def test_who_never_answers_is_not_called_a_fourth_time() -> None:
    bill = person("Bill", "2026-10-01 tried", "2026-10-08 tried", "2026-10-15 voicemail")
    assert not call_welcome(bill, book(bill), TODAY)


def test_a_call_of_today_does_not_change_what_was_welcome_this_morning() -> None:
    bill = person("Bill", "2026-11-20 call")
    assert call_welcome(bill, book(bill), TODAY)


def test_somebody_is_in_the_book_from_the_earlier_of_two_days_on() -> None:
    bill = person("Bill", added="2026-11-21", met="2026-11-19")
    assert in_book(bill, TODAY)
    assert not in_book(bill, day("2026-11-18"))
    assert in_book(person("Ann"), day("1000-01-01"))


def prospect(*log: str, **fields: Any) -> Contact:
    return person("Dolores", "2026-10-13 referred by [[carl]]", *log, circle="prospect", **fields)


def held_back(contact: Contact) -> str | None:
    of = book(contact, person("Carl"))
    return not_now(contact, of, day("2026-11-20"), before=day("2026-11-20"), attempts=0)


TRIED = ("2026-10-15 tried", "2026-10-20 voicemail", "2026-10-27 tried")


@pytest.mark.parametrize(
    "since",
    [TRIED, (*TRIED, "2026-11-05 note"), ("2026-11-03 unreachable: PAIN: the audit", "2026-11-05 email")],
)
def test_after_three_attempts_a_prospect_is_not_called_a_fourth_time(since: tuple[str, ...]) -> None:
    assert held_back(prospect(*since)) == ("No answer so far: something else than one more call comes first.")


def test_the_day_on_which_you_mean_to_call_is_waited_for_and_then_they_are_called() -> None:
    assert held_back(prospect(*TRIED, promises=("[ ] 2026-11-27 call: did the letter help?",))) == (
        "No answer so far; you mean to call on 27 Nov."
    )
    assert held_back(prospect(*TRIED, promises=("[ ] 2026-11-20 call: did the letter help?",))) is None


@pytest.mark.parametrize("answer", ["2026-11-01 text in: later", "2026-11-01 reached", "2026-11-01 lost"])
def test_whoever_answered_or_is_settled_may_be_called(answer: str) -> None:
    assert held_back(prospect(*TRIED, answer)) is None


def test_how_it_goes_with_somebody_else_is_no_answer_to_you() -> None:
    assert held_back(prospect(*TRIED, "2026-11-01 intro to [[carl]]", "2026-11-02 reached with [[carl]]"))


def test_who_was_met_today_is_not_called_today() -> None:
    bill = person("Bill", met="2026-11-20")
    assert not_now(bill, book(bill), TODAY, before=TODAY, attempts=0) == (
        "You met today: a call is for another day, from 21 Nov."
    )
    assert call_welcome(bill, book(bill), day("2026-11-21"))
