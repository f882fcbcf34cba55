"""`karma rename`: the file moves, every link follows, and the book says what it said."""

from __future__ import annotations

import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.cli.shelf import ANN, BILL
from tests.sample.book import ROOT

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf


def test_a_stem_moves_the_file_and_every_link_follows(shelf: Shelf) -> None:
    said = shelf.done("rename", "bill", "bill-smith")
    assert not (shelf.root / "contacts/bill-okafor.md").exists()
    assert shelf.text("bill-smith") == BILL.replace("  - Billy\n", "  - Billy\n  - bill-okafor\n")
    assert shelf.text("ann-lee") == ANN.replace("bill-okafor", "bill-smith")
    assert said.out.splitlines() == [
        "✓ Bill Okafor  contacts/bill-okafor.md → contacts/bill-smith.md",
        "    aliases: Billy, bill-okafor",
        "    links follow in contacts/ann-lee.md",
    ]


def test_a_name_is_written_and_the_file_called_after_it(shelf: Shelf) -> None:
    shelf.done("rename", "bill", "Bill", "Okafor-Smith")
    text = shelf.text("bill-okafor-smith")
    assert "name: Bill Okafor-Smith\naliases:\n  - Billy\n  - bill-okafor\n  - Bill Okafor\n" in text
    assert "lunch with [[bill-okafor-smith]]" in shelf.text("ann-lee")


def test_a_rename_is_one_commit_with_a_sentence(gitshelf: GitShelf) -> None:
    gitshelf.done("rename", "bill", "bill-smith")
    assert gitshelf.subjects() == ["rename: Bill Okafor is bill-smith now", "the book as it was"]
    trailers = "Karma-Op: rename\nKarma-Contact: bill-okafor\nKarma-Contact: bill-smith"
    assert gitshelf.git("log", "-1", "--format=%b") == trailers
    shown = gitshelf.git("show", "--name-status", "--format=", "-M").splitlines()
    assert [row.split("\t")[1:] for row in shown] == [
        ["contacts/ann-lee.md"],
        ["contacts/bill-okafor.md", "contacts/bill-smith.md"],
    ]
    assert gitshelf.dirty() == []


def test_a_dry_run_shows_one_change_for_the_file_and_writes_nothing(gitshelf: GitShelf) -> None:
    said = gitshelf.done("rename", "bill", "bill-smith", "--dry-run")
    lines = said.out.splitlines()
    assert lines[0] == "contacts/bill-okafor.md → contacts/bill-smith.md"
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    assert added == ["+  - bill-okafor", "+- 2026-10-20 lunch with [[bill-smith]]: harbour café"]
    assert gitshelf.dirty() == []


def test_a_rename_as_data(gitshelf: GitShelf) -> None:
    data = gitshelf.done("rename", "bill", "bill-smith", "--json").data
    assert data["moved"] == [
        {
            "id": "bill-smith",
            "name": "Bill Okafor",
            "path": "contacts/bill-smith.md",
            "was": "bill-okafor",
            "was_path": "contacts/bill-okafor.md",
        }
    ]
    assert data["linked"] == ["contacts/ann-lee.md"]
    assert data["commit"]


def test_quoted_bare_labelled_and_named_links_follow_and_all_other_bytes_stay(shelf: Shelf) -> None:
    before = (
        '---\r\nname: Jo Park\r\nvia: [[bill-okafor]]\r\nmet_at: "at [[Bill-Okafor|Bill]]\'s"\r\n---\r\n'
        "Friend of [[Billy]], see [[bill-okafor#log|his log]].\r\n\r\n## Promises\r\n\r\n"
        "- [ ] ask [[ bill-okafor ]]  \r\n\r\n## Log\r\n\r\n- 2026-10-01 referred by [[Bill Okafor]]: x"
    )
    (shelf.root / "contacts/jo-park.md").write_bytes(b"\xef\xbb\xbf" + before.encode())
    shelf.done("rename", "bill-okafor", "bill-smith")
    after = (
        before.replace("[[bill-okafor", "[[bill-smith")
        .replace("[[Bill-Okafor|", "[[bill-smith|")
        .replace("[[ bill-okafor", "[[ bill-smith")
        .replace("[[Billy]]", "[[bill-smith|Billy]]")
        .replace("[[Bill Okafor]]", "[[bill-smith|Bill Okafor]]")
    )
    assert (shelf.root / "contacts/jo-park.md").read_bytes() == b"\xef\xbb\xbf" + after.encode()


def test_the_file_keeps_its_mode_its_endings_and_its_mark(shelf: Shelf) -> None:
    path = shelf.root / "contacts/bill-okafor.md"
    path.write_bytes(b"\xef\xbb\xbf" + BILL.replace("\n", "\r\n").encode())
    path.chmod(0o600)
    shelf.done("rename", "bill", "bill-smith")
    moved = shelf.root / "contacts/bill-smith.md"
    after = BILL.replace("  - Billy\n", "  - Billy\n  - bill-okafor\n").replace("\n", "\r\n")
    assert moved.read_bytes() == b"\xef\xbb\xbf" + after.encode()
    assert moved.stat().st_mode & 0o777 == 0o600


def test_there_and_back_is_the_same_but_for_the_aliases(shelf: Shelf) -> None:
    before = shelf.bytes()
    shelf.done("rename", "bill", "bill-smith")
    shelf.done("rename", "bill-smith", "bill-okafor")
    bill = shelf.root / "contacts/bill-okafor.md"
    bill.write_text(shelf.text("bill-okafor").replace("  - bill-okafor\n  - bill-smith\n", ""), "utf-8")
    after = shelf.bytes()
    assert {path: after[path] for path in before} == before


