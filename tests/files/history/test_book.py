"""What the history of the whole book tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karma.core.config import Config
from karma.core.history.words import says
from karma.files import git as door
from karma.files.history.book import Wish, history
from tests.files.history.diary import BILL, TINY, Diary, in_words
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_commits_and_what_is_not_committed_yet(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.put("bill", BILL.replace("Harbor", "Okafor"))
    diary.commit("a new firm")
    diary.add("bill", "2026-10-03 note: a card")
    diary.put("jo", TINY)
    assert diary.told() == [
        "now: Bill: 2026-10-03 note: a card; Jo: new here",
        "a new firm: Bill: org: Harbor → Okafor",
        "begun: Bill: new here; Bill: 2026-10-02 call: hello",
    ]


def test_before_the_first_commit_all_is_new(diary: Diary) -> None:
    diary.put("jo", TINY)
    assert diary.told() == ["now: Jo: new here"]
    assert diary.told_of("jo") == ["now: Jo: new here"]


def test_line_endings_and_touched_files_are_nothing_new(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / "contacts/bill.md").write_bytes(BILL.replace("\n", "\r\n").encode())
    assert len(diary.told()) == 1


def test_what_is_ignored_is_not_waiting_to_be_committed(diary: Diary) -> None:
    diary.put("bill", BILL)
    (diary.root / ".gitignore").write_text("contacts/jo.md\n")
    diary.commit("begun")
    diary.put("jo", TINY)
    assert len(diary.told()) == 1


def test_links_that_follow_a_rename_are_not_told(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.put("jo", TINY + "- 2026-10-02 lunch with [[bill]]\n")
    diary.commit("begun")
    diary.git("mv", "contacts/bill.md", "contacts/will.md")
    diary.put("jo", TINY + "- 2026-10-02 lunch with [[will]]\n")
    diary.commit("renamed")
    assert diary.told()[0] == "renamed: Bill: renamed: bill → will"


def test_one_goes_and_another_comes_is_no_rename(diary: Diary) -> None:
    diary.put("jo", TINY)
    diary.commit("begun")
    diary.git("rm", "--quiet", "contacts/jo.md")
    diary.put("al", TINY.replace("Jo", "Al"))
    diary.commit("changed")
    assert diary.told()[0] == "changed: Al: new here; Jo: no longer in the book"
    assert diary.told_of("al") == ["changed: Al: new here"]


def test_a_book_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    diary = Diary(tmp_path, "my people")
    diary.put("bill", BILL)
    (tmp_path / "other.md").write_text("not a person")
    diary.commit("begun")
    diary.git("mv", "my people/contacts/bill.md", "my people/contacts/will.md")
    diary.commit("renamed")
    (tmp_path / "other.md").write_text("still not a person")
    diary.commit("elsewhere")
    assert diary.told() == [
        "renamed: Bill: renamed: bill → will",
        "begun: Bill: new here; Bill: 2026-10-02 call: hello",
    ]
    assert len(diary.told_of("will")) == 2


def test_a_merge_tells_nothing_of_its_own_but_what_it_decided(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.git("switch", "--quiet", "--create", "side")
    diary.put("bill", BILL.replace("Harbor", "Side") + "- 2026-10-03 note: of the side\n")
    diary.commit("side")
    diary.git("switch", "--quiet", "main")
    diary.put("bill", BILL.replace("Harbor", "Main") + "- 2026-10-03 call: of the main\n")
    diary.commit("main")
    git(diary.root, "merge", "side", check=False)
    both = "- 2026-10-03 call: of the main\n- 2026-10-03 note: of the side\n"
    diary.put("bill", BILL.replace("Harbor", "Settled") + both)
    diary.commit("merged")
    assert sorted(diary.told()) == [
        "begun: Bill: new here; Bill: 2026-10-02 call: hello",
        "main: Bill: 2026-10-03 call: of the main; Bill: org: Harbor → Main",
        "merged: Bill: org: Main → Settled",
        "side: Bill: 2026-10-03 note: of the side; Bill: org: Harbor → Side",
    ]


def test_a_merge_that_only_brings_two_sides_together_is_not_told(diary: Diary) -> None:
    diary.put("bill", BILL + "\n\n")
    diary.commit("begun")
    diary.git("switch", "--quiet", "--create", "side")
    diary.put("bill", BILL.replace("Harbor", "Side"))
    diary.commit("side")
    diary.git("switch", "--quiet", "main")
    diary.put("bill", BILL.replace("name: Bill", "name: Bill\ntitle: Owner"))
    diary.commit("main")
    git(diary.root, "merge", "side", check=False)
    diary.put("bill", BILL.replace("Harbor", "Side").replace("name: Bill", "name: Bill\ntitle: Owner"))
    diary.commit("merged")
    assert sorted(one.split(":")[0] for one in diary.told()) == ["begun", "main", "side"]
    assert len(diary.told_of("bill")) == 3


def test_of_an_import_of_many_the_first_are_read(diary: Diary) -> None:
    for n in range(60):
        diary.put(f"p{n}", TINY.replace("Jo", f"P {n}"))
    diary.commit("imported")
    found = history(diary.repository, Config(), Wish())[0]
    assert (len(found.people), found.more) == (50, 10)


def test_what_was_by_hand_in_a_commit_of_karmas_is_told_apart(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.add("bill", "2026-10-03 note: by hand")
    blob = diary.git("hash-object", "-w", "contacts/bill.md")
    diary.add("bill", "2026-10-04 call: by karma")
    diary.commit(f"call: Bill\n\nKarma-Op: log\nKarma-Contact: bill\nKarma-Before: {blob} contacts/bill.md")
    found = history(diary.repository, Config(), Wish())[0]
    told = found.people[0]
    assert (found.op, found.subject) == ("log", "call: Bill")
    assert [says(one) for one in told.changes] == ["2026-10-04 call: by karma"]
    assert [says(one) for one in told.by_hand] == ["2026-10-03 note: by hand"]


def test_a_commit_by_somebody_else_and_since_a_day(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    diary.put("bill", BILL)
    for day, author in (("2026-11-01", "Nora"), ("2026-11-10", "Ana"), ("2026-11-20", "Nora")):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", author)
            monkeypatch.setenv(f"GIT_{who}_DATE", f"{day}T23:30:00-08:00")
        diary.add("bill", f"{day} tried")
        diary.commit(day)
    days = [one.split(":")[0] for one in diary.told(Wish(since=date(2026, 11, 10)))]
    assert days == ["2026-11-20", "2026-11-10"]
    assert [one.split(":")[0] for one in diary.told(Wish(by="ana"))] == ["2026-11-10"]
    assert [one.split(":")[0] for one in diary.told_of("bill", Wish(by="NORA", most=1))] == ["2026-11-20"]
    found = history(diary.repository, Config(), Wish(most=1))[0]
    assert found.at is not None
    assert found.at.isoformat() == "2026-11-20T23:30:00-08:00"


def test_merges_that_tell_nothing_do_not_shorten_the_list(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    for n in range(3):
        diary.commit(f"nothing {n}")
        diary.add("bill", f"2026-10-0{n + 3} tried")
        diary.commit(f"something {n}")
    assert len(diary.told(Wish(most=4))) == 4


def test_a_merge_of_what_two_computers_did_to_different_people_is_not_told(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.put("jo", TINY)
    diary.commit("begun")
    for branch, stem in (("one", "bill"), ("two", "jo")):
        diary.git("switch", "--quiet", "--create", branch, "main")
        diary.add(stem, "2026-10-03 tried")
        diary.commit(branch)
    diary.git("switch", "--quiet", "main")
    diary.put("al", TINY.replace("Jo", "Al"))
    diary.commit("main")
    diary.git("merge", "--quiet", "--message", "octopus", "one", "two")
    assert sorted(one.split(":")[0] for one in diary.told()) == ["begun", "main", "one", "two"]


def test_what_was_by_hand_stays_that_when_the_commit_is_put_on_top_of_others(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.put("bill", BILL.replace("Harbor", "Okafor"))
    blob = diary.git("hash-object", "-w", "contacts/bill.md")
    diary.put("bill", BILL.replace("name: Bill", "name: Bill\ntitle: Owner"))
    diary.commit("from another computer")
    diary.put("bill", BILL.replace("name: Bill\norg: Harbor", "name: Bill\ntitle: Owner\norg: Okafor"))
    diary.add("bill", "2026-10-04 call: by karma")
    diary.commit(f"call: Bill\n\nKarma-Op: log\nKarma-Contact: bill\nKarma-Before: {blob} contacts/bill.md")
    told = history(diary.repository, Config(), Wish())[0].people[0]
    assert [says(one) for one in told.changes] == ["2026-10-04 call: by karma"]
    assert [says(one) for one in told.by_hand] == ["org: Harbor → Okafor"]


def test_in_a_shallow_clone_nobody_is_new_for_being_at_its_end(diary: Diary, tmp_path: Path) -> None:
    diary.put("bill", BILL)
    diary.put("jo", TINY)
    diary.commit("begun")
    for day in ("2026-10-03", "2026-10-04"):
        diary.add("bill", f"{day} tried")
        diary.commit(day)
    diary.git("clone", "--quiet", "--depth=2", diary.root.as_uri(), str(tmp_path / "copy"))
    copy = door.find(tmp_path / "copy")
    assert copy is not None
    assert in_words(history(copy, Config(), Wish())) == ["2026-10-04: Bill: 2026-10-04 tried", "2026-10-03: "]
