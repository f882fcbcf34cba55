"""The pages Balance and Review: what they say, and what they keep to themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.balance.kinds import WEIGHTS
from karma.core.referrals.pipeline import pipeline_of
from karma.core.review.review import review_of
from karma.views.terminal.review import review_lines
from tests.core.build import book, person
from tests.views.site import TODAY, Page, made

if TYPE_CHECKING:
    from karma.core.book import Book

FOUND = (
    person("Bill Okafor", "2026-02-24 helped: found him a tenant", id="bill", needs=("a bookkeeper",)),
    person("Jane Doe", "2026-10-02 referred by [[bill]]: a survey", "2026-11-17 won USD 12000", id="jane"),
    person("Ann Lee", "2026-01-01 helped", id="ann", circle="partner", met="2026-11-16"),
)


def page(name: str, found: Book) -> Page:
    return Page(made(found)[name])


def words(name: str, found: Book) -> str:
    """What a reader sees in the body of the page, tags gone."""
    body = made(found)[name].partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_balance_says_who_helped_you_and_what_might_help_them() -> None:
    said = words("balance.html", book(*FOUND))
    assert "1 person helped you: a chance to do something for them." in said
    assert "Bill sent you Jane Doe on 2 Oct." in said
    assert "Help Bill find a bookkeeper." in said
    assert "The last thing Ann had from you was 11 months ago." in said


def test_balance_has_the_kinds_the_people_and_the_quarters_in_tables() -> None:
    said = words("balance.html", book(*FOUND))
    assert "referrals 0 1" in said
    assert "by weight 4 5" in said
    assert "Bill Okafor 2 5 2 5" in said
    assert "2026 Q4 0 5" in said


def test_review_has_the_week_beside_the_one_before_and_one_thing_next() -> None:
    said = words("review.html", book(*FOUND))
    assert "One thing next: Make one call before you open your mail." in said
    assert "From 16 Nov to today, beside the same days last week" in said
    assert "won USD 12,000 –" in said
    assert "Jane Doe : from referred to won" in said
    assert "Met: Ann Lee ." in said


@pytest.mark.parametrize("name", ["balance.html", "review.html"])
@pytest.mark.parametrize("people", [(), FOUND], ids=["empty", "some"])
def test_the_page_is_sound(name: str, people: tuple[Any, ...]) -> None:
    assert page(name, book(*people)).faults == []


@pytest.mark.parametrize("name", ["balance.html", "review.html"])
def test_private_people_and_what_they_did_are_on_neither_page(name: str) -> None:
    secret = person(
        "Secret Sammy",
        "2026-11-17 got: a dinghy",
        "2026-11-16 referred by [[bill]]: hush",
        id="sammy",
        met="2026-11-16",
        promises=("[ ] 2026-11-16 the dinghy",),
        private=("true",),
    )
    html = made(book(*FOUND, secret, person("Eve", "2026-11-18 got: rang [[sammy]]")))[name]
    for told in ("Secret", "ammy", "dinghy", "hush"):
        assert told not in html


def test_calls_to_private_people_count_and_name_nobody() -> None:
    found = book(person("Kim", "2026-11-17 call", "2026-11-18 call", private=("true",)))
    assert "call 2 of 20 –" in words("review.html", found)


def test_text_from_files_stays_text() -> None:
    html = made(book(person("<b>Bill</b>", "2026-11-17 got: <script>alert(1)</script>", id="bill")))
    assert "<script>alert" not in html["balance.html"] + html["review.html"]
    assert "&lt;script&gt;alert(1)" in html["balance.html"]


def test_weights_of_a_half_are_told_as_they_are() -> None:
    found = book(person("Bill", "2026-11-17 gift"), balance=dict(WEIGHTS) | {"gift": 0.5})
    assert "by weight 0.5 0" in words("balance.html", found)


def on_the_terminal(found: Book) -> str:
    reviewed = review_of(found, TODAY, pipeline_of(found, TODAY))
    lines = ("".join(span.text for span in line) for line in review_lines(reviewed, found, 80))
    return " ".join(" ".join(lines).split())


def test_promises_kept_are_told_in_the_same_words_on_the_page_and_the_terminal() -> None:
    promises = ("[x] 2026-11-16 the list ✅ 2026-11-17", "[x] 2026-11-18 the key ✅ 2026-11-18")
    found = book(person("Bill", promises=promises))
    for said in (words("review.html", found), on_the_terminal(found)):
        assert "promises kept 2, 1 on time –" in said


def test_before_the_first_call_nothing_is_said_of_how_steady_they_are() -> None:
    found = book(person("Bill", "2026-10-01 note"))
    assert "0% of the calls" not in on_the_terminal(found)
    page_says = words("review.html", found)
    assert "0% of the calls" not in page_says
    assert "After four whole weeks" in page_says
