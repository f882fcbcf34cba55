"""How many names changed hands, read from the line of an exchange: surely, or not at all (S12)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.partners.names import Names, names_in, number_word
from tests.core.build import person

HELEN = person("Helen Ochoa")


@pytest.mark.parametrize(
    ("text", "gave", "got"),
    [
        ("gave 2 got 1", 2, 1),
        ("gave 12, got 11", 12, 11),
        ("gave: 2 / got: 1", 2, 1),
        ("Gave two names and got three more, over oysters", 2, 3),
        ("gave none got none", 0, 0),
        ("got 1 gave 2", 2, 1),
        ("rain all morning; gave one, got two, both riggers", 1, 2),
    ],
)
def test_the_notation_is_gave_and_got_anywhere_in_the_text(text: str, gave: int, got: int) -> None:
    assert names_in(text, HELEN) == Names(gave, got)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three names each way", 3),
        ("one name each", 1),
        ("3 each", 3),
        ("two names, one each", 1),
        ("four names, two for each; the aunt when she is ready", 2),
        ("five names each, on index cards", 5),
        ("five names each on index cards", 5),
        ("we each brought two", 2),
        ("two apiece", 2),
        ("no names either way", 0),
    ],
)
def test_each_way_is_both(text: str, number: int) -> None:
    assert names_in(text, HELEN) == Names(number, number)


@pytest.mark.parametrize(
    ("text", "gave", "got"),
    [
        ("three names from me, one from her", 3, 1),
        ("three from her, none of mine ready", 0, 3),
        ("two from Helen", None, 2),
        ("one for her, two for me", 1, 2),
        ("a name from her", None, 1),
        ("one from her, I was empty-handed", 0, 1),
        ("two from me, she came empty-handed", 2, 0),
        ("one from me, again nothing back", 1, 0),
        ("gave two, one in return", 2, 1),
        ("she gave two, got one", 1, 2),
        ("Helen offered two", None, 2),
        ("I had three for her, she had one", 3, 1),
        ("gave her two, she gave me three", 2, 3),
        ("sent me two", None, 2),
        ("she received three; got one", 3, 1),
    ],
)
def test_who_gave_is_read_from_the_words(text: str, gave: int | None, got: int | None) -> None:
    assert names_in(text, HELEN) == Names(gave, got)


@pytest.mark.parametrize(
    ("text", "gave", "got"),
    [
        ("gave [[ann-lee]], got [[bill]] and [[carl]]", 1, 2),
        ("gave two names, got one: [[maria]]", 2, 1),
        ("[[ann-lee]] from her", None, 1),
        ("two from [[helen-ochoa]], one from me", 1, 2),
        ("gave someone, got somebody", 1, 1),
        ("gave [[two-for-me]]", 1, None),
        ("[[ann-lee]] for the ovens", None, None),
        ("gave [[ann-lee]]'s number", None, None),
    ],
)
def test_people_who_are_named_count_by_head(text: str, gave: int | None, got: int | None) -> None:
    assert names_in(text, HELEN) == Names(gave, got)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "three names, and one she begged me not to call",
        "two or three from her",
        "gave 2–3",
        "gave 2.5 names",
        "not one from her",
        "more than two from her",
        "got 100 from her",
        "gave two hours of advice",
        "got one hour late",
        "got a cold",
        "met 2 each quarter",
        "coffee at four dollars each",
        "one name each time",
        "one for her daughter",
        "two from Helen's cousin",
        "Carl gave two",
        "nobody gave one",
        "will give 2",
        "gave two, gave three",
    ],
)
def test_what_cannot_be_read_surely_is_not_known(text: str) -> None:
    assert names_in(text, HELEN) == Names(None, None)


@pytest.mark.parametrize("link", ["[[helen-ochoa]]", "[[Helen Ochoa]]", "[[Nell]]", "[[h-ochoa|Helen]]"])
def test_a_link_to_the_partner_is_the_partner_by_whatever_name_and_no_third_person(link: str) -> None:
    helen = person("Helen Ochoa", aliases=("Nell", "h-ochoa"))
    assert names_in(f"gave {link} two, one from {link}", helen) == Names(2, 1)


def test_nobody_is_called_nothing() -> None:
    assert names_in("two from the harbour", person(" ", id="x")) == Names(None, None)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (Names(2, 1), "gave 2, got 1"),
        (Names(0, 3), "gave none, got 3"),
        (Names(None, 2), "got 2"),
        (Names(), "the line does not say how many names"),
    ],
)
def test_names_are_said_as_they_are_written(names: Names, says: str) -> None:
    assert names.says == says
    assert names_in(names.says, HELEN) == names


def test_numbers_are_words_up_to_ten() -> None:
    assert [number_word(number) for number in (0, 3, 10, 11)] == ["zero", "three", "ten", "11"]


PAGE = Path(__file__).parents[2] / "docs" / "systems" / "partners.md"
ROWS = re.findall(r"^\| (`.+`) \| (\d) \| (\d) \|$", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("written", "gave", "got"), ROWS)
def test_the_page_says_how_each_line_is_read(written: str, gave: str, got: str) -> None:
    for text in re.findall("`(.+?)`", written):
        assert names_in(text, HELEN) == Names(int(gave), int(got))


def test_the_page_has_its_table() -> None:
    assert len(ROWS) >= 6


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    names = names_in(text, HELEN)
    assert all(number is None or 0 <= number <= 99 for number in (names.gave, names.got))
