"""Markup that is put together by hand is as safe as what the templates make (faults.md rule 5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from karma.core.book import Contact
from karma.core.logline import LogLine, Party
from karma.views.html.markup import code, commands, day, day_of_year, lines, link_filters
from karma.views.show import show
from tests.core.build import line
from tests.views.site import Page
from tests.views.test_hostile import ATTACKS, UNSEEN, assert_harmless

PAGES = {"bill": ("Bill", "contacts/bill.html"), "evil": ('<b>"&', 'contacts/"><b>.html')}
FILTERS = link_filters(
    lambda target, root: (PAGES[target][0], root + PAGES[target][1]) if target in PAGES else None,
    lambda contact, root: f"{root}contacts/{contact.id}.html",
)
TEXT, NAMED, PERSON, TOLD = (FILTERS[name] for name in ("text", "named", "person", "told"))


def only_words(html: Markup) -> None:
    assert isinstance(html, Markup)
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= {"a", "bdi", "span", "time"}
    for _, attributes in page.elements:
        assert attributes.keys() <= {"href", "class", "datetime"}
        assert_harmless(attributes.get("href"))
    assert not UNSEEN.search(html)


def read(html: Markup) -> str:
    return Page(f"<p>{html}</p>").visible


@pytest.mark.parametrize("evil", ATTACKS)
def test_nothing_of_a_strangers_becomes_an_element(evil: str) -> None:
    entry = LogLine(
        date(2026, 10, 2), evil, f"[[bill|{evil}]] {evil}", inbound=True, amount=Decimal(1), currency=evil,
        parties=(Party(evil, evil), Party(evil, "bill"), Party("with", evil)),
    )  # fmt: skip
    for made in (
        TEXT(evil, "../"),
        TEXT(f"[[bill|{evil}]]", "../"),
        TEXT(f"[[{evil}]]", ""),
        NAMED(evil, ""),
        PERSON(Contact("bill", "", evil), "../"),
        TOLD(entry, "../"),
        lines([evil, evil]),
    ):
        only_words(made)
    assert "<script" not in lines([evil])


def test_a_name_and_an_address_are_escaped_as_well() -> None:
    assert NAMED("evil", "../") == (
        '<a href="../contacts/&#34;&gt;&lt;b&gt;.html"><bdi>&lt;b&gt;&#34;&amp;</bdi></a>'
    )


@given(st.text())
def test_text_without_links_is_escaped_as_jinja_does_it(words: str) -> None:
    words = words.replace("[", "(")
    assert TEXT(words, "") == escape(show(words))
    assert lines([words]) == escape(show(words))


def test_links_lead_to_the_pages_and_unknown_ones_stay_words() -> None:
    assert TEXT("saw [[bill]], [[bill|Billy]] & [[nobody]]", "../") == (
        'saw <a href="../contacts/bill.html"><bdi>Bill</bdi></a>,'
        ' <a href="../contacts/bill.html"><bdi>Billy</bdi></a> &amp; nobody'
    )


def test_a_line_says_what_happened_with_whom_and_the_words() -> None:
    told = read(TOLD(line("2026-10-20 lunch with [[bill]] [[ann-lee]]: harbour <café>"), ""))
    assert told == "lunch with Bill and ann-lee — harbour <café>"
    assert read(TOLD(line("2026-09-14 call in"), "")) == "call from them"
    assert read(TOLD(line("2026-09-14 won USD 12000"), "")) == "won USD 12,000"


def test_a_day_can_be_read_by_a_machine() -> None:
    assert day(date(2026, 11, 22)) == '<time datetime="2026-11-22">22 Nov 2026</time>'
    assert day_of_year(date(2026, 11, 22)) == '<time datetime="2026-11-22">22 Nov</time>'


def test_lines_stay_lines() -> None:
    assert lines(["a <b>", "", "c\u202ed"]) == "a &lt;b&gt;\n\nc\\u202ed"


@pytest.mark.parametrize("evil", ATTACKS)
def test_a_command_in_a_sentence_is_code_and_never_an_element_of_a_strangers(evil: str) -> None:
    for words in (f"Do `karma met {evil}` now.", f"`{evil}`", f"{evil}`", f"`{evil}` `{evil}"):
        made = code(words)
        page = Page(made)
        assert {(tag, tuple(attributes)) for tag, attributes in page.elements} <= {("code", ())}
        assert not UNSEEN.search(made)


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("`karma fmt` does it.", "<code>karma fmt</code> does it."),
        ("One ` alone.", "One ` alone."),
        ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ("`a` and `b", "<code>a</code> and `b"),
    ],
)
def test_what_stands_between_two_backticks_is_code(words: str, html: str) -> None:
    assert str(code(words)) == html


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ('Add them: `karma met "Sam Lee"`.', ['karma met "Sam Lee"']),
        (
            "`karma fmt` does it; `karma show łukasz-wrona` shows it.",
            ["karma fmt", "karma show łukasz-wrona"],
        ),
        ("`karma met NAME` makes it.", []),
        ("Write `[[sam-lee]]`.", []),
        ('`karma met "x"; reboot`', []),
        ('`karma met "$(reboot)"`', []),
        ("`karma met x\nreboot`", []),
        ("`karma met x & reboot`", []),
    ],
)
def test_only_a_command_with_nothing_to_fill_in_and_nothing_for_a_shell_is_copied(
    words: str, copied: list[str]
) -> None:
    assert commands(words) == copied
