"""However much there is to say, a page brings it together without growing long; with nothing, it says how to begin."""

from __future__ import annotations

import pytest

from tests.core.build import book, person
from tests.views.site import Page, made

BEGIN = {
    "index.html": "karma met",
    "pipeline.html": "karma refer WHO --by GIVER",
    "promises.html": "karma promise WHO",
    "partners.html": "karma edit WHO",
    "recalls.html": "karma stage WHO cultivating",
    "balance.html": "karma log WHO helped",
    "matches.html": "karma edit WHO",
    "tree.html": "karma refer WHO --by GIVER",
    "people.html": "karma met",
}


@pytest.mark.parametrize("name", BEGIN)
def test_a_page_without_anything_has_the_command_to_begin_with(name: str) -> None:
    assert BEGIN[name] in Page(made(book())[name]).text("code")


def test_a_day_without_calls_in_a_book_with_people_is_a_quiet_one() -> None:
    quiet = Page(made(book(person("Ann", snooze="2027-01-01")))["index.html"])
    assert "Nobody needs a call today." in quiet.visible


def test_the_page_of_who_sends_many_names_the_first_of_them() -> None:
    sent = (person(f"Pete {number}", "2026-10-02 referred by [[bill]]: boats") for number in range(9))
    shown = Page(made(book(person("Bill"), *sent))["contacts/bill.html"]).visible
    assert shown.count("Sent you Pete") == 3
    assert "and 6 more whom they sent you" in shown


def test_of_what_went_each_way_a_persons_page_has_the_last_two() -> None:
    turns = [f"2026-0{month}-02 helped: favour {month}" for month in range(1, 6)]
    _, _, shown = Page(made(book(person("Bill", *turns)))["contacts/bill.html"]).visible.partition(
        "Give and take"
    )
    assert [month for month in range(1, 6) if f"favour {month}" in shown] == [4, 5]
    assert "and 3 more before that" in shown


def test_today_has_five_promises_five_calls_and_five_other_things() -> None:
    people = [
        person(
            f"Pal {number}",
            "2026-01-02 call",
            f"2026-11-1{number} got: a hand",
            promises=("[ ] 2026-11-10 a page",),
            birthday="1980-11-21",
        )
        for number in range(9)
    ]
    html = made(book(*people))["index.html"]
    calls, _, rest = html.partition('id="promised"')
    promised, _, also = rest.partition('id="also"')
    assert calls.count("<h3>") == 5
    assert promised.count('class="what"') == 5
    assert 1 <= also.partition("</ul>")[0].count("<li>") <= 5


def test_a_long_page_of_matches_says_how_many_more_there_are() -> None:
    needs = [person(f"Needer {number:02}", needs=(f"resin number {number}",)) for number in range(45)]
    shown = Page(made(book(*needs))["matches.html"]).visible
    assert shown.count("Needer") == 40
    assert "And 5 more: karma match" in shown


def test_the_tree_is_found_under_the_pipeline() -> None:
    assert Page(made(book())["tree.html"]).all("aria-current") == ["true"]


def test_sums_in_two_currencies_stand_below_each_other() -> None:
    won = person("Olga", "2026-11-01 referred by [[bill]]", "2026-11-10 won USD 500", "2026-11-11 won EUR 20")
    assert "EUR 20<br>+ USD 500" in made(book(person("Bill"), won))["pipeline.html"]
