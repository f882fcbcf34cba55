"""`karma archive`: the file moves to the archive and back, byte for byte, and what is open is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.shelf import BILL

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf


def test_the_file_moves_as_it_is_and_links_stay(gitshelf: GitShelf) -> None:
    said = gitshelf.done("archive", "bill")
    assert (gitshelf.root / "contacts/archive/bill-okafor.md").read_text("utf-8") == BILL
    assert said.out == "✓ Bill Okafor  contacts/bill-okafor.md → contacts/archive/bill-okafor.md\n"
    assert gitshelf.subjects()[0] == "archive: Bill Okafor"
    assert gitshelf.git("log", "-1", "--format=%b") == "Karma-Op: archive\nKarma-Contact: bill-okafor"
    assert gitshelf.dirty() == []
    assert gitshelf.done("check").out.startswith("All is well")


def test_what_is_still_open_is_said(shelf: Shelf) -> None:
    shelf.put(
        "contacts/jo-park.md",
        "---\nname: Jo Park\n---\n\n## Log\n\n- 2026-10-01 referred by [[bill-okafor]]\n",
    )
    assert shelf.done("archive", "bill").err.splitlines()[:4] == [
        "Still open with Bill Okafor. You promised, Fri 20 Nov 2026: call: as he asked at the Rotary lunch",
        "Still open with Bill Okafor. You promised, week 50, 7–13 Dec 2026: Send the inventory checklist",
        "Still open with Bill Okafor. They promised, someday: introduce me to the harbour master",
        "Still open with Bill Okafor. A referral of Jo Park: referred since Thu 1 Oct 2026",
    ]


def test_several_go_in_one_commit_and_come_back_where_they_were(gitshelf: GitShelf) -> None:
    (gitshelf.root / "contacts/portland").mkdir()
    gitshelf.git("mv", "contacts/ann-lee.md", "contacts/portland/ann-lee.md")
    gitshelf.commit_all("Ann is in Portland")
    before = gitshelf.git("rev-parse", "HEAD:contacts")
    gitshelf.done("archive", "bill,ann-lee")
    assert (gitshelf.root / "contacts/archive/portland/ann-lee.md").exists()
    gitshelf.done("archive", "bill,ann-lee", "--back")
    assert gitshelf.subjects()[:2] == [
        "archive: Bill Okafor and Ann Lee are back",
        "archive: Bill Okafor and Ann Lee",
    ]
    assert gitshelf.git("rev-parse", "HEAD:contacts") == before


def test_who_rests_already_stays_where_they_are(shelf: Shelf) -> None:
    shelf.done("archive", "bill")
    assert "Bill Okafor: in the archive already." in shelf.karma("archive", "bill").err
    assert "Ann Lee: not in the archive." in shelf.karma("archive", "ann-lee", "--back").err
    said = shelf.done("archive", "bill,ann-lee", "--json")
    assert [row["id"] for row in said.data["moved"]] == ["ann-lee"]


def test_what_karma_wrote_goes_along(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "one last time")
    shelf.done("archive", "bill")
    assert shelf.done("check").out.startswith("All is well")
    path = shelf.root / "contacts/archive/bill-okafor.md"
    path.write_text(BILL, "utf-8")
    assert "a line that karma wrote is not there any more" in shelf.karma("check").out


def test_a_dry_run_moves_nothing(shelf: Shelf) -> None:
    before = shelf.bytes()
    said = shelf.done("archive", "bill", "--dry-run")
    assert said.out == "contacts/bill-okafor.md → contacts/archive/bill-okafor.md\n"
    assert {path: data for path, data in shelf.bytes().items() if ".karma" not in path} == before


@pytest.mark.parametrize(
    "words",
    [
        ("archive", "ann-lee"),
        ("rename", "ann-lee", "anna-lee"),
        ("merge", "anna-bell", "ann-lee", "--keep", "all"),
    ],
)
@pytest.mark.parametrize("copy", ["ann-lee 2", "ann-lee (conflicted copy 2026-11-01)"])
def test_a_sync_tools_second_copy_is_not_left_behind_as_somebody(
    gitshelf: GitShelf, words: tuple[str, ...], copy: str
) -> None:
    gitshelf.put(f"contacts/{copy}.md", gitshelf.text("ann-lee"))
    before = gitshelf.bytes()
    said = gitshelf.karma(*words)
    assert said.code == 1
    assert f'karma merge ann-lee "contacts/{copy}.md"' in said.err
    after = gitshelf.bytes()
    assert {path: after[path] for path in after if path.startswith("contacts/")} == {
        path: before[path] for path in before if path.startswith("contacts/")
    }
    gitshelf.done("merge", "ann-lee", f"contacts/{copy}.md", "--keep", "all")
    gitshelf.done(*words)
