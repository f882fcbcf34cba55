"""Every page of the sample network and of a letter book, opened from the disk in every mode."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.books import SAMPLE_PAGES, SAMPLE_PEOPLE, TOP
from tests.browser.modes import MODES, SCRIPTLESS, WIDE, Mode
from tests.browser.tools import html_errors
from tests.browser.visit import told

if TYPE_CHECKING:
    from tests.browser.books import OnDisk
    from tests.browser.visit import Tabs

pytestmark = IN_BROWSER


@pytest.mark.parametrize("mode", MODES, ids=str)
@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_page_of_the_sample(sample: OnDisk, tabs: Tabs, name: str, mode: Mode) -> None:
    assert tabs.of(mode).look(sample.address(name)) == []


def test_these_are_all_pages_of_the_sample(sample: OnDisk) -> None:
    assert sample.names == tuple(sorted(SAMPLE_PAGES))


@pytest.mark.parametrize("mode", MODES, ids=str)
@pytest.mark.parametrize("part", range(4))
def test_pages_of_a_letter_book(letters: OnDisk, tabs: Tabs, part: int, mode: Mode) -> None:
    top = [name for name in letters.names if name not in letters.people]
    spread = [*top, *letters.people[::5]][part::4]
    complaints = {name: tabs.of(mode).look(letters.address(name)) for name in spread}
    assert told(complaints) == []


@pytest.mark.parametrize("name", [*TOP, *SAMPLE_PEOPLE[::8]])
def test_whoever_has_no_script_reads_the_same(sample: OnDisk, tabs: Tabs, name: str) -> None:
    scripted, scriptless = (_lines(tabs, mode, sample.address(name)) for mode in (WIDE, SCRIPTLESS))
    assert len(scriptless) > 1
    assert [line for line in scripted if line not in scriptless] == []


def _lines(tabs: Tabs, mode: Mode, address: str) -> list[str]:
    """What stands on the page for a reader; controls are nothing to read, and need a script to be of use.

    Rows that a browser lays out only when they come into sight are laid out first, else it reads some of them.
    """
    page = tabs.of(mode).page
    page.goto(address)
    return page.evaluate("""() => {
      const operated = [...document.querySelectorAll("main button, main input, main select, main [role=search]")];
      for (const one of operated) (one.closest("[role=search], search, form, .search") ?? one).remove();
      for (const row of document.querySelectorAll("main tr")) row.style.contentVisibility = "visible";
      return document.querySelector("main").innerText.split("\\n").map(line => line.trim()).filter(Boolean);
    }""")


@pytest.mark.parametrize("width", [1280, 1120, 1040, 965, 955, 760])
@pytest.mark.parametrize("name", ["index.html", "plan.html"])
def test_the_menu_stands_in_one_row_or_behind_its_button(
    sample: OnDisk, tabs: Tabs, name: str, width: int
) -> None:
    page = tabs.of(replace(WIDE.without_axe(), name=f"{width} wide", width=width)).page
    page.goto(sample.address(name))
    rows = "all => [...new Set(all.filter(one => one.offsetParent).map(one => one.offsetTop))].length"
    assert page.locator("#menu a").evaluate_all(rows) == (width > 960)
    assert page.locator(".open-menu").is_visible() == (width <= 960)


def test_the_plan_keeps_its_margin_on_the_smallest_phone(sample: OnDisk, tabs: Tabs) -> None:
    page = tabs.of(replace(WIDE.without_axe(), name="smallest", width=320)).page
    page.goto(sample.address("plan.html"))
    right = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    assert page.locator("main table").evaluate_all(right) <= 300


@pytest.mark.parametrize("book", ["sample", "letters"])
def test_html_of(book: str, request: pytest.FixtureRequest) -> None:
    site: OnDisk = request.getfixturevalue(book)
    assert html_errors(site.folder) == []
