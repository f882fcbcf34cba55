"""The keyboard, and the button that copies a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.modes import WIDE
from tests.browser.visit import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.books import OnDisk

pytestmark = IN_BROWSER
MARKED = "document.activeElement.closest('li')?.querySelector('h3 a')?.textContent ?? ''"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser, WIDE, permissions=["clipboard-read", "clipboard-write"])
    yield tab
    assert tab.noted == []
    tab.close()


@pytest.fixture
def today(tab: Tab, sample: OnDisk) -> Page:
    tab.open(sample.address("index.html"))
    return tab.page


def press(page: Page, *keys: str) -> str:
    """Who is marked afterwards."""
    for key in keys:
        page.keyboard.press(key)
    return str(page.evaluate(MARKED))


def test_j_and_k_move_through_the_calls(today: Page) -> None:
    names = today.locator(".calls li h3 a").all_text_contents()
    assert len(names) >= 5
    assert [press(today, "j") for _ in range(3)] == names[:3]
    assert press(today, "k") == names[1]
    assert press(today, "k", "k", "k") == names[0]


def test_in_the_tree_the_bar_stands_at_one_person_and_not_at_all_below(tab: Tab, sample: OnDisk) -> None:
    tab.open(sample.address("tree.html"))
    page = tab.page
    page.keyboard.press("j")
    shadow = "one => getComputedStyle(one).boxShadow"
    marked = page.locator("main li:focus")
    assert marked.locator("li").count() > 0
    assert marked.evaluate(shadow) == "none"
    assert marked.locator("> .node").evaluate(shadow) != "none"


def test_enter_opens_who_is_marked(tab: Tab, sample: OnDisk, today: Page) -> None:
    name = press(today, "j", "j")
    with today.expect_navigation():
        today.keyboard.press("Enter")
    assert today.locator("h1").inner_text() == name
    tab.noted.clear()  # the page that was gone to


def test_slash_on_people_puts_the_cursor_into_the_search(tab: Tab, sample: OnDisk) -> None:
    tab.open(sample.address("people.html"))
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("bill/j?")
    assert tab.page.get_by_role("searchbox").input_value() == "bill/j?"


@pytest.mark.parametrize("name", ["index.html", "contacts/bill-okafor.html"])
def test_slash_elsewhere_goes_to_the_search(tab: Tab, sample: OnDisk, name: str) -> None:
    tab.open(sample.address(name))
    with tab.page.expect_navigation():
        tab.page.keyboard.press("/")
    tab.noted.clear()
    assert tab.page.url.startswith(sample.address("people.html"))
    tab.page.keyboard.type("okafor")
    assert tab.page.get_by_role("searchbox").input_value() == "okafor"


def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(today: Page) -> None:
    help_ = today.get_by_text("to the next, to the one before")
    assert not help_.is_visible()
    today.keyboard.press("?")
    assert help_.is_visible()
    today.keyboard.press("Escape")
    assert not help_.is_visible()


def test_keys_with_control_are_left_to_the_browser(today: Page) -> None:
    assert press(today, "Control+j", "Alt+k", "Meta+j") == ""


def test_everything_can_be_reached_with_the_tab_key(today: Page) -> None:
    links = today.locator("nav a:visible, main a:visible").all_text_contents()
    reached = []
    for _ in range(2 * len(links)):
        today.keyboard.press("Tab")
        reached.append(today.evaluate("document.activeElement.textContent"))
    assert [link for link in links if link not in reached] == []


@pytest.mark.parametrize("name", ["contacts/bill-okafor.html", "index.html"])
def test_the_button_copies_the_command_that_stands_beside_it(tab: Tab, sample: OnDisk, name: str) -> None:
    tab.open(sample.address(name))
    page = tab.page
    for summary in page.get_by_text("Afterwards", exact=True).all():
        summary.click()
    button = page.get_by_role("button", name=re.compile("^copy: karma log")).first
    beside = button.locator("xpath=preceding-sibling::code[1]").inner_text()
    button.click()
    page.get_by_text(re.compile("^copied$", re.IGNORECASE)).first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("karma log ")
    assert copied == beside.replace("…", "")[: len(copied)]
    assert len(copied) >= len(beside) - 3
