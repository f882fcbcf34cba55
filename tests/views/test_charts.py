"""The charts: sound drawings for any numbers, the same said in words, and pages that stay short."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.charts.calendar import voice_year
from karma.core.dashboard import dashboard
from karma.views.html.environment import environment
from karma.views.html.pages import Site
from karma.views.theme import theme_folder
from tests.core.build import book, day, person
from tests.views.site import TODAY, Page, made

MACROS: Any = environment([theme_folder()]).get_template("charts.html").module
WHOLE = st.integers(0, 10**12)
PARTS = st.floats(0, 1e9, allow_nan=False)
MONEY = st.decimals(0, 10**12, places=2)
NUMBERS = st.one_of(*(st.lists(sort, min_size=1, max_size=60) for sort in (WHOLE, PARTS, MONEY)))


def page(found: Any, name: str) -> str:
    """What a reader sees on one page of the top."""
    return Page(Site(dashboard(found, TODAY), [theme_folder()]).render(name).decode()).visible


def drawings(html: str) -> list[ET.Element]:
    return [ET.fromstring(one) for one in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]  # noqa: S314


def measure(text: str | None, whole: float = 100) -> float:
    """A length in units of the drawing."""
    assert text is not None
    assert re.fullmatch(r"-?\d+(\.\d)?%?", text), text
    return float(text.rstrip("%")) * whole / 100 if text.endswith("%") else float(text)


def assert_sound(html: str) -> None:
    """Everything is drawn with plain numbers, within its drawing."""
    for svg in drawings(html):
        box = svg.get("viewBox")
        width, height = map(float, box.split()[2:]) if box else (100, float(svg.get("height") or "0"))
        for rect in svg.iter("rect"):
            x, y = measure(rect.get("x", "0")), measure(rect.get("y", "0"))
            assert 0 <= x <= x + measure(rect.get("width")) <= width + 0.1
            assert 0 <= y < y + measure(rect.get("height")) <= height
        for text in svg.iter("text"):
            assert 0 <= measure(text.get("x")) <= width
            assert 0 < measure(text.get("y")) <= height
            assert (text.text or "").strip()
        for path in svg.iter("path"):
            points = re.findall(r"M(\d+) (\d+)", path.get("d") or "")
            assert points
            assert all(0 <= int(x) <= width and 0 <= int(y) <= height for x, y in points)
        assert (svg.get("role") == "img" and svg.get("aria-label")) or svg.get("aria-hidden") == "true"


@given(NUMBERS, st.data())
def test_columns_are_sound_for_any_numbers(values: list[Any], data: Any) -> None:
    same = st.lists(st.sampled_from(values), min_size=len(values), max_size=len(values))
    room, more = data.draw(same), data.draw(same)
    labels = [f"<{n}>" for n in range(len(values))]
    assert_sound(str(MACROS.columns(values, labels, "all", room=room, more=more, now=len(values) - 1)))
    assert_sound(str(MACROS.columns(values, labels, "all", every=7, first=0, figures=False)))
    assert_sound(str(MACROS.both_ways(values, room, labels, "all")))


@given(st.one_of(*(st.tuples(sort, sort, sort, sort) for sort in (WHOLE, PARTS, MONEY))))
def test_a_bar_is_sound_for_any_numbers(numbers: tuple[Any, ...]) -> None:
    value, most, room, mark = numbers
    assert_sound(str(MACROS.bar(value, most, room=room, mark=mark)))
    assert_sound(str(MACROS.bar(value, most)))


def test_without_any_column_nothing_is_drawn() -> None:
    assert str(MACROS.columns([], [], "all")).split() == []
    assert str(MACROS.both_ways([], [], [], "all")).split() == []


def test_nothing_is_drawn_for_nothing_and_something_for_very_little() -> None:
    assert drawings(str(MACROS.bar(0, 0)))[0].findall("*") == []
    thin = drawings(str(MACROS.bar(1, 10**9)))[0].find("rect")
    assert thin is not None
    assert int(thin.get("width") or 0) > 0
    low, high = drawings(str(MACROS.columns([1, 10**6], ["a", "b"], "all")))[0].findall("rect")
    assert int(low.get("height") or 0) > 0
    assert int(high.get("height") or 0) == 88


def test_bars_are_as_long_as_their_numbers_from_a_baseline_of_nothing() -> None:
    half, whole = (drawings(str(MACROS.bar(Decimal(n), Decimal(10))))[0].find("rect") for n in (5, 10))
    assert half is not None
    assert whole is not None
    assert (half.get("width"), whole.get("width")) == ("500", "1000")


def test_room_that_is_covered_still_shows_as_a_line() -> None:
    svg = drawings(str(MACROS.columns([20], ["a"], "all", room=[5])))[0]
    assert [rect.get("class") for rect in svg.findall("rect")] == ["room", "full", "line"]


@pytest.mark.parametrize(
    ("value", "says"), [(0, "0"), (7.0, "7"), (2.5, "2.5"), (12345, "12,345"), (Decimal("1E+3"), "1,000")]
)
def test_a_number_is_said_as_it_is(value: Any, says: str) -> None:
    assert str(MACROS.figure(value)) == says


def test_a_year_of_days_takes_a_few_thousand_bytes_and_draws_each_day_once() -> None:
    calls = [f"{one} call" for one in ("2026-11-19", "2026-11-02", "2025-12-24", "2020-01-01")]
    year = voice_year(book(person("Ann", *calls)), TODAY)
    html = str(MACROS.calendar(year.days, year.months, year.weeks, "all"))
    assert_sound(html)
    assert len(html) < 6000
    cells = re.findall(r"M\d+ \d+h8", html)
    assert len(cells) == len(set(cells)) == len(year.days)


@pytest.mark.parametrize("today", ["2026-11-20", "2026-11-23", "2026-11-29"])
def test_on_its_first_day_a_book_has_a_whole_calendar_with_one_day_in_it(today: str) -> None:
    year = voice_year(book(person("Ann", f"{today} call")), day(today))
    empty, calendar = drawings(str(MACROS.calendar(year.days, year.months, year.weeks, "all")))
    before, only = ((path.get("d") or "").split("M")[1:] for path in calendar.iter("path"))
    assert calendar.get("viewBox") == "0 0 530 70"
    assert only == [f"520 {10 * day(today).weekday() + 5}h8"]
    assert len({*before, *only}) == 52 * 7 + day(today).weekday() + 1
    assert [text.text for text in empty.iter("text")][:2] == ["Dec", "Jan"]


def test_the_page_of_a_young_book_says_when_it_begins_and_counts_no_month_before() -> None:
    said = page(book(person("Ann", "2026-11-19 call")), "plan.html")
    assert "the stronger the colour, the more. Your book begins on 19 Nov 2026." in said
    assert "MonthBy voice Nov 20261 Whom next" in said
    assert "Your book begins" not in page(book(person("Ann", "2024-11-19 call")), "plan.html")


LONG = "Maximiliane Hollenstein-Abercrombie of the Greater Willamette Valley Boat Works"


def extremes() -> Any:
    """Sums of nothing and of very much, two currencies, a long name, a chain and somebody who sent many."""
    many = [person(f"Q{n:02}", "2026-11-02 referred by [[giver]]") for n in range(45)]
    return book(
        person(LONG, "2026-11-20 call", id="giver", circle="partner"),
        person("Nil", "2026-11-01 referred by [[giver]]", "2026-11-02 won USD 0"),
        person("Rich", "2026-11-01 referred by [[giver]]", "2026-11-02 won USD 1000000000"),
        person("Euro", "2026-11-01 referred by [[rich]]", "2026-11-02 won EUR 12.50"),
        person("Gift", "2026-11-01 referred by [[rich]]", "2026-11-02 won"),
        *many,
    )


BOOKS = {
    "nobody": book(),
    "one person": book(person("Ann")),
    "one call, today": book(person("Ann", "2026-11-20 call")),
    "no workdays": book(person("Ann", "2026-11-20 call"), workdays=()),
    "extremes": extremes(),
    "two years": book(person("Ann", "2024-11-20 call", "2025-01-31 got: help", "2026-11-02 gift")),
}


@pytest.mark.parametrize("found", BOOKS.values(), ids=BOOKS.keys())
def test_the_drawings_of_every_page_are_sound(found: Any) -> None:
    for html in made(found).values():
        assert_sound(html)


@pytest.mark.parametrize("today", ["2026-11-22", "2026-11-23", "2028-02-29"])
def test_the_drawings_are_sound_on_a_day_off_on_a_monday_and_years_later(today: str) -> None:
    for html in made(BOOKS["one call, today"], day(today)).values():
        assert_sound(html)


def test_each_currency_has_bars_of_its_own() -> None:
    said = page(extremes(), "pipeline.html")
    assert "All givers: EUR 12.50 + USD 1,000,000,000." in said
    assert "1,000,000,012" not in said
    assert "Each currency has a scale of its own." in page(extremes(), "tree.html")


def test_in_the_tree_each_currency_has_its_sum_at_its_bar() -> None:
    tree = Page(made(extremes())["tree.html"])
    assert f"{LONG} 49 people EUR 12.50 USD 1,000,000,000" in tree.visible
    rich = made(
        book(person("Bill"), person("Rich", "2026-11-01 referred by [[bill]]", "2026-11-02 won USD 5"))
    )
    assert "Rich USD 5" in Page(rich["tree.html"]).visible
    assert "Bill 1 person, USD 5" in Page(rich["tree.html"]).visible


def test_a_giver_whose_win_names_no_sum_is_not_forgotten() -> None:
    found = book(person("Bill"), person("Gift", "2026-11-01 referred by [[bill]]", "2026-11-02 won"))
    assert "Won, and no sum is named: Bill." in page(found, "pipeline.html")


def test_long_lists_end_with_how_many_more_there_are() -> None:
    assert "and 17 more: karma pipeline --tree" in page(extremes(), "tree.html")
    crowd = [person(f"P{n:02}", "2026-11-02 gift", "2026-11-03 got: help") for n in range(60)]
    said = page(book(*crowd), "balance.html")
    assert "And 20 more: karma balance --json" in said


def test_the_plan_says_the_weeks_ahead_in_words_and_figures() -> None:
    found = book(person("Ann", "2026-11-12 call", every="2w"), per_day=1)
    said = page(found, "plan.html")
    assert "0 calls have their turn in what is left of this week, and there is room for 1." in said
    assert "20 Nov 20260001 23 Nov 20261105" in said


@pytest.mark.parametrize(
    ("due", "waiting", "says"),
    [
        (0, 4, "4 calls have their turn in what is left of this week, and there is room for 1 more."),
        (0, 7, "5 calls have their turn in what is left of this week, and there is room for just that many."),
        (6, 2, "6 calls have their turn in what is left of this week, and there is room for 5."),
    ],
)
def test_the_room_that_is_told_is_what_the_calls_of_the_week_leave(due: int, waiting: int, says: str) -> None:
    people = [person(f"D{n}", "2026-11-06 call", every="2w") for n in range(due)]
    people += [person(f"W{n}", "2026-10-06 call", every="2w") for n in range(waiting)]
    assert says in page(book(*people), "plan.html")


def test_more_than_there_is_room_for_is_told_kindly_with_the_command_that_helps() -> None:
    crowd = [person(f"P{n}", "2026-11-16 call", every="2w") for n in range(9)]
    said = page(book(*crowd, per_day=1), "plan.html")
    assert "In 6 weeks more falls due than there is room for: karma load shows what to loosen." in said


def test_a_private_person_counts_in_the_charts_and_is_named_in_none() -> None:
    secret = person("Secret Sam", "2026-11-19 call", "2026-11-18 lunch", every="2w", private=("true",))
    pages = made(book(secret, person("Ann")))
    assert "2 times by voice on 2 days." in Page(pages["plan.html"]).visible
    assert "1 of 15 calls this week." in Page(pages["index.html"]).visible
    assert not any("Secret" in html for html in pages.values())
