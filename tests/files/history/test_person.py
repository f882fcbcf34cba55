"""The history of one person, through every name that their file has had."""

from __future__ import annotations

from karma.core.config import Config
from karma.files.history.person import known_before
from tests.files.history.diary import BILL, TINY, Diary


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


def test_who_got_a_stem_that_somebody_left_has_nothing_of_theirs(diary: Diary) -> None:
    diary.put("william", BILL)
    diary.commit("begun")
    for old, new in (("william", "bill"), ("bill", "will")):
        diary.git("mv", f"contacts/{old}.md", f"contacts/{new}.md")
        diary.commit(new)
    diary.put("bill", TINY.replace("Jo", "Another Bill"))
    assert diary.told_of("bill") == ["now: Another Bill: new here"]
    diary.commit("another")
    assert diary.told_of("bill") == ["another: Another Bill: new here"]
    assert [one.split(":")[0] for one in diary.told_of("will")] == ["will", "bill", "begun"]


def test_who_left_a_stem_and_came_back_keeps_all_of_it(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    for old, new in (("bill", "will"), ("will", "bill")):
        diary.git("mv", f"contacts/{old}.md", f"contacts/{new}.md")
        diary.commit(new)
    assert [one.split(":")[0] for one in diary.told_of("bill")] == ["bill", "will", "begun"]


def test_who_was_removed_and_put_back_keeps_what_came_before(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    diary.git("rm", "--quiet", "contacts/bill.md")
    diary.commit("gone")
    diary.put("bill", BILL)
    diary.commit("back")
    assert [one.split(":")[0] for one in diary.told_of("bill")] == ["back", "gone", "begun"]
