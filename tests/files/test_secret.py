"""What a browser is known by."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from karma.files.secret import browser_secret

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_the_same_after_a_restart_and_another_in_each_book(tmp_path: Path) -> None:
    books = [tmp_path / name for name in ("one", "two")]
    for book in books:
        book.mkdir()
    assert browser_secret(books[0]) == browser_secret(books[0])
    assert browser_secret(books[0]) != browser_secret(books[1])
    assert len(browser_secret(books[0])) == 43


@pytest.mark.skipif(os.name == "nt", reason="modes are for other systems")
def test_only_the_owner_may_read_it_and_one_that_others_could_read_is_made_anew(tmp_path: Path) -> None:
    first, file = browser_secret(tmp_path), tmp_path / ".karma/browser"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    assert browser_secret(tmp_path) != first
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "short", "s" * 44, "s" * 42 + "\n", "s" * 42 + "\u00e9", "a; Path=/" + "s" * 34]
)
def test_what_is_no_secret_of_ours_is_made_anew(tmp_path: Path, text: str) -> None:
    browser_secret(tmp_path)
    file = tmp_path / ".karma/browser"
    file.write_text(text, "utf-8")
    assert browser_secret(tmp_path) == file.read_text("utf-8") != text


def test_a_link_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    (tmp_path / ".karma").mkdir()
    (tmp_path / "mine").write_text("s" * 43, "utf-8")
    (tmp_path / "mine").chmod(0o600)
    (tmp_path / ".karma/browser").symlink_to("../mine")
    assert browser_secret(tmp_path) != "s" * 43
    assert (tmp_path / "mine").read_text("utf-8") == "s" * 43


def test_where_nothing_can_be_written_it_lasts_for_the_run(tmp_path: Path) -> None:
    (tmp_path / ".karma").write_text("in the way", "utf-8")
    assert len(browser_secret(tmp_path)) == 43
