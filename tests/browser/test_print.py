"""On paper: Today is a call sheet on one page, and no page anywhere comes out blank."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.books import SAMPLE_PEOPLE
from tests.browser.modes import PRINT

if TYPE_CHECKING:
    from tests.browser.books import OnDisk
    from tests.browser.visit import Tabs

pytestmark = IN_BROWSER
PAPERS = ("A4", "Letter")
LONGER = (
    *("people.html", "pipeline.html", "promises.html", "partners.html", "recalls.html", "balance.html"),
    *("matches.html", "plan.html", "review.html", "tree.html", "problems.html"),
    *SAMPLE_PEOPLE[::10],
)


def printed(tabs: Tabs, address: str, paper: str) -> list[str]:
    """The words of each sheet."""
    from pypdf import PdfReader  # noqa: PLC0415 - `make test` does without it

    page = tabs.of(PRINT).page
    tabs.of(PRINT).open(address)
    reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [sheet.extract_text() for sheet in reader.pages]


@pytest.mark.parametrize("paper", PAPERS)
def test_today_is_a_call_sheet_on_one_page(sample: OnDisk, tabs: Tabs, paper: str) -> None:
    page = tabs.of(PRINT).page
    sheets = printed(tabs, sample.address("index.html"), paper)
    names = page.locator(".calls li h3 a").all_text_contents()
    numbers = page.locator(".calls li .number .tel").all_text_contents()
    assert len(sheets) == 1
    assert len(names) == 5
    words = " ".join(sheets[0].split())
    assert [name for name in (*names, *numbers) if name not in words] == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", LONGER)
def test_no_sheet_is_blank(sample: OnDisk, tabs: Tabs, name: str, paper: str) -> None:
    sheets = printed(tabs, sample.address(name), paper)
    assert [number for number, words in enumerate(sheets, 1) if not words.strip()] == []
