"""`karma history`: what happened, day by day, in the user's words; and the latest changes on the pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.repositories import GitShelf

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf


def test_the_whole_book_day_by_day(story: GitShelf) -> None:
    said = story.done("history")
    ids = story.git("log", "--format=%h", "--abbrev=7").split()
    assert (
        said.out
        == f"""\
Not committed yet
       Ann Lee
         · 2026-11-22 note: a card

Sunday 22 November 2026
 21:30 vault backup  by hand · Ana Ruiz · {ids[0]}
       Bill Okafor
         · they kept: introduce me to the harbour master
         · org: Harbor Marine Supply → Okafor Marine
 12:00 call: Bill Okafor, met Ann Lee  Nora Quist · {ids[1]}
         · promised: Send the list by 2026-12-04

Friday 20 November 2026
 09:00 the book as it was  by hand · Nora Quist · {ids[2]}
       Ann Lee
         · new here
         · 2026-10-20 lunch with Bill Okafor: harbour café
       Anna Bell
         · new here
       Bill Okafor
         · new here, with 2 lines in the log and 3 promises
"""
    )


def test_one_person_without_the_others(story: GitShelf) -> None:
    said = story.done("history", "billy")
    assert said.out.startswith("Bill Okafor\n\nSunday 22 November 2026\n 21:30 vault backup  by hand")
    assert "Ann Lee\n" not in said.out


def test_on_forty_columns_every_line_fits(story: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = story.done("history").out.splitlines()
    assert max(map(len, lines)) <= 40
    assert " 21:30 vault backup" in lines


def test_data(story: GitShelf) -> None:
    data = story.done("history", "bill", "-n", "1", "--json").data
    assert (data["id"], data["name"]) == ("bill-okafor", "Bill Okafor")
    assert data["revisions"] == [
        {
            "commit": story.git("rev-parse", "HEAD"),
            "date": "2026-11-22",
            "at": "2026-11-22T21:30:00+01:00",
            "author": "Ana Ruiz",
            "email": "ana@quist.example",
            "subject": "vault backup",
            "op": None,
            "undoes": None,
            "settings": False,
            "people": [
                {
                    "id": "bill-okafor",
                    "name": "Bill Okafor",
                    "was": None,
                    "changes": [
                        {
                            "kind": "kept",
                            "about": "they: introduce me to the harbour master",
                            "was": [],
                            "now": [],
                            "says": "they kept: introduce me to the harbour master",
                        },
                        {
                            "kind": "field",
                            "about": "org",
                            "was": ["Harbor Marine Supply"],
                            "now": ["Okafor Marine"],
                            "says": "org: Harbor Marine Supply → Okafor Marine",
                        },
                    ],
                    "by_hand": [],
                }
            ],
            "more": 0,
        }
    ]


def test_fewer_of_them_since_a_day_and_by_somebody(story: GitShelf) -> None:
    assert "`-n 5` tells more" in story.done("history", "-n", "1").out
    since = story.done("history", "--since", "2026-11-21").out
    assert "vault backup" in since
    assert "the book as it was" not in since
    by_ana = story.done("history", "--by", "ana").out
    assert "vault backup" in by_ana
    assert "call: Bill" not in by_ana
    assert story.done("history", "--by", "somebody else").out == "Nothing that fits.\n"


def test_a_commit_that_only_tidies_is_told_by_its_own_words(gitshelf: GitShelf) -> None:
    text = gitshelf.text("anna-bell")
    gitshelf.put("contacts/anna-bell.md", text.replace("name: Anna Bell", 'name:   "Anna Bell"'))
    gitshelf.commit_all("quotes")
    gitshelf.put("karma.toml", "name = 'Nora Quist'\n")
    gitshelf.commit_all("my name")
    out = gitshelf.done("history").out
    assert "quotes  by hand" in out
    assert "· the settings" in out
    assert "quotes" not in gitshelf.done("history", "anna").out


def test_somebody_who_is_gone_is_found_by_their_file(gitshelf: GitShelf) -> None:
    gitshelf.git("rm", "--quiet", "contacts/anna-bell.md")
    gitshelf.commit_all("moved away")
    out = gitshelf.done("history", "anna-bell").out
    assert out.startswith("Anna Bell\n")
    assert "no longer in the book" in out


def test_somebody_renamed_is_found_by_the_old_file(gitshelf: GitShelf) -> None:
    gitshelf.git("mv", "contacts/anna-bell.md", "contacts/anna-cole.md")
    gitshelf.commit_all("married")
    out = gitshelf.done("history", "anna-bell").out
    assert "renamed: anna-bell → anna-cole" in out
    assert "the book as it was" in out


def test_who_was_linked_to_somebody_renamed_by_hand_has_nothing_to_tell_of_it(gitshelf: GitShelf) -> None:
    gitshelf.git("mv", "contacts/bill-okafor.md", "contacts/will-okafor.md")
    gitshelf.put("contacts/will-okafor.md", gitshelf.text("will-okafor").replace("- Billy", "- bill-okafor"))
    gitshelf.commit_all("another name")
    gitshelf.put(
        "contacts/ann-lee.md", gitshelf.text("ann-lee").replace("[[bill-okafor]]", "[[will-okafor]]")
    )
    gitshelf.commit_all("links")
    assert "links" not in gitshelf.done("history", "ann-lee").out


def test_a_rename_and_two_made_one_are_told_by_their_sentences(gitshelf: GitShelf) -> None:
    gitshelf.done("rename", "ann-lee", "Ann Park")
    gitshelf.done("merge", "bill-okafor", "anna-bell", "--keep", "all")
    out = gitshelf.done("history", "bill-okafor").out
    assert "Anna Bell\n         · new here" in out
    assert "put together" not in out
    assert "renamed" not in gitshelf.done("history", "ann-lee").out


def test_what_was_taken_back_says_so(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "by mistake")
    done = gitshelf.git("log", "-1", "--format=%h", "--abbrev=7")
    gitshelf.done("undo", "--yes")
    assert f"call: Bill Okafor, by mistake  taken back · {done}" in gitshelf.done("history").out


def test_nobody_of_that_name(gitshelf: GitShelf) -> None:
    assert gitshelf.karma("history", "zzz").code == 4


def test_before_anything_is_committed(shelf: Shelf) -> None:
    book = GitShelf(shelf.root, shelf.capsys)
    book.git("init", "--quiet")
    assert book.done("history").out.startswith("Not committed yet\n")


def test_without_a_repository_it_says_how_to_begin_one(shelf: Shelf) -> None:
    said = shelf.karma("history")
    assert said.code == 1
    assert "`git init` begins one" in said.err


def test_a_repository_that_is_broken_is_no_crash(gitshelf: GitShelf) -> None:
    shutil.rmtree(gitshelf.root / ".git" / "objects")
    (gitshelf.root / ".git" / "objects").mkdir()
    said = gitshelf.karma("history")
    assert said.code == 1
    assert said.err.startswith("karma: git could not tell the history")


def test_git_log_alone_reads_like_a_diary(story: GitShelf) -> None:
    assert story.git("log", "--format=%s", "--", "contacts/bill-okafor.md").split("\n") == [
        "vault backup",
        "call: Bill Okafor, met Ann Lee",
        "the book as it was",
    ]


def test_what_is_no_persons_file_is_told_by_the_words_of_the_commit_alone(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/harbour.txt", "a list of ships\n")
    gitshelf.commit_all("ships")
    (gitshelf.root / "contacts" / "anna-bell.md").chmod(0o755)
    gitshelf.commit_all("may run")
    lines = gitshelf.done("history", "-n", "2").out.splitlines()
    assert [line.split("  ")[0][7:] for line in lines[1:3]] == ["may run", "ships"]
    assert lines[3:] == ["", " The newest 2; `-n 10` tells more."]


def test_there_is_more_only_when_there_is(story: GitShelf) -> None:
    assert "tells more" not in story.done("history", "-n", "3").out
    assert len(story.done("history", "-n", "3", "--json").data["revisions"]) == 4  # what waits comes on top


def test_since_a_month_is_since_its_first_day(story: GitShelf) -> None:
    assert "the book as it was" in story.done("history", "--since", "2026-11").out
    assert story.done("history", "bill", "--since", "tomorrow").out == "Nothing that fits.\n"


@pytest.mark.parametrize("name", ["ÉVA", "éva", "eva@"])
def test_an_author_is_found_however_the_name_is_written(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Éva Kiss")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "eva@quist.example")
    gitshelf.done("log", "anna", "call", "-m", "hello")
    assert "call: Anna Bell, hello" in gitshelf.done("history", "--by", name).out


def test_a_number_past_all_reason_is_all_of_it(gitshelf: GitShelf) -> None:
    assert "the book as it was" in gitshelf.done("history", "-n", "9" * 20).out


def test_a_message_as_long_as_a_letter_is_cut_and_its_signs_shown(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/anna-bell.md", gitshelf.text("anna-bell") + "\nRows.\n")
    gitshelf.commit_all("\x1b[31mred " + "word " * 3000)
    out = gitshelf.done("history", "-n", "1").out
    assert "\\x1b[31mred word" in out
    assert len(out) < 600


def test_what_was_taken_back_and_done_again_is_not_called_taken_back(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "by mistake")
    with_it = gitshelf.text("bill-okafor")
    gitshelf.done("undo", "--yes")
    undoing = gitshelf.git("rev-parse", "HEAD")
    gitshelf.put("contacts/bill-okafor.md", with_it)
    gitshelf.commit_all(f"done again\n\nKarma-Op: undo\nKarma-Undoes: {undoing}")
    out = gitshelf.done("history").out
    assert "call: Bill Okafor, by mistake  " + gitshelf.git("rev-parse", "--short=7", "HEAD~2") in out


def test_a_copy_that_is_cut_off_says_where_the_rest_is(
    story: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / "book"
    story.git("clone", "--quiet", "--depth=2", story.root.as_uri(), str(copy))
    out = GitShelf(copy, story.capsys).done("history").out
    assert "new here" not in out
    assert "`git fetch --unshallow`" in out
