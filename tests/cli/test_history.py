"""`karma history`: what happened, day by day, in the user's words; and the latest changes on the pages."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from karma.files import history_cache, history_log
from tests.repositories import GitShelf
from tests.views.site import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.files.git import Repository
    from karma.files.history_log import Commit
    from tests.cli.shelf import Shelf

BEGUN = "2026-11-20T09:00:00-08:00"
SUNDAY_NOON = "2026-11-22T12:00:00-08:00"


def at(when: str, author: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", when)
        monkeypatch.setenv(f"GIT_{who}_NAME", author)
        monkeypatch.setenv(f"GIT_{who}_EMAIL", f"{author[:3].casefold()}@quist.example")


@pytest.fixture
def story(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> GitShelf:
    """A call by karma, an edit by hand of another person, and a line that is not committed yet."""
    at(BEGUN, "Nora Quist", monkeypatch)
    book = GitShelf(shelf.root, shelf.capsys).begin()
    at(SUNDAY_NOON, "Nora Quist", monkeypatch)
    book.done("log", "bill", "call", "-m", "met [[ann-lee]]", "--next", "Send the list", "--by", "2026-12-04")
    at("2026-11-22T21:30:00+01:00", "Ana Ruiz", monkeypatch)
    bill = book.text("bill-okafor").replace("Harbor Marine Supply", "Okafor Marine")
    book.put("contacts/bill-okafor.md", bill.replace("- [ ] they: introduce", "- [x] they: introduce"))
    book.commit_all("vault backup")
    book.put("contacts/ann-lee.md", book.text("ann-lee") + "- 2026-11-22 note: a card\n")
    return book


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


def test_a_commit_that_only_tidies_says_so(gitshelf: GitShelf) -> None:
    text = gitshelf.text("anna-bell")
    gitshelf.put("contacts/anna-bell.md", text.replace("name: Anna Bell", 'name:   "Anna Bell"'))
    gitshelf.commit_all("quotes")
    gitshelf.put("karma.toml", "name = 'Nora Quist'\n")
    gitshelf.commit_all("my name")
    out = gitshelf.done("history").out
    assert "into the usual form" in out
    assert "the settings" in out
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


# The pages


def changes_on(shelf: Shelf, stem: str) -> str:
    """What stands under Latest changes on somebody's page."""
    seen = Page((shelf.root / "site" / "contacts" / f"{stem}.html").read_text("utf-8")).visible
    _, _, latest = seen.partition("Latest changes")
    return latest.partition("In the file")[0].strip()


def test_the_page_of_a_person_tells_the_latest_changes(story: GitShelf) -> None:
    story.done("build")
    assert changes_on(story, "bill-okafor") == (
        "22 Nov 2026they kept: introduce me to the harbour master Ana Ruiz "
        "22 Nov 2026org: Harbor Marine Supply → Okafor Marine Ana Ruiz "
        "22 Nov 2026call: met Ann Lee Nora Quist "
        "22 Nov 2026promised: Send the list by 2026-12-04 Nora Quist "
        "20 Nov 2026new here, with 2 lines in the log and 3 promises Nora Quist"
    )
    assert "a card" not in changes_on(story, "ann-lee")


def built(shelf: Shelf) -> dict[str, bytes]:
    shelf.done("build")
    return {name: data for name, data in shelf.bytes().items() if name.startswith("site/")}


@pytest.mark.parametrize(
    "kept",
    ["", "{", "[]", '{"made_for": "", "revisions": []}', '{"made_for": 1}', "\0", "[" * 100_000],
)
def test_whatever_the_cache_holds_the_pages_are_the_same(story: GitShelf, kept: str) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    good = cache.read_text()
    cache.write_text(kept)
    assert built(story) == pages
    assert cache.read_text() == good


def test_a_cache_with_a_part_that_makes_no_sense_is_made_anew(story: GitShelf) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    good = cache.read_text()
    data = json.loads(good)
    data["revisions"][0]["people"][0]["changes"][0]["kind"] = "nonsense"
    cache.write_text(json.dumps(data))
    assert built(story) == pages
    assert cache.read_text() == good


def test_only_what_is_new_is_read(story: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    story.done("build")
    story.commit_all("one more")
    asked: list[list[str]] = []

    def looked_up(repository: Repository, ids: Iterable[str]) -> list[Commit]:
        asked.append(list(ids))
        return history_log.looked_up(repository, asked[-1])

    monkeypatch.setattr(history_cache, "looked_up", looked_up)
    story.done("build")
    story.done("build")
    assert asked == [[story.git("rev-parse", "HEAD")]]
    assert "note: a card" in changes_on(story, "ann-lee")


def test_nothing_private_is_kept_beside_the_book(gitshelf: GitShelf) -> None:
    private = gitshelf.text("bill-okafor").replace(
        "org: Harbor Marine Supply", "org: Secret\nprivate:\n  - org"
    )
    gitshelf.put("contacts/bill-okafor.md", private)
    gitshelf.put(
        "contacts/ann-lee.md", gitshelf.text("ann-lee").replace("circle", "private: true\ncity: Rome\ncircle")
    )
    gitshelf.commit_all("secrets")
    gitshelf.done("build")
    kept = (gitshelf.root / ".karma" / "history.json").read_text()
    assert "Secret" not in kept
    assert "Rome" not in kept
    assert "Secret" not in changes_on(gitshelf, "bill-okafor")


def test_a_cache_that_is_a_link_is_neither_read_nor_written(story: GitShelf) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    elsewhere = story.root / "elsewhere.json"
    elsewhere.write_text("{}")
    cache.unlink()
    cache.symlink_to(elsewhere)
    assert built(story) == pages
    assert elsewhere.read_text() == "{}"


def test_without_a_repository_the_pages_tell_no_changes(shelf: Shelf) -> None:
    shelf.done("build")
    assert changes_on(shelf, "bill-okafor") == ""
    assert not os.path.lexists(shelf.root / ".karma" / "history.json")
