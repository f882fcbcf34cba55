"""Books for the tests of the commands."""

from pathlib import Path

import pytest

from tests.cli.shelf import ANN, ANNA, BILL, Shelf
from tests.repositories import GitShelf


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A folder with nothing in it; no day and no editor come from outside."""
    for name in ("KARMA_TODAY", "KARMA_DEBUG", "VISUAL", "EDITOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return Shelf(tmp_path, capsys)


@pytest.fixture
def shelf(empty: Shelf) -> Shelf:
    """Bill, who has everything; Ann, who had lunch with him; Anna, who is new."""
    empty.put("karma.toml", "# mine\nname = 'Nora'\n")
    for stem, text in (("bill-okafor", BILL), ("ann-lee", ANN), ("anna-bell", ANNA)):
        empty.put(f"contacts/{stem}.md", text)
    return empty


@pytest.fixture
def gitshelf(shelf: Shelf) -> GitShelf:
    """The same three people, in a repository with one commit."""
    return GitShelf(shelf.root, shelf.capsys).begin()
