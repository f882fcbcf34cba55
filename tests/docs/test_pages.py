"""The documentation says what is so: reference pages are as generated, and consoles show what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import consoles, generate

DOCS = Path(consoles.__file__).parent
ROOT = DOCS.parent
PROSE = sorted(path for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")] if path.name not in generate.PAGES)


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_reference_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == generate.PAGES[name](), "run `make docs`"


@pytest.mark.parametrize(
    "page", [page for page in PROSE if "```console" in page.read_text("utf-8")], ids=lambda page: page.name
)
def test_the_consoles_show_what_happens(page: Path) -> None:
    text = page.read_text("utf-8")
    assert consoles.in_the_sample_book(text) == text, "run `make docs`"


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
