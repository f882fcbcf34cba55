"""Which files are people, and what becomes of the others (faults.md P03–P11, F02–F07, L04)."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.core.check import check
from karma.core.links import fold
from karma.files import discover, read
from karma.files.book import find_root, load
from karma.files.discover import is_leftover

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book

BILL = "---\nname: Bill Okafor\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts/bill-okafor.md").write_text(BILL)
    return tmp_path


def people(book: Book) -> list[str]:
    return [contact.id for contact in book.contacts]


def codes(book: Book) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in book.problems]


def test_people_may_stand_in_folders_and_archived_ones_are_marked(root: Path) -> None:
    for folder in ("portland", "archive"):
        (root / "contacts" / folder).mkdir()
        (root / "contacts" / folder / f"{folder}-person.md").write_text(BILL)
    book = load(root)
    assert people(book) == ["archive-person", "bill-okafor", "portland-person"]
    assert [contact.archived for contact in book.contacts] == [True, False, False]


@pytest.mark.parametrize(
    "name",
    [".#bill-okafor.md", "#bill-okafor.md#", "bill-okafor.md~", ".bill-okafor.md.swp", ".bill-okafor.md.swo", "4913",
     "~$bill-okafor.md", "bill-okafor.md.orig", "bill-okafor.md.bak"],
)  # fmt: skip
def test_what_an_editor_leaves_is_nobody_and_is_reported(root: Path, name: str) -> None:
    (root / "contacts" / name).write_text(BILL)
    book = load(root)
    assert is_leftover(name)
    assert people(book) == ["bill-okafor"]
    assert codes(book) == ([] if name == "4913" else [(f"contacts/{name}", "editor-file")])


def test_the_lock_of_emacs_which_leads_nowhere_is_nobody(root: Path) -> None:
    (root / "contacts/.#bill-okafor.md").symlink_to("ann@laptop.4711:1763800000")
    assert codes(load(root)) == [("contacts/.#bill-okafor.md", "editor-file")]


@pytest.mark.parametrize(
    "name",
    ["bill-okafor (Ann's conflicted copy 2026-01-01).md", "bill-okafor (conflicted copy 2026-01-01 120000).md",
     "bill-okafor (Case Conflict).md", "bill-okafor.sync-conflict-20260818-173636-D4LGQYW.md", "bill-okafor 2.md",
     "bill-okafor (1).md"],
)  # fmt: skip
def test_a_second_copy_of_a_sync_tool_is_no_second_person(root: Path, name: str) -> None:
    (root / "contacts" / name).write_text(BILL)
    book = load(root)
    assert people(book) == ["bill-okafor"]
    assert codes(book) == [(f"contacts/{name}", "conflict-copy")]
    assert f'`karma merge bill-okafor "contacts/{name}"`' in book.problems[0].remedy


def test_a_person_whose_name_ends_in_a_number_is_one(root: Path) -> None:
    (root / "contacts/apollo 13.md").write_text("---\nname: Apollo 13\n---\n")
    (root / "contacts/studio 2.md").write_text("---\nname: Studio 2\n---\n")
    assert people(load(root)) == ["apollo 13", "bill-okafor", "studio 2"]


@pytest.mark.parametrize("twin", ["Bill-Okafor.md", "BILL-OKAFOR.MD"])
def test_two_files_that_other_computers_take_for_one_are_reported(root: Path, twin: str) -> None:
    (root / "contacts/team").mkdir()
    (root / "contacts/team" / twin).write_text("---\nname: Another\n---\n")
    book = load(root)
    assert people(book) == ["bill-okafor"]
    assert codes(book) == [(f"contacts/team/{twin}", "duplicate-stem")]


def test_two_spellings_of_an_accent_are_one_name(root: Path) -> None:
    for name in ("jos\u00e9.md", "jose\u0301.md"):
        (root / "contacts" / name).write_text("---\nname: José\n---\n")
    book = load(root)
    assert people(book) == ["bill-okafor", "jos\u00e9"]
    assert [code for _, code in codes(book)] == ["duplicate-stem"]


def test_letters_of_every_script_are_people(root: Path) -> None:
    for name in ("李雷.md", "владимир.md", "😀.md"):
        (root / "contacts" / name).write_text("---\nname: Somebody\n---\n")
    assert codes(load(root)) == []
    assert set(people(load(root))) == {"bill-okafor", "李雷", "владимир", "😀"}


@pytest.mark.parametrize("name", ["CON.md", "nul.md", "a:b.md", "a?.md", "bill .md", "bill..md"])
def test_names_that_windows_cannot_hold_are_read_with_a_warning(root: Path, name: str) -> None:
    (root / "contacts" / name).write_text(BILL)
    [problem] = load(root).problems
    assert (problem.code, problem.severity) == ("name-odd", "warning")
    assert len(load(root).contacts) == 2


def test_a_name_like_an_option_is_read_with_a_warning(root: Path) -> None:
    (root / "contacts/--help.md").write_text(BILL)
    assert codes(load(root)) == [("contacts/--help.md", "name-odd")]
    assert len(load(root).contacts) == 2


def test_a_name_with_a_line_break_is_reported_and_left_alone(root: Path) -> None:
    (root / "contacts/a\nb.md").write_text(BILL)
    [problem] = load(root).problems
    assert (problem.code, problem.severity) == ("name-odd", "error")
    assert people(load(root)) == ["bill-okafor"]


def test_a_name_that_is_not_utf8_is_shown_escaped_and_left_alone(root: Path) -> None:
    (root / "contacts" / os.fsdecode(b"caf\xe9.md")).write_text(BILL)
    assert codes(load(root)) == [("contacts/caf\\xe9.md", "name-not-utf8")]
    assert people(load(root)) == ["bill-okafor"]


def test_links_out_of_the_book_and_in_circles_are_not_followed(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    outside.write_text("---\nname: Secret\n---\n")
    (root / "contacts/secret.md").symlink_to(outside)
    (root / "contacts/loop.md").symlink_to("loop.md")
    (root / "contacts/nowhere.md").symlink_to("missing")
    book = load(root)
    assert people(book) == ["bill-okafor"]
    assert {code for _, code in codes(book)} == {"link-outside"}


def test_a_link_inside_the_book_is_the_file_it_leads_to(root: Path) -> None:
    (root / "people").mkdir()
    (root / "people/ann.md").write_text("---\nname: Ann Lee\n---\n")
    (root / "contacts/ann-lee.md").symlink_to("../people/ann.md")
    assert people(load(root)) == ["ann-lee", "bill-okafor"]


def test_pipes_folders_and_huge_files_neither_hang_nor_hide_the_others(root: Path) -> None:
    os.mkfifo(root / "contacts/pipe.md")
    (root / "contacts/folder.md").mkdir()
    with (root / "contacts/huge.md").open("wb") as file:
        file.truncate(2 * 2**30)
    book = load(root)
    assert people(book) == ["bill-okafor"]
    assert codes(book) == [
        ("contacts/folder.md", "not-a-file"),
        ("contacts/huge.md", "too-large"),
        ("contacts/pipe.md", "not-a-file"),
    ]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [(b"", "empty-file", "empty"), (b"\0" * 4096, "empty-file", "zeros"),
     ("---\nname: Jörg\n---\n".encode("latin-1"), "not-utf8", "byte 12, line 2"),
     ("---\nname: Jörg\n---\n".encode("utf-16"), "not-utf8", "byte 1, line 1")],
)  # fmt: skip
def test_bytes_that_are_no_text_are_reported_with_their_place(
    root: Path, data: bytes, code: str, message: str
) -> None:
    (root / "contacts/jörg.md").write_bytes(data)
    [problem] = load(root).problems
    assert problem.code == code
    assert message in problem.message


def test_a_file_that_is_empty_for_a_moment_is_read_once_more(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [b"", BILL.encode()]
    monkeypatch.setattr(read, "read_bytes", lambda _: answers.pop(0))
    assert read.read_text(root / "contacts/bill-okafor.md") == BILL


def test_a_name_that_mixes_alphabets_is_pointed_out(root: Path) -> None:
    (root / "contacts/paypal.md").write_text("---\nname: p\u0430ypal\n---\n")
    (root / "contacts/ann.md").write_text("---\nname: Ann\u202eeeL\n---\n")
    found = {problem.code for problem in check(load(root), date(2026, 11, 22))}
    assert found == {"odd-name"}


def test_the_book_is_the_nearest_folder_upwards(root: Path) -> None:
    deep = root / "contacts/portland"
    deep.mkdir()
    assert find_root(str(deep)) == str(root)
    assert find_root(str(root)) == str(root)


def test_everybody_has_an_identity_and_a_fixed_place(root: Path) -> None:
    for number in range(200):
        (root / "contacts" / f"person-{number}.md").write_text(f"---\nname: Person {number}\n---\n")
    book = load(root)
    assert len({fold(contact.id) for contact in book.contacts}) == len(book.contacts) == 201
    assert people(book) == sorted(people(book))


def test_a_file_that_goes_while_karma_looks_costs_nobody_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "contacts/gone.md").write_text(BILL)

    def vanishing(file: Path, *rest: object) -> object:
        file.unlink()
        return look(file, *rest)  # type: ignore[arg-type]

    look = discover._is_person
    monkeypatch.setattr(discover, "is_plain", lambda path: "gone" not in path)
    monkeypatch.setattr(discover, "_is_person", vanishing)
    book = load(root)
    assert (people(book), codes(book)) == (["bill-okafor"], [])


def test_folders_may_be_nested_as_deep_as_the_system_allows(root: Path) -> None:
    folders = [root / "contacts"]
    for _ in range(1_000):
        folders.append(folders[-1] / "f")
        folders[-1].mkdir()
    file = folders[-1] / "ann-lee.md"
    file.write_text("---\nname: Ann Lee\n---\n")
    assert people(load(root)) == ["ann-lee", "bill-okafor"]
    file.unlink()
    for folder in reversed(folders[1:]):  # what clears up after tests cannot go as deep
        folder.rmdir()


def test_a_file_that_the_system_will_not_look_at_is_reported_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    (root / "contacts/ann-lee.md").write_text(BILL)
    monkeypatch.setattr(discover, "is_plain", lambda path: "ann" not in path)
    monkeypatch.setattr(discover, "_is_person", refused)
    book = load(root)
    assert (people(book), codes(book)) == (["bill-okafor"], [("contacts/ann-lee.md", "unreadable")])


def test_a_linked_folder_is_reported_and_never_followed(root: Path) -> None:
    (root / "contacts/loop").symlink_to(".")
    (root / "contacts/dangling").symlink_to("nowhere")
    (root / "contacts/itself").symlink_to("itself")
    book = load(root)
    assert (people(book), codes(book)) == (["bill-okafor"], [("contacts/loop", "link-folder")])


def test_bytes_that_are_no_utf8_are_placed_in_their_line(root: Path) -> None:
    (root / "contacts/bill-okafor.md").write_bytes(b"---\rname: Bill\rcity: M\xfcnchen\r---\r")
    [problem] = load(root).problems
    assert problem.place == "contacts/bill-okafor.md:3:8"
