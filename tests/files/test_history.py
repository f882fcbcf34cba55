"""The history of the book and of one person, read from a real repository."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.history.words import says
from karma.files import git as door
from karma.files.history import Wish, history
from karma.files.history_person import history_of, known_before
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karma.core.history.revision import Revision
    from karma.files.git import Repository

BILL = "---\nname: Bill\norg: Harbor\n---\n\n## Log\n\n- 2026-10-02 call: hello\n"
TINY = "---\nname: Jo\n---\n\n## Log\n"


class Diary:
    """A book in a repository, written as a user would write it."""

    def __init__(self, root: Path, folder: str = "") -> None:
        self.top, self.root = root, root / folder
        self.root.mkdir(exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *args: str) -> str:
        return git(self.top, *args)

    def put(self, stem: str, text: str) -> None:
        path = self.root / "contacts" / f"{stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add(self, stem: str, line: str) -> None:
        with (self.root / "contacts" / f"{stem}.md").open("a") as file:
            file.write(f"- {line}\n")

    def commit(self, subject: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        return self.git("rev-parse", "HEAD")

    @property
    def repository(self) -> Repository:
        found = door.find(self.root)
        assert found
        return found

    def told(self, wish: Wish | None = None) -> list[str]:
        return in_words(history(self.repository, Config(), wish or Wish()))

    def told_of(self, stem: str, wish: Wish | None = None) -> list[str]:
        return in_words(history_of(self.repository, Config(), f"contacts/{stem}.md", wish or Wish()))


def in_words(found: Sequence[Revision]) -> list[str]:
    return [
        f"{one.subject or 'now'}: "
        + "; ".join(f"{told.name}: {says(change)}" for told in one.people for change in told.changes)
        for one in found
    ]


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path)


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


def test_a_filter_that_the_repository_brings_does_not_run(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / ".gitattributes").write_text("*.md filter=evil\n")
    diary.git("config", "filter.evil.clean", "touch ran; cat")
    diary.add("bill", "2026-10-03 note: a card")
    diary.told()
    diary.told_of("bill")
    assert not (diary.root / "ran").exists()


def test_what_is_ignored_is_not_waiting_to_be_committed(diary: Diary) -> None:
    diary.put("bill", BILL)
    (diary.root / ".gitignore").write_text("contacts/jo.md\n")
    diary.commit("begun")
    diary.put("jo", TINY)
    assert len(diary.told()) == 1


def test_a_five_line_file_is_followed_through_a_rename(diary: Diary) -> None:
    diary.put("jo", TINY)
    diary.commit("begun")
    diary.git("mv", "contacts/jo.md", "contacts/johanna-park.md")
    diary.put("johanna-park", "---\nname: Johanna Park\naliases:\n  - jo\n---\n\n## Log\n")
    diary.commit("renamed")
    renamed = "renamed: Johanna Park: renamed: jo → johanna-park; Johanna Park: name: Jo → Johanna Park"
    assert diary.told_of("johanna-park") == [renamed, "begun: Jo: new here"]
    assert diary.told()[0] == renamed


def test_a_rename_by_hand_is_followed_though_nothing_is_left_of_the_name(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.git("mv", "contacts/bill.md", "contacts/will.md")
    diary.commit("renamed")
    diary.add("will", "2026-10-03 note: a card")
    diary.commit("more")
    assert [one.split(":")[0] for one in diary.told_of("will")] == ["more", "renamed", "begun"]


def test_a_rename_that_is_not_committed_yet_is_followed(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / "contacts/bill.md").rename(diary.root / "contacts/will.md")
    assert diary.told_of("will") == [
        "now: Bill: renamed: bill → will",
        "begun: Bill: new here; Bill: 2026-10-02 call: hello",
    ]


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


def test_who_gets_a_stem_that_somebody_left_is_not_mixed_up_with_them(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.git("mv", "contacts/bill.md", "contacts/will.md")
    diary.commit("renamed")
    diary.put("bill", TINY.replace("Jo", "Another Bill"))
    diary.commit("another")
    assert [one.split(":")[0] for one in diary.told_of("will")] == ["renamed", "begun"]
    diary.git("rm", "--quiet", "contacts/bill.md")
    diary.commit("gone")
    assert [one.split(":")[0] for one in diary.told_of("will")] == ["renamed", "begun"]


def test_the_archive_and_back(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / "contacts/archive").mkdir()
    diary.git("mv", "contacts/bill.md", "contacts/archive/bill.md")
    diary.commit("rest")
    assert diary.told_of("archive/bill")[0] == "rest: Bill: archived"
    assert len(diary.told_of("archive/bill")) == 2


def test_two_files_put_together_tell_both_stories(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.put("billy", TINY.replace("Jo", "Billy") + "- 2026-10-01 tried\n")
    diary.commit("begun")
    diary.git("rm", "--quiet", "contacts/billy.md")
    diary.put("bill", BILL.replace("org:", "aliases:\n  - billy\norg:") + "- 2026-10-01 tried\n")
    diary.commit("one person")
    assert diary.told()[0] == "one person: Bill: put together with billy"
    assert "Billy: new here" in diary.told_of("bill")[1]


def test_somebody_no_longer_in_the_book_is_known_by_their_file(diary: Diary) -> None:
    diary.put("jo", TINY)
    diary.commit("begun")
    diary.git("rm", "--quiet", "contacts/jo.md")
    diary.commit("gone")
    known = known_before(diary.repository, Config(), "Jo")
    assert known is not None
    assert (known.path, known.in_book) == ("contacts/jo.md", False)
    assert diary.told_of("jo") == ["gone: Jo: no longer in the book", "begun: Jo: new here"]
    assert known_before(diary.repository, Config(), "nobody") is None


def test_an_old_stem_leads_to_the_file_of_today(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    for old, new in (("bill", "will"), ("will", "william")):
        diary.git("mv", f"contacts/{old}.md", f"contacts/{new}.md")
        diary.commit(new)
    known = known_before(diary.repository, Config(), "bill")
    assert known is not None
    assert (known.path, known.in_book) == ("contacts/william.md", True)


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


def test_a_line_added_under_the_old_name_on_another_computer_is_told(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.git("switch", "--quiet", "--create", "side")
    diary.add("bill", "2026-10-03 note: of the side")
    diary.commit("side")
    diary.git("switch", "--quiet", "main")
    diary.git("mv", "contacts/bill.md", "contacts/will.md")
    diary.commit("renamed")
    diary.git("merge", "--quiet", "--no-edit", "side")
    assert sorted(one.split(":")[0] for one in diary.told_of("will")) == ["begun", "renamed", "side"]


@pytest.mark.parametrize(
    "broken",
    [b"", b"\0\0\0\0", b"\xff\xfe\xfa", b"x" * 1_000_001, b"\n".join([b"---", b"name: Bill", b"- ["])],
    ids=["empty", "zeros", "no UTF-8", "too large", "open"],
)
def test_broken_versions_are_no_obstacle(diary: Diary, broken: bytes) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / "contacts/bill.md").write_bytes(broken)
    assert diary.told()[0].startswith("now: Bill: ")
    diary.commit("broken")
    diary.put("bill", BILL)
    diary.commit("mended")
    assert [one.split(":")[0] for one in diary.told()] == ["mended", "broken", "begun"]
    assert len(diary.told_of("bill")) == 3


def test_conflict_markers_in_an_old_version_are_read_around(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.put("bill", BILL.replace("org: Harbor", "<<<<<<< a\norg: One\n=======\norg: Two\n>>>>>>> b"))
    diary.commit("oops")
    assert diary.told()[0] == "oops: Bill: org: Harbor → One"


def test_subjects_and_names_that_are_no_text_are_shown_all_the_same(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.git("add", "--all")
    diary.git(
        "-c",
        "i18n.commitEncoding=UTF-8",
        "-c",
        "user.name=Eve\x1b[2J.",
        "commit",
        "--quiet",
        "-m",
        "a\x01:b 👋",
    )
    found = history(diary.repository, Config(), Wish())
    assert (found[0].subject, found[0].author) == ("a\x01:b 👋", "Eve\x1b[2J")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold no such name")
def test_a_file_whose_name_is_no_text_is_told_all_the_same(diary: Diary) -> None:
    diary.put("bill", BILL)
    path = os.fsencode(diary.root / "contacts") + b"/caf\xe9.md"
    with open(path, "w") as file:  # noqa: PTH123
        file.write("---\nname: Eva\n---\n")
    diary.commit("begun")
    assert diary.told()[0].startswith("begun: Bill: new here")
    assert diary.told()[0].endswith("Eva: new here")


def test_links_and_folders_in_the_place_of_a_file_are_nobody(diary: Diary) -> None:
    diary.put("bill", BILL)
    (diary.root / "contacts/link.md").symlink_to("bill.md")
    diary.commit("begun")
    assert diary.told() == ["begun: Bill: new here; Bill: 2026-10-02 call: hello"]


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