def test_a_subfolder_and_the_archive_are_kept(shelf: Shelf) -> None:
    (shelf.root / "contacts/bill-okafor.md").unlink()
    shelf.put("contacts/archive/portland/bill-okafor.md", BILL)
    shelf.done("rename", "bill", "bill-smith")
    assert (shelf.root / "contacts/archive/portland/bill-smith.md").exists()
    assert "[[bill-smith]]" in shelf.text("ann-lee")


def test_only_the_capitals_change(shelf: Shelf) -> None:
    (shelf.root / "contacts/bill-okafor.md").rename(shelf.root / "contacts/Bill-Okafor.md")
    shelf.done("rename", "bill", "bill-okafor")
    assert sorted(path.name for path in (shelf.root / "contacts").iterdir()) == [
        "ann-lee.md",
        "anna-bell.md",
        "bill-okafor.md",
    ]
    assert shelf.text("bill-okafor") == BILL


def test_only_the_form_of_an_accent_changes(shelf: Shelf) -> None:
    stem = unicodedata.normalize("NFD", "josé")
    shelf.put(f"contacts/{stem}.md", "---\nname: José\n---\n")
    shelf.done("rename", "josé", "josé")
    assert (shelf.root / "contacts" / "josé.md").exists()
    assert not (shelf.root / "contacts" / f"{stem}.md").exists()


def test_who_is_called_so_already_stays(shelf: Shelf) -> None:
    before = shelf.bytes()
    said = shelf.karma("rename", "bill", "bill-okafor")
    assert said.code == 1
    assert "is called that already" in said.err
    assert shelf.bytes() == before


@pytest.mark.parametrize("mark", [".ann-lee.md.swp", ".#ann-lee.md"])
def test_when_an_editor_has_a_linking_file_nothing_at_all_changes(shelf: Shelf, mark: str) -> None:
    shelf.put(f"contacts/{mark}", "")
    before = shelf.bytes()
    said = shelf.karma("rename", "bill", "bill-smith")
    assert said.code == 1
    assert said.err.startswith("karma: contacts/ann-lee.md: an editor has this file open")
    assert {path: data for path, data in shelf.bytes().items() if ".karma" not in path} == before


def test_conflict_markers_in_a_linking_file_stop_it(shelf: Shelf) -> None:
    shelf.put("contacts/ann-lee.md", ANN + "<<<<<<< ours\n- 2026-11-01 call\n=======\n>>>>>>> theirs\n")
    said = shelf.karma("rename", "bill", "bill-smith")
    assert (said.code, "contacts/ann-lee.md: an unresolved merge conflict" in said.err) == (1, True)
    assert shelf.text("bill-okafor") == BILL


def test_a_link_is_never_led_to_somebody_else(shelf: Shelf) -> None:
    shelf.put("contacts/jo-park.md", "---\nname: Jo Park\n---\n\n## Log\n\n- 2026-10-01 lunch with [[sam]]\n")
    shelf.put("contacts/sam-lee.md", "---\nname: Sam\n---\n")
    before = shelf.bytes()
    said = shelf.karma("rename", "ann-lee", "sam")
    assert said.code == 1
    assert "contacts/jo-park.md: [[sam]] means Sam here, and would then mean Ann Lee" in said.err
    assert {path: data for path, data in shelf.bytes().items() if ".karma" not in path} == before
    shelf.done("fmt", "jo")
    shelf.done("rename", "ann-lee", "sam")
    assert "lunch with [[sam-lee]]" in shelf.text("jo-park")


def test_the_alias_of_somebody_else_is_not_taken(shelf: Shelf) -> None:
    said = shelf.karma("rename", "ann-lee", "billy")
    assert (said.code, "“billy” is an alias of Bill Okafor." in said.err) == (1, True)
    assert shelf.text("ann-lee") == ANN


def test_a_link_that_led_to_nobody_is_told_of(shelf: Shelf) -> None:
    shelf.put("contacts/jo-park.md", "---\nname: Jo Park\n---\nKnows [[bill-smith]].\n")
    said = shelf.done("rename", "bill", "bill-smith")
    assert (
        "contacts/jo-park.md: [[bill-smith]] led to nobody for certain, and now to Bill Okafor." in said.err
    )


def test_what_karma_wrote_is_watched_under_the_new_name(shelf: Shelf) -> None:
    shelf.done("promise", "bill", "Lend", "him", "the", "book")
    shelf.done("keep", "bill", "book", "--no-log")
    shelf.done("log", "bill", "call", "-m", "after his holiday")
    shelf.done("log", "ann-lee", "call", "-m", "asked about [[bill-okafor]]")
    shelf.done("rename", "bill", "bill-smith")
    assert shelf.done("check").out.startswith("All is well")
    text = shelf.text("bill-smith")
    shelf.put("contacts/bill-smith.md", text.replace("- 2026-11-22 call: after his holiday\n", ""))
    assert (
        "contacts/bill-smith.md:1:1: warning: a line that karma wrote is not there"
        in shelf.karma("check").out
    )


@pytest.mark.parametrize(
    "words", ["today", "pipeline", "balance", "partners", "match", "plan", "review", "recalls", "load"]
)
def test_every_system_says_of_the_sample_book_what_it_said(sample: Shelf, words: str) -> None:
    before = sample.done(words, "--json").out
    sample.done("rename", "bill-okafor", "bill-okafos")
    assert sample.done(words, "--json").out == before.replace("bill-okafor", "bill-okafos")


@pytest.fixture
def sample(empty: Shelf) -> Shelf:
    """A copy of the sample book."""
    shutil.copytree(ROOT / "contacts", empty.root / "contacts")
    shutil.copy(ROOT / "karma.toml", empty.root)
    return empty
