"""What stands around every page: the menu, the day, the help for the keys, and how little of it there is."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.theme import PARTS, size
from karma.core.problems import Problem
from karma.views.html.pages import TOP
from karma.views.theme import theme_folder
from tests.core.build import book, person
from tests.views.site import Made, Page, made

ANN = person("Ann", "2026-01-05 call: hello")
PROBLEM = Problem(ANN.path, 9, 3, "error", "log-date", "that is no date", "Write the day.")
DASHBOARD = Path(__file__).parents[2] / "docs" / "dashboard.md"
CSS = {path.stem: path.read_text("utf-8") for path in theme_folder().glob("style/*.css")}


@pytest.fixture(scope="module")
def site() -> Made:
    return made(replace(book(ANN), problems=(PROBLEM,)))


def test_every_page_leads_to_every_other_and_says_which_it_is(site: Made) -> None:
    for name, html in site.items():
        root = "../" if "/" in name else ""
        links = Page(html.partition("<body>")[2].partition("<main")[0]).all("href")
        assert set(links) == {root + page for page in TOP if page != "tree.html"} | {"#main"}, name
        assert html.count('aria-current="page"') == (name in TOP and name != "tree.html"), name


def test_today_and_people_come_first_in_the_menu_and_problems_last(site: Made) -> None:
    menu = Page(site["plan.html"].partition("<nav")[2].partition("</nav>")[0]).all("href")
    assert (menu[:2], menu[-1]) == (["index.html", "people.html"], "problems.html")


def test_problems_are_counted_in_the_menu_but_not_on_ten_thousand_pages(site: Made) -> None:
    assert 'Problems <span class="count">1</span></a>' in site["plan.html"]
    assert 'class="count"' not in site["contacts/ann.html"]


def test_the_menu_of_a_phone_and_the_help_open_without_a_script(site: Made) -> None:
    for html in site.values():
        page = Page(html)
        opened = page.all("popovertarget")
        over = [attrs["id"] for _, attrs in page.elements if "popover" in attrs]
        assert opened == over == ["menu", "keys"]


def test_the_help_names_every_key_that_the_script_knows(site: Made) -> None:
    script = (theme_folder() / "script" / "keys.js").read_text("utf-8")
    table = re.search(r"const keys = \{(.*)\};", script)
    assert table
    known = re.findall(r'"?([^\s",]+?)"?:', table[1])
    told = re.findall("<kbd>(.*?)</kbd>", site["index.html"].partition('id="keys"')[2])
    assert set(known) == {"j", "k", "/", "?"}
    assert {*known, "Enter", "Esc"} == set(told)


def test_the_day_stands_on_every_page_once(site: Made) -> None:
    for name, html in site.items():
        shown = Page(html).visible
        assert shown.count("As of 20 Nov 2026") == (name != "index.html"), name
    assert "Friday 20 November 2026" in Page(site["index.html"]).text("h1")


def test_the_tab_is_known_by_its_icon_and_has_the_colour_of_the_paper(site: dict[str, str]) -> None:
    papers = re.findall(r"--paper: (#\w+)", CSS["base"])
    for html in site.values():
        head = Page(html.partition("</head>")[0])
        assert [
            one["content"] for tag, one in head.elements if tag == "meta" and one.get("name") == "theme-color"
        ] == papers
        (icon,) = (one["href"] for tag, one in head.elements if tag == "link")
        assert icon.startswith("data:image/svg+xml;base64,")


LIMITS = (25_000, 6_000, 6_500)


def weights() -> str:
    """The table in docs/dashboard.md."""
    rows = zip(PARTS.items(), LIMITS, strict=True)
    return "| what | bytes | at most |\n|---|---:|---:|\n" + "".join(
        f"| {what} | {size(names).plain:,} | {limit:,} |\n" for (what, names), limit in rows
    )


def test_a_page_carries_little_style_and_less_script() -> None:
    for names, limit in zip(PARTS.values(), LIMITS, strict=True):
        assert size(names).plain < limit, names
        assert size(names).gzipped < limit / 2, names


def test_the_documentation_says_what_a_page_carries() -> None:
    said = DASHBOARD.read_text("utf-8")
    made = re.sub(r"(?<=<!-- weights -->\n).*?(?=<!-- end -->)", weights(), said, flags=re.DOTALL)
    if os.environ.get("KARMA_GOLDEN"):
        DASHBOARD.write_text(made, "utf-8")
        said = made
    assert weights() in said == made


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
def test_words_can_be_read_on_their_ground(scheme: str) -> None:
    blocks = {"light": CSS["base"], "dark": CSS["base"].partition("scheme: dark")[2], "paper": CSS["print"]}
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", blocks[scheme].partition("}")[0]))
    assert min(_contrast(found["paper"], found[ink]) for ink in ("ink", "soft", "accent")) > 4.5


def _contrast(one: str, other: str) -> float:
    """WCAG 2, 1.4.3."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted(CSS))
def test_colours_are_named_in_one_place(name: str) -> None:
    ruled = re.sub(r":root \{.*?\}", "", CSS[name], flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.sub(r"#[a-z-]+[^;{]*\{", "{", ruled))


def test_no_style_is_set_after_paper_but_that_for_paper(site: Made) -> None:
    sheet = site["index.html"].partition("<style>")[2].partition("</style>")[0]
    first = [sheet.index(CSS[name]) for name in ("base", "parts", "today", "print")]
    assert all(before < after for before, after in pairwise(first))
    assert sheet.rstrip().endswith(CSS["print"].rstrip())
