"""`karma undo` where git did not know everything: files that were in no commit, and a history that is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import GitShelf

JO = "---\nname: Jo Park\n---\n\n## Log\n\n- 2026-10-01 lunch: by hand\n"
JOEY = "---\nname: Joey Park\n---\n\n## Log\n\n- 2026-10-02 note: by hand too\n"


@pytest.fixture
def unknown(gitshelf: GitShelf) -> GitShelf:
    """Jo, whose file was written in an editor and is in no commit."""
    gitshelf.put("contacts/jo-park.md", JO)
    return gitshelf


@pytest.mark.parametrize(
    "words",
    [
        ("log", "jo", "call", "-m", "hello"),
        ("rename", "jo-park", "Jo", "Parker"),
        ("archive", "jo-park"),
        ("merge", "ann-lee", "jo-park", "--keep", "all"),
        ("merge", "jo-park", "ann-lee", "--keep", "all"),
    ],
    ids=["log", "rename", "archive", "merged-away", "merged-into"],
)
def test_a_file_that_git_did_not_know_is_as_it_was_again_and_not_gone(
    unknown: GitShelf, words: tuple[str, ...]
) -> None:
    before = {path: data for path, data in unknown.bytes().items() if path.startswith("contacts/")}
    unknown.done(*words)
    unknown.done("undo", "--yes")
    after = {path: data for path, data in unknown.bytes().items() if path.startswith("contacts/")}
    assert after == before


def test_two_that_git_did_not_know_go_into_the_archive_and_come_back(unknown: GitShelf) -> None:
    unknown.put("contacts/joey-park.md", JOEY)
    unknown.done("archive", "jo-park,joey-park")
    unknown.done("undo", "--yes")
    assert (unknown.text("jo-park"), unknown.text("joey-park")) == (JO, JOEY)


def test_what_git_did_not_know_and_nobody_noted_is_not_removed(unknown: GitShelf) -> None:
    unknown.git("add", "contacts/jo-park.md")
    unknown.git("commit", "--quiet", "--message", "call: Jo Park\n\nKarma-Op: log\nKarma-Contact: jo-park")
    said = unknown.karma("undo", "--yes")
    assert said.code == 1
    assert "git did not know this file until then" in said.err
    assert unknown.text("jo-park") == JO


def test_a_command_that_brought_a_file_back_to_the_last_commit_is_undone_to_what_stood_there(
    gitshelf: GitShelf,
) -> None:
    gitshelf.done("snooze", "bill-okafor", "2026-12-24")
    by_hand = gitshelf.text("anna-bell").replace("added: 2026-11-01", "added: 2026-11-01\nsnooze: 2026-12-24")
    gitshelf.put("contacts/anna-bell.md", by_hand)
    gitshelf.done("snooze", "anna-bell,bill-okafor", "today")
    gitshelf.done("undo", "--yes")
    assert gitshelf.text("anna-bell") == by_hand


def test_the_commit_at_which_a_shallow_clone_begins_is_not_taken_for_making_everybody(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    gitshelf.done("log", "bill", "call", "-m", "slips")
    shallow: Path = tmp_path_factory.mktemp("shallow") / "book"
    gitshelf.git("clone", "--quiet", "--depth", "1", gitshelf.root.as_uri(), str(shallow))
    gitshelf.root = shallow
    before = gitshelf.bytes()
    said = gitshelf.karma("undo", "--yes")
    assert said.code == 1
    assert "git fetch --unshallow" in said.err
    assert gitshelf.bytes() == before
