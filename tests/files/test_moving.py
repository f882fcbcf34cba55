"""Moving files: all or none at every step, the mode kept, and what karma watches followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from karma.core.config import Config
from karma.core.logline import LogLine
from karma.files import atomic
from karma.files.edit import AddLog
from karma.files.moving.archive import into_archive, out_of_archive
from karma.files.recover import missing, saved_over
from karma.files.refusals import WriteRefused
from karma.files.whole import Replacement
from karma.files.write import Writer
from tests.core.build import day

BILL, NEW, ANN = "contacts/bill.md", "contacts/will.md", "contacts/ann.md"
OLD = "---\nname: Bill\n---\n\n## Log\n\n- 2026-10-01 call\n"
LINKS = "---\nname: Ann\n---\n\n## Log\n\n- 2026-10-01 lunch with [[bill]]\n"
MOVE = (
    Replacement(NEW, None, OLD, like=BILL),
    Replacement(BILL, OLD, None),
    Replacement(ANN, LINKS, LINKS.replace("bill", "will")),
)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    (tmp_path / "contacts").mkdir()
    (tmp_path / BILL).write_text(OLD, "utf-8")
    (tmp_path / BILL).chmod(0o600)
    (tmp_path / ANN).write_text(LINKS, "utf-8")
    return Writer(tmp_path, Config(), sleep=lambda _: None)


def people(writer: Writer) -> dict[str, tuple[str, int]]:
    """Every file in contacts/ with its text and mode."""
    return {
        path.name: (path.read_text("utf-8"), path.stat().st_mode & 0o777)
        for path in sorted((writer.root / "contacts").iterdir())
    }


def test_a_move_makes_removes_and_changes_in_one_step(writer: Writer) -> None:
    before = people(writer)
    done = writer.replace(MOVE)
    assert [(one.path, one.before is None, one.after is None) for one in done] == [
        (NEW, True, False),
        (BILL, False, True),
        (ANN, False, False),
    ]
    assert people(writer) == {
        "ann.md": (LINKS.replace("bill", "will"), before["ann.md"][1]),
        "will.md": (OLD, 0o600),
    }


@pytest.mark.parametrize("call", ["stage", "place_new", "place", "set_aside", "look_like", "sync_folder"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_on_the_way_all_is_as_it_was(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, call: str, failure: BaseException
) -> None:
    before = people(writer)

    def fails(*_: object) -> None:
        monkeypatch.undo()
        raise failure

    monkeypatch.setattr(atomic, call, fails)
    with pytest.raises((WriteRefused, KeyboardInterrupt)):
        writer.replace(MOVE)
    assert people(writer) == before


def test_what_changed_in_the_same_moment_stops_it(writer: Writer) -> None:
    (writer.root / ANN).write_text(LINKS + "- 2026-10-02 call\n", "utf-8")
    before = people(writer)
    with pytest.raises(WriteRefused, match="the file has changed in the meantime"):
        writer.replace(MOVE)
    assert people(writer) == before


def test_a_stem_that_somebody_has_is_not_taken(writer: Writer) -> None:
    with pytest.raises(WriteRefused, match=r"there is already a ann\.md"):
        writer.replace([Replacement("contacts/x/ANN.md", None, OLD, like=BILL), Replacement(BILL, OLD, None)])


def test_a_link_to_another_file_is_not_moved(writer: Writer) -> None:
    (writer.root / "people").mkdir()
    (writer.root / BILL).rename(writer.root / "people/bill.md")
    (writer.root / BILL).symlink_to("../people/bill.md")
    with pytest.raises(WriteRefused, match="this is a link to another file"):
        writer.replace(MOVE)
    assert (writer.root / BILL).read_text("utf-8") == OLD


def test_what_karma_wrote_is_watched_where_it_went(writer: Writer) -> None:
    writer.change([(BILL, [AddLog(LogLine(day("2026-11-01"), "call"))])])
    text = (writer.root / BILL).read_text("utf-8")
    writer.replace([Replacement(NEW, None, text, like=BILL), Replacement(BILL, text, None)])
    assert saved_over(writer.root) == ()
    (writer.root / NEW).write_text(OLD, "utf-8")
    assert [(one.path, one.line) for one in missing(writer.root)] == [(NEW, "- 2026-11-01 call")]


def test_a_line_of_two_files_that_became_one_is_wanted_once(writer: Writer) -> None:
    call = AddLog(LogLine(day("2026-11-01"), "call"))
    writer.change([(BILL, [call]), (ANN, [call])])
    bill, ann = ((writer.root / path).read_text("utf-8") for path in (BILL, ANN))
    joined = ann.replace("## Log", "Friend of the harbour.\n\n## Log")
    writer.replace([Replacement(BILL, bill, None, heir=ANN), Replacement(ANN, ann, joined)])
    assert saved_over(writer.root) == ()


def test_who_was_removed_without_an_heir_is_wanted_no_more(writer: Writer) -> None:
    writer.change([(BILL, [AddLog(LogLine(day("2026-11-01"), "call"))])])
    text = (writer.root / BILL).read_text("utf-8")
    writer.replace([Replacement(BILL, text, None)])
    assert saved_over(writer.root) == ()


def test_a_line_that_never_got_into_the_file_is_still_wanted_after_a_move(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "stage", full)
    with pytest.raises(WriteRefused):
        writer.change([(BILL, [AddLog(LogLine(day("2026-11-01"), "call"))])])
    monkeypatch.undo()
    writer.replace(MOVE)
    assert [(one.path, one.line, one.written) for one in missing(writer.root)] == [
        (NEW, "- 2026-11-01 call", False)
    ]


def test_nothing_of_the_move_stays_behind(writer: Writer) -> None:
    writer.replace(MOVE)
    assert sorted(people(writer)) == ["ann.md", "will.md"]


@pytest.mark.parametrize(
    ("path", "archived"),
    [
        ("contacts/bill.md", "contacts/archive/bill.md"),
        ("contacts/portland/bill.md", "contacts/archive/portland/bill.md"),
    ],
)
def test_the_archive_keeps_the_folders_of_the_user(path: str, archived: str) -> None:
    assert into_archive(path) == archived
    assert out_of_archive(archived) == path


def test_whoever_rests_in_a_folder_of_their_own_comes_back_into_it() -> None:
    assert out_of_archive("contacts/portland/archive/bill.md") == "contacts/portland/bill.md"


@pytest.fixture
def one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes Bill.md and bill.md for one file, as those of Macs and Windows do."""
    place_new, exists, samefile = atomic.place_new, Path.exists, Path.samefile

    def place(temporary: Path, target: Path) -> None:
        if exists(target.with_name("Bill.md")):
            raise FileExistsError(target)
        place_new(temporary, target)

    def same(path: Path, other: Path) -> bool:
        return path.name.casefold() == other.name.casefold() or samefile(path, other)

    monkeypatch.setattr(atomic, "place_new", place)
    monkeypatch.setattr(Path, "samefile", same)


