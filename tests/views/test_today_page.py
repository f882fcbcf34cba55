"""Today: five calls in one look, those made are quiet, and what to type stands behind each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from karma.core.fields import Labelled
from karma.core.problems import Problem
from tests.core.build import book, person
from tests.views.site import Page, made

PHONE = (Labelled("+1 503 555 0142", "shop"),)


def today(*people: object) -> str:
    return made(book(*people))["index.html"]  # type: ignore[arg-type]


def test_calls_come_before_promises_and_those_before_the_rest() -> None:
    ann = person("Ann", "2026-01-05 call: hello", promises=("[ ] 2026-11-10 a page",), every="4w")
    html = today(ann, person("Bea", "2026-11-15 got: a hand", "2026-11-15 call: hello"))
    places = [html.index(f'id="{name}"') for name in ("calls", "promised", "also", "week")]
    assert places == sorted(places)


def test_of_each_call_who_the_number_why_and_what_to_say_stand_in_that_order() -> None:
    ann = person(
        "Ann",
        "2026-01-05 call: hello",
        phone=PHONE,
        title="Baker",
        next_time=("How is the oven?",),
        every="4w",
    )
    shown = Page(today(ann)).visible
    places = [
        shown.index(word) for word in ("Ann", "+1 503 555 0142", "Baker", "You last", "How is the oven?")
    ]
    assert places == sorted(places)


def test_who_was_called_today_is_ticked_and_says_no_more() -> None:
    ann = person("Ann", "2026-01-05 call: hello", "2026-11-20 call: done", phone=PHONE, every="4w")
    calls = Page(today(ann).partition('id="calls"')[2].partition("</section>")[0])
    assert calls.visible.endswith("Ann ✓ called today")
    assert "tel:+15035550142" not in calls.all("href")


def test_behind_each_call_stand_the_lines_that_log_it() -> None:
    page = Page(today(person("Ann", "2026-01-05 call: hello", phone=PHONE, every="4w")))
    assert 'karma log ann call -m "' in page.all("data-copy")
    assert "karma log ann voicemail" in page.all("data-copy")
    assert (
        "button",
        {"class": "copy", "type": "button", "data-copy": "karma log ann voicemail", "hidden": None},
    ) in (page.elements)


def test_who_has_an_address_and_no_number_is_written_to_and_has_no_voicemail() -> None:
    ann = person("Ann", "2026-01-05 call: hello", email=(Labelled("ann@x.example"),), every="4w")
    page = Page(today(ann))
    assert "mailto:ann@x.example" in page.all("href")
    assert 'karma log ann email -m "' in page.all("data-copy")
    assert "voicemail" not in page.visible
    assert "voicemail" not in Page(made(book(ann))["contacts/ann.html"]).visible.partition("When you have")[0]


def test_words_that_run_from_right_to_left_keep_their_own_stop() -> None:
    ann = person("Ann", "2026-01-05 call: hello", every="4w", next_time=("كيف حال العائلة؟",))
    site = made(book(ann))
    for name in ("index.html", "contacts/ann.html"):
        assert '<p class="opener"><bdi>كيف حال العائلة؟</bdi>' in site[name]


def test_a_book_without_anybody_is_not_told_to_leaf_through_them() -> None:
    shown = Page(today()).visible
    assert "Leaf through" not in shown
    assert "this week" not in shown


def test_promises_past_their_day_are_capped_with_the_count_and_the_command() -> None:
    many = [person(f"Pal {number}", promises=("[ ] 2026-11-10 a page",)) for number in range(45)]
    shown = Page(made(book(*many))["promises.html"]).visible
    assert shown.count("a page") == 40
    assert "And 5 more: karma promises" in shown


@pytest.mark.parametrize(("whose", "said"), [("", "Yours"), ("they: ", "Theirs")])
def test_promises_to_come_are_capped_too(whose: str, said: str) -> None:
    many = [person(f"Pal {number}", promises=(f"[ ] 2026-12 {whose}a page",)) for number in range(41)]
    _, _, shown = Page(made(book(*many))["promises.html"]).visible.partition(said)
    assert shown.count("a page") == 40
    assert "And 1 more: karma promises" in shown


def test_a_thousand_problems_are_a_page_that_opens() -> None:
    many = tuple(
        Problem("contacts/ann.md", line, 1, "error", "x", f"oddity {line};", "Mend it.")
        for line in range(1200)
    )
    shown = Page(made(replace(book(person("Ann")), problems=many))["problems.html"]).visible
    assert shown.count("oddity") == 200
    assert "1,200 lines" in shown
    assert "And 1,000 more: karma check" in shown


def test_calls_to_others_leave_those_on_the_list_as_many_as_they_are() -> None:
    others = [person(f"Oz {n}", "2026-11-19 call", "2026-11-20 call: hello", every="4w") for n in range(3)]
    waiting = [person(f"Ann {n}", "2026-01-05 call: hello", every="4w") for n in range(5)]
    shown = Page(today(*others, *waiting)).visible
    assert "3 calls made today, to others. 5 people would still be glad to hear from you." in shown
    assert "to go" not in shown


def test_your_own_number_is_said_in_one_piece() -> None:
    bo = person("Bo", "2026-01-05 call", phone=(Labelled("503 555 0101"),))
    mine = made(book(bo, name="Nora Quist", phone="+1 503 555 0100"))["index.html"]
    assert '<span class="word">+1 503 555 0100</span>' in mine
    assert (
        '<span class="word">'
        not in made(book(bo, name="Nora Quist"))["index.html"].partition("blockquote")[2][:400]
    )


def test_a_call_to_somebody_new_leaves_nothing_to_go_while_nobody_waits() -> None:
    shown = Page(made(book(person("Ann", "2026-11-20 call")))["index.html"]).visible
    assert "1 call made today. Nobody else needs one." in shown
    assert "Calls on each day of this week." in shown


def test_where_fewer_wait_than_calls_are_wanted_those_are_told() -> None:
    shown = Page(made(book(person("Ann", "2026-11-20 call"), person("Bo", "2026-01-05 call")))["index.html"])
    assert "1 of 5 calls made. 1 person would still be glad to hear from you." in shown.visible


def test_what_an_editor_has_open_is_no_problem_of_a_page() -> None:
    swap = Problem("contacts/.ann.md.swp", 1, 1, "warning", "editor-file", "an editor left this", "Close it.")
    found = made(replace(book(person("Ann"), person("Bo", private=("phone",))), problems=(swap,)))
    shown = Page(found["problems.html"]).visible
    assert "Nothing to mend." in shown
    assert "in files that keep" not in shown
    assert "swp" not in shown
