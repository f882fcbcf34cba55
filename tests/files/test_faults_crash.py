"""Ctrl-C in the middle of things, and what a killed karma left behind (C10, C11), as somebody at a desk meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from karma.files import atomic
from tests.cli.shelf import ANN, BILL, Shelf

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = "date,person,text\n2026-01-02,Ann Lee,one\n2026-01-03,Bill Okafor,two\n2026-01-04,Zoe Park,three\n"


@pytest.fixture
def shelf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shelf:
    shelf = Shelf(tmp_path / "book", capsys)
    shelf.put("contacts/ann-lee.md", ANN)
    shelf.put("contacts/bill-okafor.md", BILL)
    (tmp_path / "letters.csv").write_text(LETTERS)
    return shelf


def importing(shelf: Shelf) -> tuple[str, ...]:
    columns = ("--person", "person", "--date", "date", "--text", "text", "--verb", "note")
    return ("import", "interactions", str(shelf.root.parent / "letters.csv"), *columns)


def people(shelf: Shelf) -> dict[str, bytes]:
    return {name: data for name, data in shelf.bytes().items() if name.startswith("contacts")}


def test_the_import_of_these_letters_touches_three_files(shelf: Shelf) -> None:
    before = people(shelf)
    shelf.done(*importing(shelf))
    assert sum(before.get(name) != data for name, data in people(shelf).items()) == 3


@pytest.mark.parametrize(
    ("step", "times"),
    [("stage", 1), ("stage", 3), ("place_new", 1), ("place", 1), ("place", 2), ("sync_folder", 1)],
)
def test_ctrl_c_anywhere_in_an_import_leaves_the_book_as_it_was(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, step: str, times: int
) -> None:
    before = people(shelf)
    carry_out = getattr(atomic, step)
    calls: list[object] = []

    def interrupted(*args: Any) -> object:
        calls.append(args)
        if len(calls) == times:
            raise KeyboardInterrupt
        return carry_out(*args)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, step, interrupted)
        assert shelf.karma(*importing(shelf)).code == 130
    assert people(shelf) == before
    assert "Nothing is missing." in shelf.done("recover").out


def test_the_next_command_clears_away_what_a_killed_one_left(shelf: Shelf) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    stray = shelf.put(f"contacts/.karma-{killed.pid}-0badcafe0000.tmp", "half a per")
    os.utime(stray, (0, 0))
    shelf.done("log", "ann-lee", "call")
    assert not stray.exists()
