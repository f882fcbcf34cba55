"""What a person's page says to type is typed, as it stands there."""

from __future__ import annotations

import re
import shlex
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.cli.shelf import BILL, Shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shelf:
    shelf = Shelf(tmp_path, capsys)
    shelf.put("karma.toml", "name = 'Nora'\n")
    return shelf


def copied(shelf: Shelf, name: str) -> list[list[str]]:
    """The commands of a page as a shell reads them, once a text is typed where they wait for one."""
    shelf.done("build")
    html = (shelf.root / "site" / "contacts" / name).read_text("utf-8")
    afterwards = html.partition('id="afterwards"')[2].partition("</section>")[0]
    commands = [unescape(one) for one in re.findall(r'data-copy="([^"]*)"', afterwards)]
    return [shlex.split(one if not one.endswith(' "') else f'{one}a word"')[1:] for one in commands]


@pytest.mark.parametrize("stem", ["bill-okafor", "bill o'kafor, jr", "-rf", "bill $HOME `x`", "李雷"])
def test_every_command_of_a_page_does_what_it_says(shelf: Shelf, stem: str) -> None:
    file = shelf.put(f"contacts/{stem}.md", BILL)
    page = f"{stem}.html" if stem == "bill-okafor" else None
    shelf.done("build")
    [found] = [path.name for path in (shelf.root / "site" / "contacts").iterdir()]
    assert page in (None, found)
    for command in copied(shelf, found):
        shelf.done(*command)
    text = file.read_text("utf-8")
    assert "call: a word" in text or "call: …" in text
    assert "voicemail" in text
    assert "[ ] 2026-11-27 a word" in text
    assert text.count("- [x]") == 3
