"""The merge inside git: merge, rebase, cherry-pick and stash, with karma as the driver."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

BILL = "contacts/bill.md"
TEXT = "---\nname: Bill\norg: A\ntags:\n  - marine\n---\n\nBefore ten.\n\n## Log\n\n- 2026-08-20 call\n"
OURS, THEIRS = "- 2026-11-21 call: ours\n", "- 2026-11-20 call: theirs\n"
BOTH = TEXT.replace("org: A\n", "org: B\n").replace("marine\n", "marine\n  - rowing\n") + THEIRS + OURS


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Bill in a repository that merges with karma; on `other` he is changed in one way, on `main` in another."""
    git(tmp_path, "init", "--quiet")
    git(
        tmp_path,
        "config",
        "merge.karma.driver",
        f"{sys.executable} -P -m karma merge-driver -- %O %A %B %L %P",
    )
    (tmp_path / ".gitattributes").write_text("contacts/**/*.md text eol=lf merge=karma\n", "utf-8")
    write(tmp_path, TEXT, "as it was")
    git(tmp_path, "switch", "--quiet", "--create", "other")
    write(tmp_path, TEXT.replace("org: A\n", "org: B\n") + THEIRS, "other")
    git(tmp_path, "switch", "--quiet", "main")
    write(tmp_path, TEXT.replace("marine\n", "marine\n  - rowing\n") + OURS, "main")
    return tmp_path


def write(book: Path, text: str, subject: str, path: str = BILL) -> None:
    (book / path).parent.mkdir(exist_ok=True)
    (book / path).write_text(text, "utf-8")
    git(book, "add", "--all")
    git(book, "commit", "--quiet", "--message", subject)


def text(book: Path, path: str = BILL) -> str:
    return (book / path).read_text("utf-8")


@pytest.mark.parametrize("words", ["merge --quiet other", "cherry-pick other", "rebase --quiet other"])
def test_both_sides_are_there(book: Path, words: str) -> None:
    git(book, *words.split())
    assert text(book) == BOTH
    assert git(book, "status", "--short") == ""


def test_what_was_put_away_comes_back_into_what_changed_since(book: Path) -> None:
    git(book, "switch", "--quiet", "other")
    (book / BILL).write_text(text(book).replace("Before", "After") + "- 2026-11-22 note\n", "utf-8")
    git(book, "stash", "--quiet")
    git(book, "merge", "--quiet", "main")
    git(book, "stash", "pop", "--quiet")
    assert text(book) == BOTH.replace("Before", "After") + "- 2026-11-22 note\n"


def test_a_file_renamed_on_one_side_is_merged_all_the_same(book: Path) -> None:
    git(book, "mv", BILL, "contacts/bill-okafor.md")
    git(book, "commit", "--quiet", "--message", "rename")
    git(book, "merge", "--quiet", "other")
    assert text(book, "contacts/bill-okafor.md") == BOTH


def test_a_conflict_stops_git_and_is_told(book: Path) -> None:
    write(book, TEXT.replace("org: A\n", "org: C\n"), "main again")
    said = git(book, "merge", "other", check=False)
    assert "CONFLICT (content)" in said
    assert git(book, "status", "--short") == f"UU {BILL}"
    assert text(book) == BOTH.replace("  - rowing\n", "").replace(OURS, "").replace(
        "org: B\n", "<<<<<<< ours\norg: C\n=======\norg: B\n>>>>>>> theirs\n"
    )


def test_two_people_of_one_name_are_never_merged(book: Path) -> None:
    one, other = "---\nname: Ann Lee\norg: A\n---\n", "---\nname: Ann Lee\norg: B\n---\n"
    write(book, one, "an Ann", "contacts/ann-lee.md")
    git(book, "switch", "--quiet", "other")
    write(book, other, "another Ann", "contacts/ann-lee.md")
    git(book, "merge", "--quiet", "main", check=False)
    assert git(book, "status", "--short", "contacts/ann-lee.md") == "AA contacts/ann-lee.md"
    assert text(book, "contacts/ann-lee.md") == f"<<<<<<< ours\n{other}=======\n{one}>>>>>>> theirs\n"


def test_merges_that_cross_each_other_count_every_line_once(book: Path) -> None:
    git(book, "branch", "third", "main")
    git(book, "merge", "--quiet", "other")
    write(book, text(book) + "- 2026-11-23 call: after\n", "more")
    git(book, "switch", "--quiet", "third")
    git(book, "merge", "--quiet", "other")
    write(book, text(book) + "- 2026-11-22 email: meanwhile\n", "meanwhile")
    git(book, "merge", "--quiet", "main")
    assert text(book) == BOTH + "- 2026-11-22 email: meanwhile\n- 2026-11-23 call: after\n"


def test_a_conflict_that_both_settled_alike_is_not_asked_again_when_they_meet(book: Path) -> None:
    """Each merges the other: git's base is then the merge of both, with the conflict in it."""
    write(book, TEXT.replace("org: A\n", "org: C\n"), "main again")
    git(book, "branch", "before")
    both = BOTH.replace("  - rowing\n", "").replace(OURS, "")
    titled = both.replace("name: Bill\n", "name: Bill\ntitle: Owner\n")
    first, second = "- 2026-11-22 email: meanwhile\n", "- 2026-11-23 call: after\n"
    for branch, other, later in (("main", "other", titled + second), ("other", "before", both + first)):
        git(book, "switch", "--quiet", branch)
        git(book, "merge", "--quiet", other, check=False)
        write(book, both, "settled")
        write(book, later, "more")
    git(book, "merge", "--quiet", "main")
    assert text(book) == titled + first + second
