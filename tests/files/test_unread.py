"""People are unpacked when somebody asks, and may be let go of again: nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files.book import load
from karma.files.cache import library as cache
from karma.files.cache.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book

FILE = "---\nname: {0}\n---\nTall.\n\n## Log\n- 2026-11-01 call: about {0}\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(cache, "_MANY", 1)
    (tmp_path / "contacts").mkdir()
    for name in ("Ann", "Bob"):
        (tmp_path / f"contacts/{name.lower()}.md").write_text(FILE.format(name), "utf-8")
    return Library(tmp_path)


def held(book: Book) -> list[str]:
    return [type(one).__name__ for one in book.contacts]


def test_who_was_let_go_says_the_same_when_asked_again(library: Library) -> None:
    book = load(library.root, library)
    ann, bob = book.contacts
    before = ann.log, ann.prose, bob.log
    assert held(book) == ["Contact", "Daily"]
    library.let_go()
    assert held(book) == ["Unread", "Unread"]
    assert (ann.log, ann.prose, bob.log) == before
    assert book.contacts == load(library.root).contacts


def test_few_are_held(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    book = load(library.root, library)
    assert book.contacts[0].prose == "Tall."
    monkeypatch.setattr(cache, "_MANY", 3)
    library.let_go()
    assert held(book) == ["Contact", "Unread"]


def test_who_has_another_file_now_stays_as_they_were(library: Library) -> None:
    ann = load(library.root, library).contacts[0]
    assert ann.prose == "Tall."
    (library.root / "contacts/ann.md").write_text(FILE.format("Ann").replace("Tall", "Taller"), "utf-8")
    now = load(library.root, library).contacts[0]
    library.let_go()
    assert (ann.prose, now.prose) == ("Tall.", "Taller.")
