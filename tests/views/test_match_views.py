"""The page of matches, and its lines on a terminal."""

from __future__ import annotations

from karma.core.matching.matches import matches_of
from karma.core.referrals.pipeline import pipeline_of
from karma.views.show import width_of
from karma.views.terminal.match import match_lines, person_match_lines
from tests.core.build import book, person
from tests.views.match_book import match_book
from tests.views.site import TODAY, Page, made

BOOK = match_book()


def shown(width: int) -> list[str]:
    found = matches_of(BOOK, TODAY, pipeline_of(BOOK, TODAY))
    return ["".join(span.text for span in line) for line in match_lines(found, BOOK, width)]


def test_the_page_says_who_could_help_whom() -> None:
    page = Page(made(BOOK)["matches.html"])
    assert page.faults == []
    assert (
        "Bill Okafor needs a bookkeeper who knows inventory Eve Ng: bookkeeping for <shops>" in page.visible
    )
    assert "Kofi: a resin supplier" in page.visible
    assert "Bill Okafor and Sam: taxes" in page.visible
    assert "Ruth Ellery and Sam" in page.visible


def test_the_page_says_who_would_like_to_hear_it_and_who_knows() -> None:
    page = Page(made(BOOK)["matches.html"])
    assert "Fan 0 (likes sailing)" in page.visible
    assert "and 2 more; told: Sam on 21 Aug 2026" in page.visible


def test_hidden_people_are_on_no_page_and_in_the_terminal_only_to_be_told() -> None:
    assert "Sid" not in made(BOOK)["matches.html"]
    text = "\n".join(shown(80))
    assert "karma draft secret-sid" not in text


def test_a_page_without_anything_says_how_to_begin() -> None:
    assert "what would help them" in Page(made(book(person("Ann")))["matches.html"]).visible


def test_nothing_but_a_command_is_wider_than_the_terminal() -> None:
    for width in (40, 80):
        assert [line for line in shown(width) if width_of(line) > width and "karma " not in line] == []


def test_links_are_shown_by_name_and_tags_not_at_all() -> None:
    text = "\n".join(shown(80))
    assert "Bill Okafor: courses are booming, says Eve Ng\n" in text
    assert "[[eve-ng]]" not in text


def test_long_lists_are_cut_and_say_so() -> None:
    assert "→ Fan 0, Fan 1, Fan 2 (likes sailing), and " in "\n".join(shown(80))


def test_one_person_begins_with_the_name() -> None:
    found = matches_of(BOOK, TODAY, pipeline_of(BOOK, TODAY))
    lines = person_match_lines(found.of(BOOK.contacts[0]), BOOK, TODAY, 80)
    assert "".join(span.text for span in lines[0]).strip() == "Bill Okafor"
    assert any("Who could help Bill" in span.text for line in lines for span in line)


def test_calls_that_brought_nothing_yet_are_not_counted_up() -> None:
    young = book(person("Ann", "2026-11-03 call", needs=("a lawyer",)))
    found = matches_of(young, TODAY, pipeline_of(young, TODAY))
    text = "\n".join("".join(span.text for span in line) for line in match_lines(found, young, 80))
    assert "Ann: a lawyer" in text
    assert "your conversations" not in text
