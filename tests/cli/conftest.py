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


BEGUN = "2026-11-20T09:00:00-08:00"
SUNDAY_NOON = "2026-11-22T12:00:00-08:00"


def at(when: str, author: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", when)
        monkeypatch.setenv(f"GIT_{who}_NAME", author)
        monkeypatch.setenv(f"GIT_{who}_EMAIL", f"{author[:3].casefold()}@quist.example")


@pytest.fixture
def story(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> GitShelf:
    """A call by karma, an edit by hand of another person, and a line that is not committed yet."""
    at(BEGUN, "Nora Quist", monkeypatch)
    book = GitShelf(shelf.root, shelf.capsys).begin()
    at(SUNDAY_NOON, "Nora Quist", monkeypatch)
    book.done("log", "bill", "call", "-m", "met [[ann-lee]]", "--next", "Send the list", "--by", "2026-12-04")
    at("2026-11-22T21:30:00+01:00", "Ana Ruiz", monkeypatch)
    bill = book.text("bill-okafor").replace("Harbor Marine Supply", "Okafor Marine")
    book.put("contacts/bill-okafor.md", bill.replace("- [ ] they: introduce", "- [x] they: introduce"))
    book.commit_all("vault backup")
    book.put("contacts/ann-lee.md", book.text("ann-lee") + "- 2026-11-22 note: a card\n")
    return book
