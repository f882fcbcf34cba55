"""Whom to meet this week, so that every partner is met in the quarter (S12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from karma.core.partners.suggest import suggestions
from karma.core.referrals.referral import Pipeline
from tests.core.build import book, person

if TYPE_CHECKING:
    from karma.core.agenda import Also
    from karma.core.book import Contact

FRIDAY = date(2026, 11, 20)
"""Six weeks and a half before the end of the quarter, counted from Monday 16 November."""


def partner(name: str, *log: str, **fields: Any) -> Contact:
    return person(name, *log, circle="partner", **fields)


def suggested(*people: Contact, today: date = FRIDAY) -> list[Also]:
    return list(suggestions(book(*people), today, Pipeline(())))


def who(*people: Contact, today: date = FRIDAY) -> list[str]:
    return [one.contact.id for one in suggested(*people, today=today)]


EIGHT = tuple(partner(f"P{number}", f"2026-08-{number:02} exchange") for number in range(1, 9))


def test_the_longest_not_met_come_first_as_many_as_the_week_asks_for() -> None:
    assert who(*EIGHT) == ["p1", "p2"]


def test_the_sentence_says_what_to_do_and_the_reason_why() -> None:
    [one] = suggested(partner("Eve Ng", "2026-02-26 exchange: one each"))
    assert one.kind == "exchange"
    assert one.text == "Plan a meeting with Eve, and bring a name or two."
    assert one.reason == "You last met 9 months ago; the quarter ends on 31 Dec."


def test_who_was_never_met_comes_before_all() -> None:
    [one] = suggested(partner("Old", "2020-01-01 lunch"), partner("New"))
    assert one.reason == "No meeting is in the log yet; the quarter ends on 31 Dec."


def test_of_somebody_met_long_ago_only_the_log_is_spoken_of() -> None:
    [one] = suggested(partner("Vera", met="2019-05-01"))
    assert one.reason.startswith("No meeting is in the log yet;")


def test_a_meeting_of_this_week_counts_against_its_share() -> None:
    met = partner("P9", "2026-11-17 lunch")
    assert who(*EIGHT, met) == ["p1"]


def test_when_everybody_is_met_or_has_a_day_nothing_is_proposed() -> None:
    assert who(partner("Met", "2026-10-05 exchange")) == []
    assert who(partner("Planned", promises=("[ ] 2026-12-11 Exchange at noon",))) == []
    assert who(partner("Planned", promises=("[ ] 2027-01-11 Exchange at noon",))) == ["planned"]


def test_what_is_done_today_keeps_its_place() -> None:
    called = partner("P0", "2026-11-20 call: lunch it is", promises=("[ ] 2026-11-27 Lunch at noon",))
    met = partner("P0", "2026-11-20 exchange: two each")
    for first in (called, met):
        done, open_still = suggested(first, *EIGHT[1:])
        assert (done.contact.id, done.done) == ("p0", True)
        assert (open_still.contact.id, open_still.done) == ("p2", False)


def test_an_attempt_does_not_tick_it() -> None:
    assert [one.done for one in suggested(partner("Jo", "2026-11-20 tried"))] == [False]


def test_nobody_is_proposed_who_rests_or_is_not_in_the_book() -> None:
    resting = (
        partner("Archived", archived=True),
        partner("Off", every="off"),
        partner("Snoozed", snooze="2026-12-01"),
        partner("Later", added="2026-11-21"),
        person("Client", circle="client"),
    )
    assert who(*resting) == []


def test_a_line_of_tomorrow_is_no_meeting() -> None:
    assert who(partner("Jo", "2026-11-21 exchange")) == ["jo"]


def test_the_first_week_of_a_quarter_begins_with_it() -> None:
    assert who(partner("Jo", "2026-09-30 exchange"), today=date(2026, 10, 1)) == ["jo"]
