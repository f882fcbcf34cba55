"""Who vanished, and who was called by two people on one day."""

from __future__ import annotations

from datetime import date

import pytest

from karma.core.book import Contact
from karma.core.logline import LogLine
from karma.core.sync.same_day import meetings_of_lines
from karma.core.sync.vanishing import too_many, vanished
from karma.core.verbs import VERBS

BILL = Contact("bill-okafor", "contacts/bill-okafor.md", "Bill Okafor", uid="u-1")
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)


@pytest.mark.parametrize(
    "later",
    [
        Contact("bill-okafor", "contacts/archive/bill-okafor.md", "B."),
        Contact("bill", "contacts/bill.md", "B.", aliases=("bill-okafor",)),
        Contact("bill", "contacts/bill.md", "Bill Okafor"),
        Contact("bill", "contacts/bill.md", "B.", uid="u-1"),
    ],
)
def test_who_stands_in_another_file_has_not_vanished(later: Contact) -> None:
    assert vanished([BILL], [later]) == ()


def test_who_stands_nowhere_has_vanished() -> None:
    assert vanished([BILL], [Contact("bill", "contacts/bill.md", "Bill Smith")]) == (BILL,)


@pytest.mark.parametrize(
    ("vanishing", "people", "stops"), [(0, 0, False), (1, 5, False), (2, 9, True), (1, 1, True)]
)
def test_more_than_a_fifth_is_too_many(vanishing: int, people: int, stops: bool) -> None:
    assert too_many(vanishing, people) is stops


def met(here: list[LogLine], base: list[LogLine], there: list[LogLine]) -> list[tuple[str, str]]:
    return [(one.verb, other.verb) for one, other in meetings_of_lines(here, base, there, VERBS)]


def test_calls_of_one_day_meet_whether_they_were_answered_or_not() -> None:
    call, tried = LogLine(THURSDAY, "call"), LogLine(THURSDAY, "tried", "no answer")
    assert met([call], [], [tried]) == [("call", "tried")]
    assert met([call], [], [LogLine(FRIDAY, "tried")]) == []


def test_the_very_same_line_on_both_sides_meets_itself() -> None:
    call = LogLine(THURSDAY, "call")
    assert met([call], [], [call]) == [("call", "call")]


def test_what_was_there_before_is_no_news() -> None:
    call, other = LogLine(THURSDAY, "call"), LogLine(THURSDAY, "call", "again")
    assert met([call, other], [call], [call]) == []


def test_a_lunch_an_email_or_their_own_call_is_no_call_of_ours() -> None:
    call = LogLine(THURSDAY, "call")
    others = [
        LogLine(THURSDAY, "lunch"),
        LogLine(THURSDAY, "email"),
        LogLine(THURSDAY, "call", inbound=True),
    ]
    assert met([call], [], others) == []
    assert met(others, [], [call]) == []
