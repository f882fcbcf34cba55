"""The pipeline and the tree on pages and on the terminal: sound, private, readable at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.tree import referral_tree
from karma.views.show import width_of
from karma.views.terminal.pipeline import chosen_lines, pipeline_lines
from karma.views.terminal.pipeline_person import person_referral_lines
from karma.views.terminal.referral_tree import tree_lines
from tests.core.build import book, person
from tests.views.referral_book import referral_book
from tests.views.site import TODAY, Page, made

if TYPE_CHECKING:
    from karma.views.terminal.lines import Line


def page(name: str) -> Page:
    return Page(made(referral_book())[name])


def text(line: Line) -> str:
    return "".join(span.text for span in line)


def terminal(width: int) -> list[Line]:
    """Every view of the book of referrals, one below the other."""
    found = referral_book()
    pipeline = pipeline_of(found, TODAY)
    reports = reports_of(pipeline, found, TODAY)
    lines: list[Line] = []
    for everything in (False, True):
        lines += pipeline_lines(pipeline.referrals, reports, found, TODAY, width, everything=everything)
    for contact in found.contacts:
        part_of = [
            one for one in pipeline.referrals if contact.id in (one.prospect.id, one.giver, one.receiver)
        ]
        lines += person_referral_lines(contact, part_of, found, TODAY, width)
    lines += chosen_lines(pipeline.referrals, found, TODAY, width)
    return lines + tree_lines(referral_tree(pipeline, found), found, width)


@pytest.mark.parametrize("name", ["pipeline.html", "tree.html"])
def test_the_page_is_sound(name: str) -> None:
    assert page(name).faults == []


@pytest.mark.parametrize("name", ["pipeline.html", "tree.html"])
def test_the_page_of_an_empty_book_says_how_it_begins(name: str) -> None:
    empty = Page(made(book(person("Ann")))[name])
    assert empty.faults == []
    assert "karma refer WHO --by GIVER" in empty.visible


@pytest.mark.parametrize("name", ["pipeline.html", "tree.html"])
def test_nobody_private_is_on_the_page(name: str) -> None:
    shown = made(referral_book())[name]
    assert "Hal" not in shown
    assert "hidden-hal" not in shown
    assert "secret" not in shown


def test_the_pages_lead_to_each_other() -> None:
    assert "tree.html" in page("pipeline.html").all("href")
    assert "pipeline.html" in page("tree.html").all("href")


def test_links_in_what_the_files_say_are_names() -> None:
    shown = page("pipeline.html").visible
    assert "PAIN: the audit in Eve's town" in shown
    assert "[[eve" not in shown


def test_currencies_stand_beside_each_other() -> None:
    jane_and_own = page("pipeline.html").visible
    assert "All givers" in jane_and_own
    assert "USD 12,000" in jane_and_own
    assert "EUR 3,000" in jane_and_own
    assert "15,000" not in jane_and_own


def test_a_giver_without_a_file_is_named_as_the_line_names_them() -> None:
    assert "from nobody-here" in page("pipeline.html").visible


def test_without_an_open_referral_the_page_has_no_empty_column_and_says_where_all_that_ended_are() -> None:
    ended = [person(f"P{n}", "2026-10-01 referred by [[bill]]", "2026-10-02 won USD 5") for n in range(21)]
    html = made(book(person("Bill"), *ended))["pipeline.html"]
    assert 'class="spread"' not in html
    assert "No referral is open. Of all 21 ever sent to you that ended, 21 were won." in Page(html).visible
    assert "And 1 more: karma pipeline --all" in Page(html).visible


def test_the_tree_rolls_the_value_up_to_the_first_giver() -> None:
    assert "Bill 3 people, USD 12,000" in page("tree.html").visible


def test_a_very_long_chain_leaves_the_page_readable() -> None:
    chain = [person(f"P{number}", f"2026-11-01 referred by [[p{number - 1}]]") for number in range(1, 1200)]
    shown = Page(made(book(person("P0"), *chain))["tree.html"])
    assert shown.faults == []
    assert "1199 people" in shown.visible
    assert "and on from here" in shown.visible


def test_what_stands_in_a_file_becomes_no_markup() -> None:
    attack = '"><script>alert(1)</script>'
    jane = person(
        "Jane", f"2026-10-02 referred by [[{attack.replace('[', '')}]]: {attack}", "2026-10-03 tried"
    )
    dora = person(
        f"Dora {attack}",
        "2026-09-01 referred by [[jane]]",
        f"2026-09-20 unreachable: PAIN: {attack} [[jane|{attack}]]",
        id="dora",
    )
    for name, html in made(book(jane, dora)).items():
        assert "<script>alert" not in html, name


def test_hundreds_in_one_stage_do_not_make_the_page_endless() -> None:
    many = [
        person(f"P{number:03}", "2026-11-01 referred by [[ann]]", "2026-11-02 cultivating")
        for number in range(240)
    ]
    shown = Page(made(book(person("Ann"), *many))["pipeline.html"])
    assert shown.faults == []
    assert "Cultivating 240" in shown.visible
    assert "and 210 more: karma pipeline --stage cultivating" in shown.visible
    assert shown.visible.count("from Ann") == 30


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert [text(line) for line in terminal(width) if width_of(text(line)) > width] == []


def test_the_terminal_shows_no_raw_link_but_in_a_command() -> None:
    shown = [text(line) for line in terminal(100)]
    assert [line for line in shown if "[[" in line and "karma promise" not in line] == []


def test_a_narrow_terminal_says_the_same_as_a_wide_one() -> None:
    def words(width: int) -> set[str]:
        return {word.strip(",") for line in terminal(width) for word in text(line).split()}

    assert words(80) - words(40) <= {"sent", "0", "1", "2", "3", "4", "5", "6"}
