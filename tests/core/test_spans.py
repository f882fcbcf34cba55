"""Spans of the calendar, and the last twelve months: half-open, in leap years too."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.plan.aim import UNITS
from karma.core.spans import Span, Unit, span, spans_before, spans_of, twelve_months
from tests.core.build import day

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_in_its_period_and_the_one_before_ends_where_it_begins(when: date, unit: Unit) -> None:
    now = span(unit, when)
    assert now.start <= when < now.end
    assert 0 < now.passed(when) <= 1
    for before in spans_before(unit, now, 1):
        assert before.end == now.start
        assert span(unit, before.start) == before


@given(DAYS, st.integers(0, 800), st.sampled_from(UNITS))
def test_the_periods_of_a_span_cover_it_without_a_gap(start: date, days: int, unit: Unit) -> None:
    end = min(start + timedelta(days=days), date(2999, 12, 31))
    found = spans_of(unit, start, end)
    assert bool(found) is (start < end)
    assert all(one.end == after.start for one, after in pairwise(found))
    if found:
        assert found[0].start <= start < found[0].end
        assert found[-1].start < end <= found[-1].end


def test_the_periods_are_those_of_the_calendar() -> None:
    friday = day("2026-11-20")
    assert span("week", friday) == Span(day("2026-11-16"), day("2026-11-23"))
    assert span("month", friday) == Span(day("2026-11-01"), day("2026-12-01"))
    assert span("quarter", friday) == Span(day("2026-10-01"), day("2027-01-01"))
    assert span("year", friday) == Span(day("2026-01-01"), day("2027-01-01"))


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        ("2026-11-20", "2025-11-21", "2026-11-21"),
        ("2028-02-29", "2027-03-01", "2028-03-01"),
        ("2027-02-28", "2026-03-01", "2027-03-01"),
        ("2026-12-31", "2026-01-01", "2027-01-01"),
        ("2028-11-20", "2027-11-21", "2028-11-21"),
    ],
)
def test_twelve_months_end_today_and_begin_after_the_same_date_last_year(
    today: str, start: str, end: str
) -> None:
    assert twelve_months(day(today)) == Span(day(start), day(end))
