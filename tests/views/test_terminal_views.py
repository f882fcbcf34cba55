"""The terminal at any width, with names that break tables (faults.md T03)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.agenda import Opener
from karma.core.book import Book, Contact
from karma.core.config import Config
from karma.core.dates import Birthday, parse_period
from karma.core.fields import Labelled
from karma.core.logline import LogLine
from karma.core.opener import opener
from karma.core.opener_kinds import KINDS
from karma.core.promise import Promise
from karma.core.referrals.referral import Pipeline
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.trust import trust
from karma.core.voicemail import MOST_WORDS, voicemail
from karma.views.show import show, width_of
from karma.views.terminal.lines import NARROWEST, Line, Span, columns
from karma.views.terminal.listing import people_lines
from karma.views.terminal.today import made_words, today_lines
from karma.views.terminal.trust import trust_lines
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
    lines = today_lines(today_of(book(*names), SUNDAY), book(*names), width)
    assert all(width_of(text_of(line)) <= max(width, NARROWEST) for line in lines)


@given(st.lists(st.text(min_size=1, max_size=200), max_size=4), st.integers(40, 120))
def test_the_list_never_runs_over_the_edge(names: list[str], width: int) -> None:
    lines = people_lines(standings(book(*names), SUNDAY), SUNDAY, width)
    assert all(width_of(text_of(line)) <= width for line in lines)


def test_columns_stand_under_each_other_whatever_the_script() -> None:
    rows = [[Span("李雷"), Span("a")], [Span("Bill"), Span("b")], [Span("José"), Span("c")]]
    assert [width_of(text_of(line)) for line in columns(rows, 40)] == [7, 7, 7]


def test_the_phone_stands_at_the_right_edge() -> None:
    bills = book("Bill Okafor")
    lines = [text_of(line) for line in today_lines(today_of(bills, SUNDAY), bills, 80)]
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


def said(*people: Contact, width: int = 80, today: date = SUNDAY, **settings: Any) -> list[str]:
    these = Book(Config(**settings), people)
    return [text_of(line) for line in today_lines(today_of(these, today), these, width)]


def test_a_day_that_is_no_working_day_is_called_a_day_off_and_keeps_its_list() -> None:
    [bill] = book("Bill Okafor").contacts
    lines = said(bill)
    assert lines[0].startswith("Sunday 22 November 2026, a day off")
    assert any("Bill Okafor" in line for line in lines)
    assert said(bill, today=date(2026, 11, 20))[0].startswith("Friday 20 November 2026 ")


def test_who_was_tried_today_is_marked_and_still_to_be_called() -> None:
    [bill] = book("Bill Okafor").contacts
    tried = replace(bill, log=(LogLine(SUNDAY, "tried"),))
    [line] = [line for line in said(tried) if "Bill Okafor" in line]
    assert line.startswith(" ○ Bill Okafor  tried today")
    assert width_of(line) == 80
    assert "tried today" not in "".join(said(bill))
    reached = replace(bill, log=(LogLine(SUNDAY, "tried"), LogLine(SUNDAY, "call")))
    assert "tried today" not in "".join(said(reached))


def test_more_than_there_is_room_for_is_said_once_below_the_list() -> None:
    people = book(*(f"P{number}" for number in range(400))).contacts
    assert "`karma load` shows what to loosen" in " ".join(said(*people))
    assert "karma load" not in " ".join(said(*people[:20]))


@pytest.mark.parametrize(("closed", "shown"), [(1, False), (4, False), (5, True)])
def test_a_rate_of_a_few_promises_is_no_rate(closed: int, shown: bool) -> None:
    [bill] = book("Bill Okafor").contacts
    on_time = Promise("x", parse_period("2026-11-03"), state="kept", kept_on=date(2026, 11, 3))
    overdue = Promise("late", parse_period("2026-11-21"))
    bill = replace(bill, promises=(*[on_time] * closed, overdue))
    found = trust(Book(Config(), (bill,)), SUNDAY, Pipeline(()))
    text = " ".join(text_of(line) for line in trust_lines(found, SUNDAY, 80))
    assert ("kept on time" in text) is shown


ME = Config(name="Nora Lindqvist", company="Lindqvist Finance", phone="+1 503 555 0100")
EVERYTHING: dict[str, Any] = {
    "birthday": Birthday(11, 23),
    "log": (LogLine(date(2025, 10, 1), "call"), LogLine(date(2025, 10, 2), "got")),
}


def script(contact: Contact, me: Config = ME) -> str:
    return voicemail(contact, opener(contact, Book(me, (contact,)), SUNDAY), me)


@pytest.mark.parametrize("kind", KINDS)
def test_a_voicemail_takes_half_a_minute_whatever_the_reason(kind: str) -> None:
    [bill] = book("Bill Okafor").contacts
    script = voicemail(bill, Opener(kind, "Ask about the money he owes.", ""), ME)
    assert len(script.split()) <= MOST_WORDS
    assert script.startswith("Hello Bill, this is Nora Lindqvist of Lindqvist Finance.")
    assert script.count("+1 503 555 0100") == 2
    assert "owes" not in script


@pytest.mark.parametrize("kind", KINDS)
def test_a_voicemail_with_everything_to_say_is_still_half_a_minute(kind: str) -> None:
    [bill] = book("Bill Okafor").contacts
    aloud = opener(replace(bill, **EVERYTHING), Book(ME, (replace(bill, **EVERYTHING),)), SUNDAY).aloud
    assert len(aloud) == 3
    found = voicemail(bill, Opener(kind, "x", "", aloud), ME)
    assert len(found.split()) <= MOST_WORDS
    assert found.count("+1 503 555 0100") == 2


@pytest.mark.parametrize("company", ["the " + "very " * 20 + "long firm", "word " * 200])
def test_a_long_company_is_left_out_before_the_number_is(company: str) -> None:
    [bill] = book("Bill Okafor").contacts
    found = script(bill, replace(ME, company=company))
    assert len(found.split()) <= MOST_WORDS
    assert found.startswith("Hello Bill, this is Nora Lindqvist")
    assert found.count("+1 503 555 0100") == 2


@given(st.text(max_size=600), st.text(max_size=600), st.text(max_size=600), st.text(max_size=600))
def test_no_name_makes_a_voicemail_longer_than_half_a_minute(
    name: str, me: str, company: str, phone: str
) -> None:
    [bill] = book(name).contacts
    assert len(script(bill, Config(name=me, company=company, phone=phone)).split()) <= MOST_WORDS


def test_a_voicemail_is_about_the_two_of_you() -> None:
    [bill] = book("Bill Okafor").contacts
    scripts = {
        "birthday": script(replace(bill, birthday=Birthday(11, 23))),
        "silence": script(replace(bill, log=(LogLine(date(2025, 10, 22), "call"),))),
        "thanks": script(replace(bill, log=(LogLine(date(2026, 11, 2), "got", "paid my rent"),))),
        "nothing": script(bill),
    }
    assert "All the best for your birthday!" in scripts["birthday"]
    assert "It has been 13 months since we were in touch." in scripts["silence"]
    assert "I have not thanked you yet as I should" in scripts["thanks"]
    assert "rent" not in scripts["thanks"]
    assert len(set(scripts.values())) == 4


def test_a_voicemail_that_thanks_says_so_once() -> None:
    [bill] = book("Bill Okafor").contacts
    said = script(replace(bill, log=(LogLine(date(2026, 11, 2), "got", "paid my rent"),)))
    assert "I have not thanked you yet as I should. That is why I am calling." in said
    assert said.count("thank") == 1
    assert "forgotten" not in said


@pytest.mark.parametrize(
    ("birthday", "said"),
    [
        (Birthday(11, 22), "Happy birthday today!"),
        (Birthday(11, 20), "I hope that you had a lovely birthday."),
        (Birthday(11, 27), None),
        (Birthday(11, 10), None),
    ],
)
def test_a_birthday_is_wished_on_the_machine_when_it_is_near(birthday: Birthday, said: str | None) -> None:
    [bill] = book("Bill Okafor").contacts
    found = script(replace(bill, birthday=birthday))
    assert said in found if said else "irthday" not in found


def test_a_private_birthday_and_a_lately_made_call_are_not_spoken_of() -> None:
    [bill] = book("Bill Okafor").contacts
    log = (LogLine(date(2026, 10, 22), "call"),)
    found = script(replace(bill, birthday=Birthday(11, 23), private=("birthday",), log=log))
    assert "irthday" not in found
    assert "It has been" not in found
