"""Whatever stands in a repository, its history is told and nothing of it runs."""

from __future__ import annotations

import os
import sys

import pytest

from karma.core.config import Config
from karma.files.history.book import Wish, history
from tests.files.history.diary import BILL, Diary


def test_a_filter_that_the_repository_brings_does_not_run(diary: Diary) -> None:
    diary.put("bill", BILL)
    diary.commit("begun")
    (diary.root / ".gitattributes").write_text("*.md filter=evil\n")
    diary.git("config", "filter.evil.clean", "touch ran; cat")
    diary.add("bill", "2026-10-03 note: a card")
    diary.told()
    diary.told_of("bill")
    assert not (diary.root / "ran").exists()


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


def test_rubbish_that_goes_is_no_longer_in_the_book(diary: Diary) -> None:
    diary.put("bill", BILL)
    (diary.root / "contacts/junk.md").write_bytes(b"\0\xff" * 500)
    diary.commit("begun")
    diary.git("rm", "--quiet", "contacts/junk.md")
    diary.commit("gone")
    assert diary.told()[0] == "gone: Junk: no longer in the book"


@pytest.mark.parametrize("alias", [r"a\0b", r"\ud800", "..", ":(top)", "*", "-n", "x" * 200_000, ""])
def test_other_names_that_are_no_names_of_files_are_no_obstacle(diary: Diary, alias: str) -> None:
    diary.put("jo", f'---\nname: Jo\naliases:\n  - "{alias}"\n---\n')
    diary.commit("begun")
    assert diary.told_of("jo") == ["begun: Jo: new here"]
