"""Pages from `karma serve`, in every mode: the policy is stricter, the page the same.

All of the sample network, of which axe looks at a number, and a number of a letter book.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.books import LETTER_DAY, SAMPLE_PAGES, SAMPLE_PEOPLE, TOP, OnDisk
from tests.browser.modes import MODES, WIDE, Mode
from tests.browser.served import serve
from tests.browser.tools import html_errors
from tests.browser.visit import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.served import Served
    from tests.browser.visit import Tab

pytestmark = IN_BROWSER
FOR_AXE = {*TOP, *SAMPLE_PEOPLE[::8]}


@pytest.fixture(scope="module")
def served(sample: OnDisk, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(sample, browser, tmp_path_factory.mktemp("served") / "said") as found:
        yield found


@pytest.fixture(scope="module")
def served_letters(
    letters: OnDisk, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("letters") / "said"
    with serve(letters, browser, log, "--today", LETTER_DAY) as found:
        yield found


@pytest.fixture(scope="module")
def tab_of(served: Served) -> Callable[[Mode], Tab]:
    return cache(served.tab)


@pytest.mark.parametrize("mode", MODES, ids=str)
@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_served_page(served: Served, tab_of: Callable[[Mode], Tab], name: str, mode: Mode) -> None:
    tab = tab_of(mode if name in FOR_AXE else mode.without_axe())
    assert tab.look(served.address(name)) == []


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_served_pages_of_a_letter_book(served_letters: Served, mode: Mode) -> None:
    tab = served_letters.tab(mode)
    spread = [*TOP, *served_letters.book.people[::7]]
    complaints = {name: tab.look(served_letters.address(name)) for name in spread}
    tab.close()
    assert told(complaints) == []


def test_html_as_it_is_served(
    sample: OnDisk, served: Served, tab_of: Callable[[Mode], Tab], tmp_path: Path
) -> None:
    for name in sample.names[:: len(sample.names) // 20]:
        body = tab_of(WIDE).page.request.get(served.address(name)).body()
        (tmp_path / name.replace("/", "-")).write_bytes(body)
    assert html_errors(tmp_path) == []


def test_a_page_looks_the_same_from_the_disk_and_from_the_server(
    sample: OnDisk, served: Served, tab_of: Callable[[Mode], Tab]
) -> None:
    tab = tab_of(WIDE)
    pictures = []
    for address in (sample.address("index.html"), served.address("index.html")):
        tab.page.goto(address)
        pictures.append(tab.page.screenshot())
    assert pictures[0] == pictures[1]


@pytest.fixture
def bill(browser: Browser, tmp_path: Path) -> Iterator[tuple[Path, Served]]:
    """Bill's file, and the book of it that is served."""
    (tmp_path / "contacts").mkdir()
    bill = tmp_path / "contacts" / "bill.md"
    bill.write_text(
        "---\nname: Bill\nphone: +1 503 555 0142\nevery: 1w\nadded: 2026-01-01\n---\n\nLikes boats.\n",
        "utf-8",
    )
    (tmp_path / "karma.toml").write_text("today = 2026-11-20\n", "utf-8")
    with serve(OnDisk(tmp_path), browser, tmp_path / "said") as served:
        yield bill, served


def change(file: Path, was: str, now: str) -> None:
    file.write_text(file.read_text("utf-8").replace(was, now), "utf-8")


def test_a_page_that_is_open_changes_when_its_file_is_saved(bill: tuple[Path, Served]) -> None:
    file, served = bill
    tab = served.tab(WIDE)
    tab.open(served.address("contacts/bill.html"))
    change(file, "boats", "tall ships")
    tab.page.get_by_text("Likes tall ships.").wait_for()
    assert tab.noted == []
    tab.close()


def test_a_save_does_not_close_what_you_are_reading_from(bill: tuple[Path, Served]) -> None:
    file, served = bill
    tab = served.tab(WIDE)
    tab.open(served.address("index.html"))
    tab.page.get_by_text("For the voicemail").click()
    tab.page.keyboard.press("j")
    change(file, "name: Bill", "name: Bill\norg: The Boatyard")
    tab.page.get_by_text("The Boatyard").wait_for()
    tab.page.get_by_text("Hello Bill, this is").wait_for()  # once all of the page is there
    assert not tab.page.get_by_text("karma log bill voicemail").is_visible()
    tab.page.wait_for_function("document.activeElement.querySelector('h3')?.textContent === 'Bill'")
    tab.close()


def test_a_save_breaks_off_nobodys_word(bill: tuple[Path, Served]) -> None:
    file, served = bill
    tab = served.tab(WIDE)
    tab.open(served.address("people.html"))
    field = tab.page.get_by_role("searchbox")
    field.press_sequentially("bil")
    change(file, "name: Bill", "name: Bill\norg: The Boatyard")
    field.press_sequentially("l b ", delay=400)
    field.press("ArrowLeft")
    assert not tab.page.get_by_text("The Boatyard").is_visible()
    tab.page.get_by_text("The Boatyard").wait_for(state="attached")
    field_as_it_was = (
        "document.activeElement.value === 'bill b ' && document.activeElement.selectionStart === 6"
    )
    tab.page.wait_for_function(field_as_it_was)
    tab.close()
