"""Several people, one book: `owner:` says who looks after whom, `--mine` shows each their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repositories import git

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf


def owned(shelf: Shelf, stem: str, owner: str) -> None:
    shelf.put(f"contacts/{stem}.md", shelf.text(stem).replace("added:", f"owner: {owner}\nadded:", 1))


def ids(shelf: Shelf, *words: str) -> list[str]:
    return [one["id"] for one in shelf.done(*words, "--json").data["people"]]


@pytest.mark.parametrize("owner", ["Nora Quist", "nora", "NORA", "nora@quist.example", '"[[nora]]"'])
def test_mine_are_those_whose_owner_is_me_however_it_is_written(gitshelf: GitShelf, owner: str) -> None:
    owned(gitshelf, "bill-okafor", owner)
    owned(gitshelf, "ann-lee", "Pete")
    assert ids(gitshelf, "list", "--mine") == ["bill-okafor"]
    assert len(ids(gitshelf, "list")) == 3


def test_of_two_who_share_a_first_name_each_has_their_own(gitshelf: GitShelf) -> None:
    owned(gitshelf, "bill-okafor", "Nora Quist")
    owned(gitshelf, "ann-lee", "Nora Pike")
    owned(gitshelf, "anna-bell", "Nora")
    assert ids(gitshelf, "list", "--mine") == ["bill-okafor"]
    git(gitshelf.root, "config", "karma.owner", "Nora")
    assert ids(gitshelf, "list", "--mine") == ["anna-bell"]


def test_a_name_set_for_this_book_is_the_one_that_counts(gitshelf: GitShelf) -> None:
    owned(gitshelf, "bill-okafor", "nora")
    owned(gitshelf, "ann-lee", "the boss")
    git(gitshelf.root, "config", "karma.owner", "The Boss")
    assert ids(gitshelf, "list", "--mine") == ["ann-lee"]


def test_the_day_of_one_of_us_has_only_their_calls_and_promises(gitshelf: GitShelf) -> None:
    owned(gitshelf, "ann-lee", "nora")
    day = gitshelf.done("--mine", "--json").data
    assert {call["id"] for call in day["calls"]} <= {"ann-lee"}
    assert day["promises"] == []
    assert gitshelf.done("--json").data["promises"] != []


def test_promises_are_those_to_my_people(gitshelf: GitShelf) -> None:
    owned(gitshelf, "ann-lee", "nora")
    gitshelf.put("contacts/ann-lee.md", gitshelf.text("ann-lee") + "\n## Promises\n\n- [ ] send the plan\n")
    said = gitshelf.done("promises", "--mine").out
    assert "send the plan" in said
    assert "inventory checklist" not in said


def test_who_looks_after_nobody_is_told_how_to(gitshelf: GitShelf) -> None:
    said = gitshelf.karma("list", "--mine")
    assert said.code == 1
    assert "Write `owner: Nora Quist` into the files of your people." in said.err


def test_without_a_repository_nobody_can_be_mine(shelf: Shelf) -> None:
    said = shelf.karma("today", "--mine")
    assert said.code == 1
    assert "git config karma.owner NAME" in said.err


def test_a_second_call_on_one_day_is_pointed_out(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "Ann rang him about the slips")
    said = gitshelf.done("log", "bill", "call", "-m", "he wants a quote")
    assert said.err == (
        "The log of Bill Okafor has one of that day already: - 2026-11-22 call: Ann rang him about the slips\n"
    )
