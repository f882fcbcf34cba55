"""`karma balance` and `karma review`: what the user reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.shelf import BILL

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf

JANE = """\
---
name: Jane Doe
added: 2026-10-02
---

## Log

- 2026-10-02 referred by [[bill-okafor]]: needs a survey
- 2026-11-16 reached
"""


@pytest.fixture
def jane(shelf: Shelf) -> Shelf:
    shelf.put("contacts/jane-doe.md", JANE)
    return shelf


def test_the_balance_says_what_went_each_way_and_who_comes_to_mind(jane: Shelf) -> None:
    out = jane.done("balance").out
    assert " referrals          0         1   0 · 1" in out
    assert "They helped you: a chance to do something for them" in out
    assert "Bill sent you Jane Doe on 2 Oct." in out
    assert "Ask Bill what would help most just now." in out


def test_the_ledger_of_one_person_has_each_turn_with_its_day(jane: Shelf) -> None:
    jane.put(
        "contacts/bill-okafor.md",
        BILL + "- 2026-10-21 told: the port takes bids, from [[jane-doe]] #marine\n",
    )
    assert jane.done("balance", "bill").out.splitlines() == [
        "Bill Okafor",
        "Owner, Harbor Marine Supply · client",
        "By weight, in twelve months: 1 from you, 6 from them; in all years: 1 and 6.",
        "",
        " 21 Oct       You told Bill: the port takes bids, from Jane Doe #marine",
        " 2 Oct        Bill sent you Jane Doe: needs a survey",
        " 20 Aug       Bill told you: fibreglass is booming #marine",
    ]


def test_somebody_with_whom_nothing_went_either_way(jane: Shelf) -> None:
    assert jane.done("balance", "anna").out == "Anna Bell\nNothing either way is in the log yet.\n"
    assert jane.done("balance", "anna", "--json").data == {
        "id": "anna-bell",
        "name": "Anna Bell",
        "given": 0,
        "received": 0,
        "given_lately": 0,
        "received_lately": 0,
        "entries": [],
    }


def test_the_balance_of_nobody_is_refused(jane: Shelf) -> None:
    said = jane.karma("balance", "nobody")
    assert said.code == 4
    assert "Nobody here is called “nobody”." in said.err


def test_weights_come_from_the_settings(jane: Shelf) -> None:
    jane.put("karma.toml", "[balance]\nreferral = 0\nintel = 3\n")
    data = jane.done("balance", "bill", "--json").data
    assert [(entry["kind"], entry["weight"]) for entry in data["entries"]] == [("intel", 3)]


def test_an_empty_book_is_shown_how_to_begin(empty: Shelf) -> None:
    (empty.root / "contacts").mkdir()
    assert "Nothing given or received is in the log yet." in empty.done("balance").out
    assert "Write down the first person you would like to call." in empty.done("review").out


def test_the_review_has_the_week_the_quarter_what_moved_and_one_thing_next(jane: Shelf) -> None:
    out = jane.done("review").out
    assert "This week, 16 Nov to 22 Nov\nbeside the same days last week\n" in out
    assert "This quarter, 1 Oct to 22 Nov\nbeside as many days of the last one\n" in out
    assert " 16 Nov       Jane Doe: from referred to reached\n" in out
    assert " 2 Oct        Jane Doe: sent to you by Bill Okafor\n" in out
    assert "One thing next\n Keep, move or release what you promised Bill: call" in out


def test_what_moved_in_another_year_has_its_whole_day(jane: Shelf) -> None:
    out = jane.done("--today", "2027-01-20", "review", "--since", "2026-10-01").out
    assert " 16 Nov 2026  Jane Doe: from referred to reached\n" in out


def test_a_review_since_a_day_is_of_that_span_alone(jane: Shelf) -> None:
    out = jane.done("review", "--since", "2026-11-16").out
    assert out.startswith("Since then, 16 Nov to 22 Nov\nbeside the 7 days before\n")
    assert "quarter" not in out


def test_since_takes_days_as_people_say_them(jane: Shelf) -> None:
    (part,) = jane.done("review", "--since", "2 weeks ago", "--json").data["parts"]
    assert (part["now"]["first"], part["now"]["last"]) == ("2026-11-08", "2026-11-22")
    assert (part["before"]["first"], part["before"]["last"]) == ("2026-10-24", "2026-11-07")


@pytest.mark.parametrize(("since", "day"), [("2026-11", "2026-11-01"), ("2026-W46", "2026-11-09")])
def test_since_a_week_or_a_month_is_since_its_first_day(jane: Shelf, since: str, day: str) -> None:
    (part,) = jane.done("review", "--since", since, "--json").data["parts"]
    assert part["now"]["first"] == day


@pytest.mark.parametrize("since", ["2026-11-23", "2026-W50", "2026-12", "the other day"])
def test_since_a_day_that_cannot_be_is_refused(jane: Shelf, since: str) -> None:
    assert jane.karma("review", "--since", since).code == 2


def test_the_review_as_data(jane: Shelf) -> None:
    data = jane.done("review", "--json").data
    week = data["parts"][0]["now"]
    assert week["moved"] == [
        {
            "id": "jane-doe",
            "name": "Jane Doe",
            "date": "2026-11-16",
            "before": "referred",
            "stage": "reached",
            "given": False,
            "other": "bill-okafor",
        }
    ]
    assert data["advice"]["id"] == "bill-okafor"
    assert len(data["weeks"]) == 12


@pytest.mark.parametrize("words", ["balance", "balance bill", "review", "review --since yesterday"])
def test_nothing_is_wider_than_a_narrow_terminal(
    jane: Shelf, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, jane.done(*words.split()).out.splitlines())) <= 40


def test_private_people_are_shown_on_the_terminal(jane: Shelf) -> None:
    jane.put("contacts/kim.md", "---\nname: Kim\nprivate: true\n---\n\n## Log\n\n- 2026-11-01 got: a bed\n")
    assert "Kim did you a favour on 1 Nov: a bed." in jane.done("balance").out
