"""Finding somebody: what is typed, what is chosen, and what stands in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from karma.core.search import search
from karma.files.book import load
from tests.browser import IN_BROWSER
from tests.browser.books import REPOSITORY, OnDisk, karma
from tests.browser.modes import WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.visit import Tabs

pytestmark = IN_BROWSER

PEOPLE = {
    "lukasz": (
        "Łukasz Wrona",
        "circle: client\norg: Wrona & Søn\ntags:\n  - marine\n  - Très Chic\nowner: nora\n"
        "phone:\n  - +1 (503) 555-0142 (mobile)\n",
    ),
    "li": ("李小龍", "circle: friend\ncity: København\nmet_at: the regatta\ntags:\n  - marine\nowner: tom\n"),
    "yuki": ("渡辺ゆき (ワタナベ)", "circle: friend\naliases:\n  - Yuki Watanabe\n"),
    "zoe": ("Zoë Ångström", "circle: expert\nevery: 1w\n"),
    "anna": ("Anna Krüger-Łąka", "circle: client\ncity: Kraków\nowner: nora\nsnooze: 2026-12-10\n"),
    "brien": ("Fionn O’Brien", "circle: partner\norg: Ελληνικά & Straße\n"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> OnDisk:
    root = tmp_path_factory.mktemp("search")
    (root / "contacts").mkdir()
    (root / "karma.toml").write_text("today = 2026-11-20\n", "utf-8")
    for stem, (name, more) in PEOPLE.items():
        text = f'---\nname: "{name}"\n{more}added: 2026-01-01\n---\n\n## Log\n\n- 2026-11-01 call: hello\n'
        (root / "contacts" / f"{stem}.md").write_text(text, "utf-8")
    karma(root, "build")
    return OnDisk(root)


def at(tabs: Tabs, book: OnDisk, behind: str = "") -> Page:
    """The page of people in a tab, as it opens with that behind its address."""
    assert tabs.of(WIDE).open(book.address("people.html") + behind) == []
    return tabs.of(WIDE).page


def found(page: Page) -> set[str]:
    """The files of those who are shown, once the page has answered what was typed."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    links = page.locator("#people tbody tr:visible th a").evaluate_all("all => all.map(one => one.href)")
    return {link.rpartition("/")[2].removesuffix(".html") for link in links}


TYPED_AND_FOUND = (
    ("", set(PEOPLE)),
    ("lukasz", {"lukasz"}),
    ("ŁUKASZ", {"lukasz"}),
    ("wrona luk", {"lukasz"}),
    ("son wrona", {"lukasz"}),
    ("lu\u0301kasz", {"lukasz"}),
    ("小龍", {"li"}),
    ("李", {"li"}),
    ("ゆき 渡辺", {"yuki"}),
    ("ﾜﾀﾅﾍﾞ", {"yuki"}),
    ("watanabe", {"yuki"}),
    ("angstrom zoe", {"zoe"}),
    ("kruger laka", {"anna"}),
    ("strasse", {"brien"}),
    ("client", {"lukasz", "anna"}),
    ("marine friend", {"li"}),
    ("o'brien", {"brien"}),
    ("obrien", {"brien"}),
    ("regatta", {"li"}),
    ("Wrona, Łukasz", {"lukasz"}),
    ("“Łukasz”", {"lukasz"}),
    ("+15035550142", {"lukasz"}),
    ("(503) 555-0142", {"lukasz"}),
    ("503.555.0142", {"lukasz"}),
    ("lukasz-wrona", {"lukasz"}),
    ("laka-anna", {"anna"}),
    ("krüger–łąka", {"anna"}),
    ("fionn – obrien", {"brien"}),
    ("#marine", {"lukasz", "li"}),
    ("wrona & son", {"lukasz"}),
    ("ΕΛΛΗΝΙΚΆ", {"brien"}),
    ("5550143", set()),
    ("nobody of that name", set()),
    ("  lukasz  ", {"lukasz"}),
    (".*", set()),
    ("\\", set()),
)


@pytest.mark.parametrize(("typed", "who"), TYPED_AND_FOUND)
def test_typing_finds(tabs: Tabs, book: OnDisk, typed: str, who: set[str]) -> None:
    page = at(tabs, book)
    page.get_by_role("searchbox").fill(typed)
    assert found(page) == who


