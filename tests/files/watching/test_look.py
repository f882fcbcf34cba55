"""What a look sees: everything that a build reads, and nothing that it writes."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from karma.files.watching.look import is_read, look_again, look_at

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("karma.toml", "contacts/bill.md", "contacts/archive/ann.md", "templates/today.html"):
        put(tmp_path / path, "x")
    return tmp_path


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_it_sees_people_settings_and_templates(root: Path) -> None:
    assert sorted(look_at(root).stamps) == [
        *("contacts/archive/ann.md", "contacts/bill.md", "karma.toml", "templates/today.html"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("site/index.html", ".karma/history.json", ".git/index", "notes.md", ".obsidian/workspace.json"),
        *("contacts/.obsidian/workspace.json", "contacts/.git/HEAD", "contacts/.hidden.md", "contacts/4913"),
        *("templates/.today.html.swp", "templates/today.html~"),
    ],
)
def test_it_does_not_see_what_a_build_does_not_read(root: Path, path: str) -> None:
    before = look_at(root)
    put(root / path, "y")
    assert look_at(root) == before
    assert not is_read(root / path, root)


@pytest.mark.parametrize(
    "path",
    ["karma.toml", "contacts/bill.md", "contacts/archive/ann.md", "contacts/new.md", "templates/a/b.html"],
)
def test_what_is_written_is_named(root: Path, path: str) -> None:
    before = look_at(root)
    put(root / path, "longer than before")
    assert look_at(root).since(before) == (path,)
    assert is_read(root / path, root)


def test_what_keeps_its_size_and_time_is_told_by_its_inode(root: Path) -> None:
    before, file = look_at(root), root / "contacts/bill.md"
    status = file.stat()
    put(root / "contacts/new", "y")
    os.utime(root / "contacts/new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (root / "contacts/new").replace(file)
    assert look_at(root).since(before) == ("contacts/bill.md",)


def test_what_may_not_be_read_any_more_is_another_state(root: Path) -> None:
    before = look_at(root)
    (root / "contacts/bill.md").chmod(0)
    assert look_at(root).since(before) == ("contacts/bill.md",)


def test_what_went_is_named(root: Path) -> None:
    before = look_at(root)
    (root / "contacts/bill.md").unlink()
    assert look_at(root).since(before) == ("contacts/bill.md",)


def test_behind_a_link_it_sees_what_the_link_leads_to(root: Path) -> None:
    put(root / "people/bob.md", "x")
    (root / "contacts/bob.md").symlink_to("../people/bob.md")
    (root / "contacts/loop.md").symlink_to("loop.md")
    before = look_at(root)
    put(root / "people/bob.md", "more")
    assert look_at(root).since(before) == ("contacts/bob.md",)


def test_an_editors_file_counts_by_its_name_only(root: Path) -> None:
    """`karma check` names it, so that a page changes when it comes and goes, but not with each of its writes."""
    before = look_at(root)
    put(root / "contacts/.bill.md.swp", "x")
    opened = look_at(root)
    assert opened.since(before) == ("contacts/.bill.md.swp",)
    put(root / "contacts/.bill.md.swp", "more")
    assert look_at(root) == opened


def test_a_commit_is_seen(root: Path) -> None:
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    before = look_at(root)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert look_at(root).since(before) == (".git",)


def test_where_there_is_no_book_there_is_nothing_to_see(tmp_path: Path) -> None:
    nothing = look_at(tmp_path / "gone")
    assert (nothing.stamps, nothing.there) == ({}, False)


@pytest.mark.parametrize("path", ["/elsewhere/bill.md", "", "..", "../contacts/bill.md"])
def test_what_is_elsewhere_is_not_of_the_book(root: Path, path: str) -> None:
    assert not is_read(root / path, root)


def test_a_picture_beside_a_person_is_nothing_to_build_for(root: Path) -> None:
    before = look_at(root)
    put(root / "contacts/bill.jpg", "x")
    assert look_at(root) == before


# A look at a few files that were saved


@pytest.mark.parametrize("path", ["contacts/bill.md", "contacts/archive/ann.md", "contacts/new/cleo.md"])
def test_a_look_at_what_was_saved_sees_what_a_look_at_everything_does(root: Path, path: str) -> None:
    before = look_at(root)
    put(root / path, "longer than before")
    assert look_again(root, before, [str(root / path)]) == look_at(root) != before


def test_an_editor_s_file_beside_a_person_s_is_seen_to_come_and_to_go(root: Path) -> None:
    beside = root / "contacts/bill.md~"
    before = look_at(root)
    put(beside, "x")
    there = look_again(root, before, [str(beside)])
    assert there == look_at(root) != before
    beside.unlink()
    assert look_again(root, there, [str(beside)]) == before


def test_what_is_not_read_makes_no_difference(root: Path) -> None:
    before = look_at(root)
    put(root / "contacts/.bill.md.swp", "x")
    put(root / "contacts/4913", "x")
    assert look_again(root, before, [str(root / "contacts/4913")]) == before


@pytest.mark.parametrize(
    "path", ["karma.toml", "templates/today.html", "contacts", "contacts/archive", "notes.md"]
)
def test_other_things_take_a_look_at_everything(root: Path, path: str) -> None:
    assert look_again(root, look_at(root), [str(root / path)]) is None


def test_so_do_a_file_that_is_gone_and_one_that_is_a_link(root: Path) -> None:
    before = look_at(root)
    (root / "contacts/bill.md").unlink()
    assert look_again(root, before, [str(root / "contacts/bill.md")]) is None
    (root / "contacts/bill.md").symlink_to(root / "contacts/archive/ann.md")
    assert look_again(root, before, [str(root / "contacts/bill.md")]) is None
