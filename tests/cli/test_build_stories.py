"""Whatever happens to a book, the next build leaves what a first build of the same book makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.repositories import GitShelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ("--today", "2026-11-22")
KILLED_WHILE_WRITING = """
import os, sys
from karma.files.site.folder import SiteFolder
from karma.cli.main import run
write, done = SiteFolder.write, []
def dying(self, name, data):
    if len(done) == 5:
        os._exit(9)
    done.append(name)
    write(self, name, data)
SiteFolder.write = dying
run(sys.argv[1:])
"""


def rewrite(shelf: GitShelf, stem: str, before: str, after: str) -> None:
    text = shelf.text(stem)
    assert before in text
    shelf.put(f"contacts/{stem}.md", text.replace(before, after, 1))


def add_field(shelf: GitShelf, stem: str, line: str) -> None:
    rewrite(shelf, stem, "---\n", f"---\n{line}\n")


def rename(shelf: GitShelf) -> None:
    (shelf.root / "contacts/ann-lee.md").rename(shelf.root / "contacts/ann-ray.md")
    rewrite(shelf, "ann-ray", "name: Ann Lee", "name: Ann Ray")


def archive(shelf: GitShelf) -> None:
    (shelf.root / "contacts/archive").mkdir(exist_ok=True)
    (shelf.root / "contacts/ann-lee.md").rename(shelf.root / "contacts/archive/ann-lee.md")


def be_killed(shelf: GitShelf) -> None:
    """A build that is cut short after it wrote five pages of another day."""
    args = ("-C", str(shelf.root), "build", "--today", "2026-11-29")
    assert subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, *args], check=False).returncode == 9


STORIES: dict[str, Callable[[GitShelf], object]] = {
    "a setting changes": lambda shelf: shelf.put("karma.toml", 'name = "Ana"\nper_day = 1\n'),
    "somebody is renamed": rename,
    "a link leads somewhere by a new alias": lambda shelf: add_field(shelf, "ann-lee", "aliases: [Annie]"),
    "somebody becomes private": lambda shelf: add_field(shelf, "ann-lee", "private: true"),
    "somebody is archived": archive,
    "somebody of the same name comes": lambda shelf: shelf.put("contacts/x.md", "---\nname: Ann Lee\n---\n"),
    "the history grows": lambda shelf: (
        rewrite(shelf, "ann-lee", "---\n", "---\ncity: Salem\n"),
        shelf.commit_all("by hand"),
    ),
    "a page is deleted": lambda shelf: (shelf.root / "site/contacts/bill-okafor.html").unlink(),
    "what karma remembers is deleted": lambda shelf: shutil.rmtree(shelf.root / ".karma"),
    "another site was built": lambda shelf: shelf.done("build", "--out", str(shelf.root / "other"), *DAY),
    "another day was built": lambda shelf: shelf.done("build", "--today", "2026-12-24"),
    "a build was killed": be_killed,
}


def pages(site: Path) -> dict[str, bytes]:
    return {str(page.relative_to(site)): page.read_bytes() for page in site.rglob("*.html")}


def first_build(shelf: GitShelf, place: Path) -> dict[str, bytes]:
    """The pages of a copy of the book that was never built."""
    copy = shutil.copytree(shelf.root, place, ignore=shutil.ignore_patterns(".karma", "site", "other"))
    GitShelf(copy, shelf.capsys).done("build", *DAY)
    return pages(copy / "site")


@pytest.fixture
def book(gitshelf: GitShelf) -> GitShelf:
    gitshelf.put(".gitignore", ".karma/\nsite/\nother/\n")
    rewrite(gitshelf, "bill-okafor", "## Log", "Asks after [[Annie]] and [[Ann Lee]].\n\n## Log")
    gitshelf.done("build", *DAY)
    return gitshelf


OFTEN = (
    "somebody is renamed",
    "a link leads somewhere by a new alias",
    "somebody becomes private",
    "a build was killed",
)
"""Told each time; the others are told by `make torture`."""


@pytest.mark.parametrize(
    "story", [name if name in OFTEN else pytest.param(name, marks=pytest.mark.slow) for name in STORIES]
)
def test_the_next_build_is_a_full_one(book: GitShelf, tmp_path: Path, story: str) -> None:
    STORIES[story](book)
    book.done("build", *DAY)
    assert pages(book.root / "site") == first_build(book, tmp_path / "copy")


def test_somebody_who_is_private_and_then_public_again_is_back(book: GitShelf) -> None:
    before, text = pages(book.root / "site"), book.text("ann-lee")
    add_field(book, "ann-lee", "private: true")
    book.done("build", *DAY)
    assert "contacts/ann-lee.html" not in pages(book.root / "site")
    book.put("contacts/ann-lee.md", text)
    book.done("build", *DAY)
    assert pages(book.root / "site") == before


def test_a_page_that_was_edited_by_hand_is_left_alone(book: GitShelf) -> None:
    page = book.root / "site/contacts/ann-lee.html"
    page.write_bytes(page.read_bytes() + b"mine")
    add_field(book, "ann-lee", "city: Salem")
    assert "contacts/ann-lee.html" in book.karma("build", *DAY).err + book.karma("build", *DAY).out
    assert page.read_bytes().endswith(b"mine")


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_is_nowhere_on_a_page(book: GitShelf, tmp_path: Path, seed: str) -> None:
    out = tmp_path / "out"
    subprocess.run(
        [sys.executable, "-m", "karma", "-C", str(book.root), "build", "--out", str(out), *DAY],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert pages(out) == pages(book.root / "site")


def test_the_sandbox_makes_the_same_pages(book: GitShelf, tmp_path: Path) -> None:
    plain = pages(book.root / "site")
    book.put("templates/unused.html", "")
    book.done("build", "--out", str(tmp_path / "out"), *DAY)
    assert pages(tmp_path / "out") == plain
