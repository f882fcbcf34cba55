"""When something is, in words: 22 November 2026 is a Sunday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.dates import parse_period
from karma.core.when import Lean, is_someday, likely_days, resolve

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("fri", "2026-11-20", "2026-11-27"),
        ("Friday", "2026-11-20", "2026-11-27"),
        ("last fri", "2026-11-20", "2026-11-20"),
        ("next fri", "2026-11-27", "2026-11-27"),
        ("this sun", "2026-11-22", "2026-11-22"),
        ("sun", "2026-11-15", "2026-11-29"),
        ("3 days ago", "2026-11-19", "2026-11-19"),
        ("a week ago", "2026-11-15", "2026-11-15"),
        ("in 2 weeks", "2026-12-06", "2026-12-06"),
        ("in a month", "2026-12-22", "2026-12-22"),
        ("-2w", "2026-11-08", "2026-11-08"),
        ("+2w", "2026-12-06", "2026-12-06"),
        ("2w", "2026-11-08", "2026-12-06"),
        ("1y", "2025-11-22", "2027-11-22"),
        ("2026-W50", "2026-W50", "2026-W50"),
        ("2026-12", "2026-12", "2026-12"),
        ("next week", "2026-W48", "2026-W48"),
        ("this week", "2026-W47", "2026-W47"),
        ("next month", "2026-12", "2026-12"),
        ("last month", "2026-10", "2026-10"),
        ("12-01", "2025-12-01", "2026-12-01"),
        ("1 dec", "2025-12-01", "2026-12-01"),
        ("dec 1", "2025-12-01", "2026-12-01"),
        ("December 1st, 2027", "2027-12-01", "2027-12-01"),
        ("22 nov", "2026-11-22", "2026-11-22"),
        ("29 feb", "2024-02-29", "2028-02-29"),
        ("december", "2025-12", "2026-12"),
        ("nov", "2026-11", "2026-11"),
        ("two days ago", "2026-11-20", "2026-11-20"),
        ("in twelve weeks", "2027-02-14", "2027-02-14"),
        ("week 50", "2025-W50", "2026-W50"),
        ("W47", "2026-W47", "2026-W47"),
        ("week 53", "2020-W53", "2026-W53"),
        ("end of month", "2026-10-31", "2026-11-30"),
        ("end of the week", "2026-11-22", "2026-11-22"),
        ("the end of this year", "2025-12-31", "2026-12-31"),
    ],
)
def test_what_people_say(text: str, past: str, future: str) -> None:
    assert (str(resolve(text, SUNDAY, "past")), str(resolve(text, SUNDAY, "future"))) == (past, future)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-1-2", "02.01.2026", "2026-02-30", "32 dec", "30 feb", "m", "in 2", "fri fri", "2x"],
)
def test_what_says_no_day_is_none(text: str) -> None:
    assert resolve(text, SUNDAY) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("19.11.2026", ("2026-11-19",)),
        ("11/19/2026", ("2026-11-19",)),
        ("10/05/2026", ("2026-05-10", "2026-10-05")),
        ("05/05/2026", ("2026-05-05",)),
        ("2026/1/2", ("2026-01-02",)),
        ("soon", ()),
    ],
)
def test_a_date_in_another_form_is_suggested_where_it_is_clear(text: str, days: tuple[str, ...]) -> None:
    assert likely_days(text) == days


@pytest.mark.parametrize(("text", "says_so"), [("someday", True), (" Someday ", True), ("sunday", False)])
def test_someday_is_no_day(text: str, says_so: bool) -> None:
    assert is_someday(text) is says_so


def test_a_month_on_from_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert str(resolve("in 1 month", date(2026, 1, 31))) == "2026-02-28"


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from(["past", "future"]))
def test_a_bare_weekday_is_that_weekday_within_seven_days_and_never_today(
    today: date, weekday: str, lean: Lean
) -> None:
    found = resolve(weekday, today, lean)
    assert found is not None
    assert found.start.weekday() == WEEKDAYS.index(weekday)
    away = (found.start - today).days
    assert -7 <= away <= -1 if lean == "past" else 1 <= away <= 7


@given(DAYS, st.dates(date(2001, 1, 1), date(2001, 12, 31)), st.sampled_from(["past", "future"]))
def test_a_day_without_its_year_is_the_nearest_in_its_direction(today: date, day: date, lean: Lean) -> None:
    found = resolve(f"{day.month:02}-{day.day:02}", today, lean)
    assert found is not None
    assert (found.start.month, found.start.day) == (day.month, day.day)
    away = (found.start - today).days
    assert -366 < away <= 0 if lean == "past" else 0 <= away < 366


@given(DAYS, st.integers(0, 999))
def test_ago_and_in_are_mirror_images(today: date, days: int) -> None:
    ago, ahead = resolve(f"{days} days ago", today), resolve(f"in {days} days", today)
    assert ago is not None
    assert ahead is not None
    assert today - ago.start == ahead.start - today == timedelta(days)


@given(st.text(max_size=30), DAYS, st.sampled_from(["past", "future"]))
def test_any_text_is_a_period_that_files_can_hold_or_none(text: str, today: date, lean: Lean) -> None:
    found = resolve(text, today, lean)
    assert found is None or parse_period(str(found)) == found
