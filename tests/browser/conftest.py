"""One browser and one site of each book for all tests of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import books
from tests.browser.tools import CHROMIUM, SWITCHES
from tests.browser.visit import Tabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - `make test` does without it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> books.OnDisk:
    return books.sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> books.OnDisk:
    return books.letters(tmp_path_factory.mktemp("letters"))
