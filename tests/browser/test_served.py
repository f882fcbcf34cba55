"""Every page of the sample network from `karma serve`, in every mode: the policy is stricter, the page the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.books import SAMPLE_PAGES, OnDisk
from tests.browser.modes import MODES, WIDE, Mode
from tests.browser.served import serve
from tests.browser.tools import html_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.served import Served
    from tests.browser.visit import Tab

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def served(sample: OnDisk, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(sample, browser, tmp_path_factory.mktemp("served") / "said") as found:
        yield found


@pytest.fixture(scope="module")
def tab_of(served: Served) -> Callable[[Mode], Tab]:
    return cache(served.tab)


@pytest.mark.parametrize("mode", [mode.without_axe() for mode in MODES], ids=str)
@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_served_page(served: Served, tab_of: Callable[[Mode], Tab], name: str, mode: Mode) -> None:
    assert tab_of(mode).look(served.address(name)) == []


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


def test_a_page_that_is_open_changes_when_its_file_is_saved(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    bill = tmp_path / "contacts" / "bill.md"
    bill.write_text("---\nname: Bill\nadded: 2026-01-01\n---\n\nLikes boats.\n", "utf-8")
    (tmp_path / "karma.toml").write_text("today = 2026-11-20\n", "utf-8")
    with serve(OnDisk(tmp_path), browser, tmp_path / "said") as served:
        tab = served.tab(WIDE)
        tab.open(served.address("contacts/bill.html"))
        bill.write_text(bill.read_text("utf-8").replace("boats", "tall ships"), "utf-8")
        tab.page.get_by_text("Likes tall ships.").wait_for()
        assert tab.noted == []
        tab.close()
