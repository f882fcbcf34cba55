"""git takes a new person's file for the renamed one of somebody who went, when both are small and alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files.merge.contact import TWO_PEOPLE, merge_contact
from karma.files.repository.driver import ATTRIBUTES, injected
from tests.files.merge.texts import CONFIG
from tests.repositories import GitShelf, git

if TYPE_CHECKING:
    from pathlib import Path

ANN = """\
---
name: Ann Lee
circle: client
org: Harbor Marine
city: Portland
---

## Log

- 2026-10-20 lunch: harbour café
"""
CALLED = ANN + "- 2026-11-20 call: moves to Ghent\n"
BOB = ANN.replace("Ann Lee", "Bob Cray").replace("10-20 lunch: harbour café", "11-18 meeting: at the fair")


def people(base: str, ours: str, theirs: str, stem: str) -> bool:
    """True when the merge under that file name keeps two people apart, whichever side is which."""
    found = [
        [one.what for one in merge_contact(base, *sides, config=CONFIG, stem=stem).conflicts]
        for sides in ((ours, theirs), (theirs, ours))
    ]
    assert found[0] == found[1]
    return found[0] == [TWO_PEOPLE]


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> GitShelf:
    """Here Ann was called; on the branch `theirs` she went, and somebody met Bob, who works where she does."""
    found = GitShelf(tmp_path, capsys)
    found.put("karma.toml", "name = 'Nora'\n")
    found.put(".gitattributes", f"{ATTRIBUTES}\n")
    found.put("contacts/ann-lee.md", ANN)
    found.begin()
    found.git("switch", "--quiet", "--create", "theirs")
    found.git("rm", "--quiet", "contacts/ann-lee.md")
    found.put("contacts/bob-cray.md", BOB)
    found.commit_all("theirs")
    found.git("switch", "--quiet", "main")
    found.put("contacts/ann-lee.md", CALLED)
    found.commit_all("ours")
    return found


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [("merge --quiet theirs", CALLED, BOB), ("rebase --quiet theirs", BOB, CALLED)],
    ids=["merge", "rebase"],
)
def test_what_was_written_of_the_one_never_gets_into_the_other(
    book: GitShelf, words: str, first: str, second: str
) -> None:
    git(book.root, *injected(), *words.split(), check=False)
    assert book.text("bob-cray") == f"<<<<<<< ours\n{first}=======\n{second}>>>>>>> theirs\n"
    [problem] = book.karma("check", "--json").data["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == ("two-people", "contacts/bob-cray.md", 1)


@pytest.mark.parametrize("words", ["merge --quiet theirs", "rebase --quiet theirs"])
def test_resolve_gives_each_of_them_the_file_of_their_own_name(book: GitShelf, words: str) -> None:
    git(book.root, *injected(), *words.split(), check=False)
    said = book.done("resolve", "bob-cray", "--take", "both")
    assert "in a file of their own now, contacts/ann-lee.md" in said.err
    assert (book.text("ann-lee"), book.text("bob-cray")) == (CALLED, BOB)
    assert book.done("check").code == 0


def test_resolve_does_not_put_them_together_again(book: GitShelf) -> None:
    """It merges anew what git alone merged; here karma's two people look just as git's conflict would."""
    ann, bob = "---\nname: Ann Lee\ncircle: client\n---\n", "---\nname: Bob Cray\ncircle: client\n---\n"
    titled = ann.replace("Lee\n", "Lee\ntitle: Owner\n")
    book.put("contacts/ann-lee.md", ann)
    book.commit_all("before")
    book.git("switch", "--quiet", "--create", "small")
    book.git("mv", "contacts/ann-lee.md", "contacts/bob-cray.md")
    book.put("contacts/bob-cray.md", bob)
    book.commit_all("theirs")
    book.git("switch", "--quiet", "main")
    book.put("contacts/ann-lee.md", titled)
    book.commit_all("ours")
    git(book.root, *injected(), "merge", "--quiet", "small", check=False)
    book.done("resolve", "bob-cray", "--take", "both")
    assert {path.read_text("utf-8") for path in (book.root / "contacts").iterdir()} == {titled, bob}


@pytest.mark.parametrize(
    "same", ["phone: 1", "org: Other\nurl: https://harbor.example", "email: hello@h.example"]
)
def test_who_follows_somebody_in_an_office_is_somebody_else(same: str) -> None:
    before, after = (text.replace("city: Portland", same) for text in (ANN, BOB))
    assert people(before, before + "- 2026-11-20 call\n", after, "bob-cray")


def test_guests_of_one_lunch_are_two_people() -> None:
    guest = ANN.replace("Ann Lee", "Bob Cray")
    assert people(ANN, CALLED, guest, "bob-cray")


@pytest.mark.parametrize(
    ("old", "new", "stem"),
    [
        ("name: Ann Lee", "name: Ann Park", "ann-lee"),
        ("name: Ann Lee", "name: Ann Lee-Park", "ann"),
        ("name: Ann Lee", "name: Ann Park\naliases:\n  - ann-lee", "ann-park"),
        ("name: Ann Lee", "name: Ann Park\naliases: Ann Lee", "ann-park"),
        ("name: Ann Lee", "name: ann  lee", "ann-lee-2"),
        ("name: Ann Lee", "name: Ann Lee Park", "ann-lee-park"),
        ("name: Ann Lee\n", "", "ann-lee"),
    ],
    ids=[
        "in its place",
        "a short stem",
        "karma rename",
        "by hand, with an alias",
        "spelling",
        "one more name",
        "no name",
    ],
)
def test_another_name_of_one_person_is_merged(old: str, new: str, stem: str) -> None:
    assert not people(ANN, CALLED, ANN.replace(old, new), stem)


def test_a_file_renamed_by_hand_is_known_by_what_it_tells() -> None:
    before = ANN + "- 2026-11-01 email: sent the plan\n"
    after = before.replace("name: Ann Lee", "name: Annabel Park")
    assert not people(before, before + "- 2026-11-20 call\n", after, "annabel-park")


def test_one_uid_is_one_person() -> None:
    before, after = (text.replace("city: Portland", "uid: 7") for text in (ANN, BOB))
    assert not people(before, before + "- 2026-11-20 call\n", after, "bob-cray")


def test_a_person_made_on_both_sides_in_the_place_of_one_who_went_is_merged() -> None:
    bob = BOB.replace("city: Portland", "uid: 7")
    one, other = bob + "- 2026-11-20 call: a\n", bob + "- 2026-11-21 call: b\n"
    merged = merge_contact(ANN, one, other, config=CONFIG, stem="bob-cray")
    assert (merged.text, merged.conflicts) == (one + "- 2026-11-21 call: b\n", ())


def test_a_name_that_both_settled_in_a_base_that_left_it_open_is_no_other_person() -> None:
    left_open = ANN.replace("org: Harbor Marine\n", "").replace(
        "name: Ann Lee\n", "<<<<<<<<< a\nname: Ann Lee\n=========\nname: Ada Ley\n>>>>>>>>> b\n"
    )
    ada = ANN.replace("org: Harbor Marine\n", "").replace("Ann Lee", "Ada Ley")
    assert not people(left_open, ada + "- 2026-11-20 call\n", ada + "- 2026-11-21 call\n", "ada-ley")