def test_karma_find_finds_the_same(book: OnDisk) -> None:
    at_once = load(book.root)
    for typed, who in TYPED_AND_FOUND:
        if typed:
            assert {hit.contact.id for hit in search(at_once, typed)} == who, typed


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("#q=lukasz", {"lukasz"}),
        ("#q=wrona%20luk", {"lukasz"}),
        ("#q=wrona+luk", {"lukasz"}),
        ("#q=%E6%9D%8E", {"li"}),
        ("#circle=client", {"lukasz", "anna"}),
        ("#circle=client&q=krak", {"anna"}),
        ("#tag=marine", {"lukasz", "li"}),
        ("#tag=Tr%C3%A8s%20Chic", {"lukasz"}),
        ("#tag=marine&circle=friend", {"li"}),
        ("#owner=nora", {"lukasz", "anna"}),
        ("#owner=nora&q=luk", {"lukasz"}),
        ("#due=now", {"zoe"}),
        ("#due=now&circle=client", set()),
        ("#due=2026-13-45", set()),
        ("#due=soon", set()),
        ("#due=constructor", set()),
        ("#circle=nonsense", set()),
        ("#nonsense=x", set(PEOPLE)),
        ("#q=%", set()),
    ],
)
def test_an_address_shows_its_view(tabs: Tabs, book: OnDisk, behind: str, who: set[str]) -> None:
    assert found(at(tabs, book, behind)) == who


def test_the_address_says_what_is_shown_and_shows_it_again(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book)
    page.get_by_label("Circle").select_option("client")
    page.get_by_role("searchbox").fill("Kraków & Łąka")
    page.get_by_role("searchbox").fill("kraków łąka")
    who, behind = found(page), page.url.partition("#")[2]
    assert who == {"anna"}
    assert "circle=client" in behind
    again = at(tabs, book, f"#{behind}")
    assert found(again) == who
    assert again.get_by_role("searchbox").input_value() == "kraków łąka"
    assert again.get_by_label("Circle").input_value() == "client"


def test_an_address_that_changes_changes_the_view(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book, "#q=lukasz")
    page.evaluate("location.hash = '#q=zoe'")
    page.wait_for_function("document.getElementById('find').value === 'zoe'")
    assert found(page) == {"zoe"}


def test_clearing_the_search_shows_everybody_and_clears_the_address(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book, "#q=lukasz")
    page.get_by_role("searchbox").fill("")
    assert found(page) == set(PEOPLE)
    assert page.url.rstrip("#") == book.address("people.html")


def test_names_come_before_firms(tabs: Tabs, tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    for name, more in (("Ann Lee", "org: Marine Supply\n"), ("Zed Marine", "")):
        (tmp_path / "contacts" / f"{name[:3].lower()}.md").write_text(
            f"---\nname: {name}\n{more}---\n", "utf-8"
        )
    karma(tmp_path, "build")
    page = at(tabs, OnDisk(tmp_path), "#q=marine")
    assert page.locator("#people tbody th a").all_inner_texts() == ["Zed Marine", "Ann Lee"]


def test_who_is_not_found_is_told_what_may_help(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book, "#q=zzz")
    assert page.get_by_text("Nobody by this word. A part of it may do.").is_visible()
    page.get_by_role("searchbox").fill("zzz yyy")
    page.get_by_text("Nobody by these words. Try fewer of them.").wait_for()
    page = at(tabs, book, "#due=now&circle=client")
    assert page.get_by_text("Nobody here as yet.").is_visible()


def test_the_arrow_goes_from_the_search_to_the_first_row_and_back(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book, "#circle=client")
    marked = "document.activeElement.querySelector('th a')?.textContent ?? document.activeElement.id"
    page.get_by_role("searchbox").focus()
    went = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        went.append(page.evaluate(marked))
    assert went == ["Anna Krüger-Łąka", "Łukasz Wrona", "Anna Krüger-Łąka", "find"]


def test_how_many_were_found_is_told(tabs: Tabs, book: OnDisk) -> None:
    page = at(tabs, book, "#circle=client")
    assert page.get_by_role("status").filter(has_text="2 of 6").is_visible()


PAGE = (REPOSITORY / "docs" / "dashboard.md").read_text("utf-8")
TYPED = re.findall(
    r"`([^`]+)`(?:\s+finds|,? and|, however)", PAGE.partition("## Finding")[2].partition("`karma find`")[0]
)
BEHIND = re.findall(r"`[^`#]*(#\w+=[^`]+)`", PAGE)


@pytest.mark.parametrize("typed", TYPED)
def test_the_words_of_the_documentation_find_somebody_in_the_sample(
    tabs: Tabs, sample: OnDisk, typed: str
) -> None:
    page = at(tabs, sample)
    page.get_by_role("searchbox").fill(typed)
    assert len(found(page)) == 1


@pytest.mark.parametrize("behind", BEHIND)
def test_the_addresses_of_the_documentation_show_somebody_of_the_sample(
    tabs: Tabs, sample: OnDisk, behind: str
) -> None:
    assert found(at(tabs, sample, behind))
