"""What a page may link to, and what the pages are called (faults.md H02, H03, P01–P07)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.views.html.urls import mail_url, page_href, page_names, phone_url, safe_url, web_url
from karma.views.show import show

if TYPE_CHECKING:
    from random import Random


@pytest.mark.parametrize(
    "url",
    [
        "https://harbormarine.example/a?b=c#d",
        "HTTP://harbormarine.example",
        "mailto:bill@harbormarine.example",
        "tel:+15035550142",
        "sms:+15035550142",
        "../files/survey.pdf",
        "survey.pdf?page=1:2",
        "#note",
    ],
)
def test_ordinary_addresses_are_linked(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "blob:x",
        "1x:y",
        ":x",
        "//evil.example/x",
        "/etc/passwd",
        "\\\\evil.example\\x",
        "/\\evil.example",
        "https:\\\\evil.example",
        "a b",
        "",
        "   ",
    ],
)
def test_anything_else_is_not(url: str) -> None:
    assert safe_url(url) is None


@given(st.text(), st.sampled_from(["javascript:", "data:", "vbscript:", "file:"]))
def test_no_prefix_makes_a_script_an_address(prefix: str, scheme: str) -> None:
    url = safe_url(f"{prefix}{scheme}alert(1)")
    assert url is None or not _as_a_browser_reads(url).startswith(scheme)


def _as_a_browser_reads(url: str) -> str:
    return "".join(char for char in url.lstrip("".join(map(chr, range(33)))) if char not in "\t\r\n").lower()


@pytest.mark.parametrize(
    "written",
    ["harbormarine.example", "harbormarine.example/about", "x.example:8080", "m\xfcller.example?a#b"],
)
def test_a_host_without_a_scheme_is_taken_as_https(written: str) -> None:
    assert web_url(f" {written} ") == f"https://{written}"


@pytest.mark.parametrize(
    "written",
    ["foo", "foo/bar", "../x", "#x", "/x", "a b.example", "", "javascript:alert(1)", "//evil.example"],
)
def test_a_word_that_is_no_address_is_no_link(written: str) -> None:
    assert web_url(written) is None


def test_an_address_with_a_scheme_stays_as_written() -> None:
    assert web_url("http://harbormarine.example") == "http://harbormarine.example"


@given(st.characters())
def test_what_is_shown_as_an_escape_stands_in_no_address(char: str) -> None:
    if show(char) != char:
        assert safe_url(f"https://x.example/{char}y") is None


def test_a_letter_mark_that_turns_the_direction_is_seen() -> None:
    assert safe_url("https://x.example/\u061cy") is None


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("+1 503 555 0142", "tel:+15035550142"),
        ("(503) 555-0142", "tel:5035550142"),
        ("+44 (0)20 555 0142 ext. 7", "tel:+440205550142;ext=7"),
        ("503 555 0142 x12", "tel:5035550142;ext=12"),
        ("\uff15\uff10\uff13", "tel:503"),
        ("ask Ann", None),
        ("ask for Maria, 2nd floor", None),
        ("javascript:alert(112)", "tel:112"),
    ],
)
def test_a_number_is_dialled_by_its_digits(number: str, url: str | None) -> None:
    assert phone_url(number) == url


def test_a_mail_address_cannot_add_headers() -> None:
    assert mail_url("bill@harbormarine.example") == "mailto:bill@harbormarine.example"
    assert mail_url("bill@x.example?cc=all@x.example") == "mailto:bill@x.example%3Fcc%3Dall@x.example"


def test_names_keep_the_letters_of_every_script() -> None:
    names = page_names(["bill-okafor", "zoë-carrasco", "李雷", "владимир"])
    assert set(names.items()) == {(name, name) for name in names}
    assert page_href("李雷") == "contacts/%E6%9D%8E%E9%9B%B7.html"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "a:b?",
        "...",
        "😀",
        "",
        "-rf",
        "con",
        "NUL.txt",
        "\u202ex",
        "é" * 300,
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(name: str) -> None:
    stem = page_names([name])[name]
    assert stem.strip("-.") == stem != ""
    assert not set(stem) & set("/\\:.?\u202e \n")
    assert stem.casefold() not in {"con", "nul"}
    assert len(f"{stem}.html".encode()) <= 255


def test_who_has_the_name_itself_keeps_it() -> None:
    names = page_names(["bob", "Bob", "bob!"])
    assert names["bob"] == "bob"
    assert {name[:4] for name in (names["Bob"], names["bob!"])} == {"bob-"}


def test_the_hash_of_one_can_be_the_name_of_another() -> None:
    taken = page_names(["bob", "Bob"])["Bob"]
    names = page_names(["bob", "Bob", taken])
    assert len({stem.casefold() for stem in names.values()}) == 3


@given(st.lists(st.text(), unique=True), st.randoms(use_true_random=False))
def test_no_two_people_share_a_page_whatever_the_order(ids: list[str], chance: Random) -> None:
    names = page_names(ids)
    assert len({unicodedata.normalize("NFC", stem.casefold()) for stem in names.values()}) == len(ids)
    chance.shuffle(ids)
    assert page_names(ids) == names
