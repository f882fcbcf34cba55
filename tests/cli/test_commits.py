"""Every command that writes makes one commit of exactly the paths it wrote (issue: real git)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.repositories import GitShelf


def test_a_call_is_one_commit_with_a_sentence_and_trailers(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "off to the mountains with [[ann-lee]]")
    assert gitshelf.subjects() == [
        "call: Bill Okafor, off to the mountains with Ann Lee",
        "the book as it was",
    ]
    assert gitshelf.git("log", "-1", "--format=%b") == "Karma-Op: log\nKarma-Contact: bill-okafor"
    assert gitshelf.dirty() == []


def test_what_else_is_changed_or_staged_stays_as_it_was(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/ann-lee.md", gitshelf.text("ann-lee") + "- 2026-11-01 note: by hand\n")
    gitshelf.put("contacts/anna-bell.md", gitshelf.text("anna-bell") + "- 2026-11-01 note: staged\n")
    gitshelf.put("secret.txt", "not for anybody\n")
    gitshelf.git("add", "contacts/anna-bell.md")
    gitshelf.done("log", "bill", "call")
    assert gitshelf.git("show", "--name-only", "--format=") == "contacts/bill-okafor.md"
    assert gitshelf.dirty() == [" M contacts/ann-lee.md", "M  contacts/anna-bell.md", "?? secret.txt"]


def test_in_the_middle_of_a_merge_the_line_is_written_and_not_committed(gitshelf: GitShelf) -> None:
    gitshelf.put(".git/MERGE_HEAD", gitshelf.git("rev-parse", "HEAD") + "\n")
    said = gitshelf.done("log", "bill", "call", "-m", "still there")
    assert said.err.startswith("Not committed: a merge is under way.")
    assert "still there" in gitshelf.text("bill-okafor")
    assert len(gitshelf.subjects()) == 1
