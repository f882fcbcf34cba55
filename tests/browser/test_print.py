"""On paper: Today is a call sheet on one page, and no page anywhere comes out blank."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.books import SAMPLE_PEOPLE, OnDisk, karma
from tests.browser.modes import PRINT

if TYPE_CHECKING:
    from pathlib import Path

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


WORDY = """---
name: Walter Seeley-Mallory the {n}th of Schenectady
org: Greater Willamette Valley Boat Works and Sail Lofts
title: Head of purchasing and of the winter yard
phone: "+1 503 555 010{n} (the workshop by the river, after ten)"
---

## Next time

- Ask how the new workshop in the old cannery by the river is coming along, now that the city has said yes to
  the crane after two winters of letters, and whether the two boys row again in spring

## Promises

- [ ] 2026-11-0{n} Send the checklist for the year end, with the three pages about the inventory that we spoke of

## Log

- 2026-09-0{n} call: about the boys and the crane
"""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("calls", [2, 5, 7])
def test_a_day_of_many_words_is_one_page_too_and_says_what_it_leaves_out(
    tmp_path: Path, tabs: Tabs, paper: str, calls: int
) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "karma.toml").write_text(f"today = 2026-11-20\nper_day = {calls}\n", "utf-8")
    for n in range(1, 10):
        (tmp_path / "contacts" / f"walter-{n}.md").write_text(WORDY.format(n=n), "utf-8")
    karma(tmp_path, "build")
    (sheet,) = printed(tabs, OnDisk(tmp_path).address("index.html"), paper)
    assert sheet.count("+1 503 555 010") == calls
    assert "And 4 more under Promises." in sheet


def test_everybody_who_is_found_stands_on_paper_and_the_screen_has_a_part_again(
    tmp_path: Path, tabs: Tabs
) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "karma.toml").write_text("today = 2026-11-20\n", "utf-8")
    for n in range(230):
        circle = "client" if n < 210 else "friend"
        (tmp_path / "contacts" / f"p{n}.md").write_text(f"---\nname: Person {n:03}\ncircle: {circle}\n---\n")
    karma(tmp_path, "build")
    page = OnDisk(tmp_path).address("people.html")
    everybody = " ".join(printed(tabs, page, "A4"))
    assert [n for n in range(230) if f"Person {n:03}" not in everybody] == []
    clients = " ".join(printed(tabs, page + "#circle=client", "A4"))
    assert "Person 209" in clients
    assert "Person 210" not in clients
    assert "210 of 230" in clients
    assert tabs.of(PRINT).page.locator("#people tbody tr").count() == 200


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", LONGER)
def test_no_sheet_is_blank(sample: OnDisk, tabs: Tabs, name: str, paper: str) -> None:
    sheets = printed(tabs, sample.address(name), paper)
    assert [number for number, words in enumerate(sheets, 1) if not words.strip()] == []
