"""Clocks, zones and odd dates do not move a day (D02–D04, D07)."""

from __future__ import annotations

import time
from dataclasses import fields
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

import pytest

from karma.cli import clock
from karma.core.check import check
from karma.core.config import Config
from karma.core.standing import standing
from karma.core.today import today_of
from karma.files.contact import parse_contact
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """The computer's own time zone, for one test."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system takes its zone from elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "called", "due"),
    [
        ("Europe/Berlin", "2026-03-26", "2026-04-02"),
        ("America/New_York", "2026-03-05", "2026-03-12"),
        ("America/New_York", "2026-10-29", "2026-11-05"),
        ("Pacific/Apia", "2011-12-27", "2012-01-03"),
        ("Australia/Lord_Howe", "2026-10-01", "2026-10-08"),
    ],
    indirect=["zone"],
)
def test_a_week_in_which_the_clocks_change_has_seven_days(zone: None, called: str, due: str) -> None:
    bill = person("Bill", f"{called} call", every="7d", added="2000-01-01")
    found = standing(bill, book(bill), day(due))
    assert (found.due, found.lateness) == (day(due), 1)


HALF_PAST_ELEVEN_IN_LA = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "America/Los_Angeles"], indirect=True)
@pytest.mark.parametrize(
    ("of_the_book", "today"),
    [
        ("America/Los_Angeles", "2026-11-22"),
        ("Asia/Tokyo", "2026-11-23"),
        ("Pacific/Kiritimati", "2026-11-23"),
    ],
)
def test_today_is_the_day_where_the_book_is_kept_and_not_where_the_laptop_is(
    zone: None, monkeypatch: pytest.MonkeyPatch, of_the_book: str, today: str
) -> None:
    class LateEvening(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return HALF_PAST_ELEVEN_IN_LA.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", LateEvening)
    monkeypatch.delenv("KARMA_TODAY", raising=False)
    assert clock.today(None, Config(timezone=of_the_book)) == day(today)


def test_every_day_in_a_contact_is_a_plain_date_and_lines_with_and_without_a_time_sort_together() -> None:
    bill, problems = parse_contact(
        "---\nname: Bill\nmet: 2024-06-03\nadded: 2024-06-04\nsnooze: 2026-12-01\n---\n## Promises\n"
        "- [x] 2026-11-03 send it ✅ 2026-11-02\n## Log\n- 2026-10-03 09:05 call\n- 2026-10-02 23:30 call\n"
        "- 2026-10-02 email\n",
        "contacts/bill.md",
        Config(),
    )
    assert problems == ()
    days = [getattr(bill, spec.name) for spec in fields(bill) if spec.name in ("met", "added", "snooze")]
    days += [line.date for line in bill.log] + [bill.promises[0].kept_on]
    assert {type(found) for found in days} == {date}
    assert [(line.date.day, line.time) for line in bill.log] == [(2, "23:30"), (2, None), (3, "09:05")]


@pytest.mark.parametrize("written", ["2026-10-02T10:00:00", "2026-10-02 10:00", "2026-10-02T23:30:00-08:00"])
def test_a_day_with_a_time_of_day_is_no_day_of_a_field(written: str) -> None:
    bill, [problem] = parse_contact(f"---\nname: Bill\nmet: {written}\n---\n", "contacts/bill.md", Config())
    assert (bill.met, problem.code, problem.line) == (None, "field-date", 3)


def test_a_clock_that_was_set_back_gives_no_negative_days() -> None:
    bill = person("Bill", "2026-08-20 call", "2026-11-22 call", every="4w", added="2026-01-01")
    yesterday = day("2026-11-20")
    [call] = today_of(book(bill), yesterday).calls
    assert (call.done, "3 months" in call.reason, "-" in call.reason) == (False, True, False)
    assert [problem.code for problem in check(book(bill), yesterday)] == ["future-date"]