CAPITALS = (
    Replacement("contacts/bill.md", None, OLD.replace("Bill", "Will"), like="contacts/Bill.md"),
    Replacement("contacts/Bill.md", OLD, None),
)


@pytest.mark.usefixtures("one_name")
def test_only_the_capitals_change_where_a_disk_does_not_see_them(writer: Writer) -> None:
    (writer.root / BILL).rename(writer.root / "contacts/Bill.md")
    writer.replace(CAPITALS)
    assert sorted(people(writer)) == ["ann.md", "bill.md"]
    assert people(writer)["bill.md"] == (OLD.replace("Bill", "Will"), 0o600)


@pytest.mark.usefixtures("one_name")
@pytest.mark.parametrize("call", ["place", "sync_folder"])
def test_and_they_come_back_when_that_fails(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    (writer.root / BILL).rename(writer.root / "contacts/Bill.md")
    real, calls = getattr(atomic, call), []

    def fails_once(*args: object) -> None:
        calls.append(args)
        if len(calls) == 1:
            raise OSError(5, "Input/output error")
        real(*args)

    monkeypatch.setattr(atomic, call, fails_once)
    before = people(writer)
    with pytest.raises(WriteRefused, match="Input/output error"):
        writer.replace(CAPITALS)
    assert people(writer) == before
