"""The terminal at any width, with names that break tables (faults.md T03)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.agenda import Opener
from karma.core.book import Book, Contact
from karma.core.config import Config
from karma.core.dates import parse_period
from karma.core.fields import Labelled
from karma.core.opener_kinds import KINDS
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.voicemail import MOST_WORDS, voicemail
from karma.views.show import show, width_of
from karma.views.terminal.lines import NARROWEST, Line, Span, columns
from karma.views.terminal.listing import people_lines
from karma.views.terminal.today import made_words, today_lines
from karma.views.terminal.words import count, long_day, period_words, short_day

SUNDAY = date(2026, 11, 22)


def book(*names: str) -> Book:
    contacts = [
        Contact(
            f"p{number}",
            f"contacts/p{number}.md",
            name,
            added=date(2025, 1, 1),
            phone=(Labelled("+1 503 555 0142", "mobile"),),
        )
        for number, name in enumerate(names)
    ]
    return Book(Config(), tuple(contacts))


def text_of(line: Line) -> str:
    return "".join(show(span.text) for span in line).rstrip()


@given(st.lists(st.text(min_size=1, max_size=60), max_size=6), st.integers(20, 120))
def test_the_day_never_runs_over_the_edge(names: list[str], width: int) -> None:
    lines = today_lines(today_of(book(*names), SUNDAY), width, len(names))
    assert all(width_of(text_of(line)) <= max(width, NARROWEST) for line in lines)


@given(st.lists(st.text(min_size=1, max_size=200), max_size=4), st.integers(40, 120))
def test_the_list_never_runs_over_the_edge(names: list[str], width: int) -> None:
    lines = people_lines(standings(book(*names), SUNDAY), SUNDAY, width)
    assert all(width_of(text_of(line)) <= width for line in lines)


def test_columns_stand_under_each_other_whatever_the_script() -> None:
    rows = [[Span("李雷"), Span("a")], [Span("Bill"), Span("b")], [Span("José"), Span("c")]]
    assert [width_of(text_of(line)) for line in columns(rows, 40)] == [7, 7, 7]


def test_the_phone_stands_at_the_right_edge() -> None:
    lines = [text_of(line) for line in today_lines(today_of(book("Bill Okafor"), SUNDAY), 80, 1)]
    [line] = [line for line in lines if "Bill Okafor" in line and "+1" in line]
    assert width_of(line) == 80


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-22", "Sun 22 Nov 2026"),
        ("2026-W50", "week 50, 7–13 Dec 2026"),
        ("2026-W53", "week 53, 28 Dec–3 Jan 2027"),
        ("2026-12", "December 2026"),
    ],
)
def test_a_period_in_words(text: str, said: str) -> None:
    assert period_words(parse_period(text)) == said


def test_someday_and_days_in_words() -> None:
    assert period_words(None) == "someday"
    assert (long_day(SUNDAY), short_day(SUNDAY)) == ("Sunday 22 November 2026", "Sun 22 Nov 2026")


def test_counting_in_words() -> None:
    assert [count(number, "person", "people") for number in (0, 1, 2)] == [
        "no people",
        "1 person",
        "2 people",
    ]


@pytest.mark.parametrize(("made", "begins"), [(0, "0 of 5 made"), (5, "5 calls made"), (7, "7 calls made")])
def test_how_the_day_is_going(made: int, begins: str) -> None:
    assert made_words(made, 5).startswith(begins)


@pytest.mark.parametrize("kind", KINDS)
def test_a_voicemail_takes_half_a_minute_whatever_the_reason(kind: str) -> None:
    me = Config(name="Nora Lindqvist", company="Lindqvist Finance", phone="+1 503 555 0100")
    [bill] = book("Bill Okafor").contacts
    script = voicemail(bill, Opener(kind, "Ask about the money he owes.", ""), me)
    assert len(script.split()) <= MOST_WORDS
    assert script.startswith("Hello Bill, this is Nora Lindqvist of Lindqvist Finance.")
    assert script.count("+1 503 555 0100") == 2
    assert "owes" not in script
