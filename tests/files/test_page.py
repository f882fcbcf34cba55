"""What `karma serve` reads of the disk: pages, and nothing that leads elsewhere (faults.md S04)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from karma.files.page import read_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/contacts").mkdir(parents=True)
    (tmp_path / "site/index.html").write_bytes(b"page")
    (tmp_path / "site/contacts/bill.html").write_bytes(b"bill")
    (tmp_path / "secret.html").write_bytes(b"secret")
    return tmp_path / "site"


def test_a_page_is_read(site: Path) -> None:
    assert [read_page(site, name) for name in ("index.html", "contacts/bill.html")] == [b"page", b"bill"]


def test_what_is_not_there_is_none(site: Path) -> None:
    assert [read_page(site, name) for name in ("people.html", "a/b.html", "contacts", "a\0b")] == [None] * 4


def test_a_link_is_not_followed_wherever_it_stands(site: Path) -> None:
    (site / "people.html").symlink_to("../secret.html")
    (site / "own.html").symlink_to("index.html")
    (site / "linked").symlink_to("contacts")
    names = ("people.html", "own.html", "linked/bill.html", "index.html/x")
    assert [read_page(site, name) for name in names] == [None] * 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_a_pipe_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site / "people.html")
    assert read_page(site, "people.html") is None


def test_the_folder_itself_may_be_behind_a_link(site: Path) -> None:
    site.with_name("link").symlink_to("site")
    assert read_page(site.with_name("link"), "index.html") == b"page"
