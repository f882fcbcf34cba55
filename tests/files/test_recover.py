"""What karma wrote is remembered until it is surely there (faults.md C05, C06)."""

from __future__ import annotations

import errno
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.logline import LogLine
from karma.core.promise import Promise
from karma.files import journal, recover
from karma.files.edit import AddLog, AddPromise, ClosePromise, Edit
from karma.files.recover import missing, put_back
from karma.files.refusals import WriteRefused
from karma.files.whole import Rewrite
from karma.files.write import Writer

if TYPE_CHECKING:
    from pathlib import Path

BILL = "contacts/bill.md"
OLD = "---\nname: Bill\n---\n\n## Log\n\n- 2026-07-02 note\n"
CALL = AddLog(LogLine(date(2026, 11, 22), "call", "back on Friday"))
SEND = AddPromise(Promise("send it"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    (tmp_path / BILL).write_text(OLD)
    return tmp_path


def change(root: Path, *edits: Edit) -> None:
    Writer(root, Config()).change([(BILL, edits)])


def test_nothing_is_missing_after_a_write(root: Path) -> None:
    change(root, CALL, SEND)
    assert missing(root) == ()


def test_an_editor_that_saves_its_old_text_is_noticed_and_the_entries_can_be_put_back(root: Path) -> None:
    change(root, CALL, SEND)
    saved = (root / BILL).read_text()
    (root / BILL).write_text(OLD)
    lost = missing(root)
    assert [(entry.path, entry.line, entry.written) for entry in lost] == [
        (BILL, "- 2026-11-22 call: back on Friday", True),
        (BILL, "- [ ] send it", True),
    ]
    for entry in lost:
        put_back(Writer(root, Config()), entry)
    assert (root / BILL).read_text() == saved
    assert missing(root) == ()


def test_the_same_entry_twice_is_wanted_twice(root: Path) -> None:
    change(root, CALL)
    once = (root / BILL).read_text()
    change(root, CALL)
    assert missing(root) == ()
    (root / BILL).write_text(once)
    assert len(missing(root)) == 1


def test_what_the_user_does_not_want_back_is_not_asked_for_again(root: Path) -> None:
    change(root, CALL)
    (root / BILL).write_text(OLD)
    recover.forget(root, missing(root))
    assert missing(root) == ()


@pytest.mark.parametrize(
    "corrected",
    [
        "- 2026-11-22 call: back on Saturday",
        "* 2026-11-22 12:30 Call: off to the sea",
        "- 2026-11-22 call",
    ],
)
def test_a_line_corrected_by_hand_is_not_missing(root: Path, corrected: str) -> None:
    change(root, CALL)
    text = (root / BILL).read_text()
    (root / BILL).write_text(text.replace(CALL.entries[0], corrected))
    assert missing(root) == ()


@pytest.mark.parametrize(
    "other",
    ["- 2026-11-21 call: back on Friday", "- 2026-11-22 email: back on Friday", "Something 2026-11-22 call"],
)
def test_another_day_or_verb_is_another_line(root: Path, other: str) -> None:
    change(root, CALL)
    (root / BILL).write_text(OLD + other + "\n")
    assert len(missing(root)) == 1


def test_a_promise_put_in_similar_words_is_not_missing(root: Path) -> None:
    change(root, AddPromise(Promise("send teh inventory list")), AddPromise(Promise("book a table")))
    text = (root / BILL).read_text().replace("send teh inventory list", "2026-12 send the inventory list")
    (root / BILL).write_text(text.replace("book a table", "write to her sister"))
    assert [entry.line for entry in missing(root)] == ["- [ ] book a table"]


def test_one_corrected_line_stands_for_one_lost_line_only(root: Path) -> None:
    change(root, CALL, AddLog(LogLine(date(2026, 11, 22), "call", "and again")))
    (root / BILL).write_text(OLD + "- 2026-11-22 call: once more\n")
    assert len(missing(root)) == 1


def test_a_line_that_karma_wrote_as_well_is_no_correction_of_another(root: Path) -> None:
    again = AddLog(LogLine(date(2026, 11, 22), "call", "and again"))
    change(root, CALL)
    change(root, again)
    (root / BILL).write_text(OLD + again.entries[0] + "\n")
    assert [entry.line for entry in missing(root)] == list(CALL.entries)


def test_a_file_that_is_gone_is_one_problem_however_many_lines_it_had(root: Path) -> None:
    change(root, CALL, SEND)
    (root / BILL).unlink()
    [problem] = recover.saved_over(root)
    assert (problem.path, problem.code) == (BILL, "file-gone")
    assert "with 2 lines" in problem.message
    recover.forget(root, missing(root))
    assert recover.saved_over(root) == ()


def test_lines_of_a_file_that_is_gone_have_no_place_to_be_put_back(root: Path) -> None:
    change(root, CALL)
    (root / BILL).unlink()
    [lost] = missing(root)
    with pytest.raises(WriteRefused, match="the file for these lines is gone"):
        put_back(Writer(root, Config()), lost)
    assert len(missing(root)) == 1


def test_what_karma_rewrites_after_the_file_moved_is_not_missing(root: Path) -> None:
    change(root, CALL)
    (root / "contacts/archive").mkdir()
    moved = root / "contacts/archive/bill.md"
    (root / BILL).rename(moved)
    old = moved.read_text()
    new = old.replace("back on Friday", "BACK ON FRIDAY").replace("2026-11-22", "2026-11-20")
    Writer(root, Config()).rewrite([("contacts/archive/bill.md", Rewrite(old, new, lambda *_: True))])
    assert missing(root) == ()


def test_lines_from_before_and_after_a_move_are_each_wanted(root: Path) -> None:
    change(root, CALL)
    (root / "contacts/archive").mkdir()
    moved = root / "contacts/archive/bill.md"
    (root / BILL).rename(moved)
    once = moved.read_text()
    Writer(root, Config()).change([("contacts/archive/bill.md", [CALL])])
    moved.write_text(once)
    assert len(missing(root)) == 1


def test_a_ticked_promise_is_not_missing(root: Path) -> None:
    change(root, SEND)
    ticked = (root / BILL).read_text().replace("- [ ] send it", "* [x] send it ✅ 2026-12-01")
    (root / BILL).write_text(ticked)
    assert missing(root) == ()


def test_what_karma_itself_takes_out_is_not_missing(root: Path) -> None:
    writer = Writer(root, Config())
    writer.undo(writer.change([(BILL, [CALL])]))
    change(root, SEND)
    change(root, ClosePromise(Promise("send it"), "kept", date(2026, 12, 1)))
    assert missing(root) == ()
    assert journal.records(root) == ()


def test_a_file_that_moved_is_found_by_its_stem(root: Path) -> None:
    change(root, CALL)
    (root / "contacts/archive").mkdir()
    (root / BILL).rename(root / "contacts/archive/Bill.md")
    assert missing(root) == ()


def test_a_file_that_is_gone_is_missing_with_its_entries(root: Path) -> None:
    change(root, CALL)
    (root / BILL).unlink()
    [lost] = missing(root)
    assert lost.gone


def test_a_file_that_cannot_be_read_just_now_is_not_missing(root: Path) -> None:
    change(root, CALL)
    (root / BILL).write_bytes(b"\xff\xfe")
    assert missing(root) == ()


def fail_staging(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("karma.files.put.atomic.stage", full)


def test_an_entry_that_a_full_disk_kept_out_is_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_staging(patch)
        with pytest.raises(WriteRefused, match="No space left") as refused:
            change(root, CALL)
    assert refused.value.unsaved == ("- 2026-11-22 call: back on Friday",)
    [lost] = missing(root)
    assert not lost.written


def test_an_entry_that_never_got_there_can_be_put_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        fail_staging(patch)
        with pytest.raises(WriteRefused):
            change(root, SEND)
    [lost] = missing(root)
    put_back(Writer(root, Config()), lost)
    assert "- [ ] send it\n" in (root / BILL).read_text()
    assert missing(root) == ()


def test_an_entry_that_was_then_written_after_all_counts_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_staging(patch)
        with pytest.raises(WriteRefused):
            change(root, CALL)
    change(root, CALL)
    assert missing(root) == ()


def test_what_the_user_interrupted_is_not_wanted_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("karma.files.put.atomic.place", interrupt)
        with pytest.raises(KeyboardInterrupt):
            change(root, CALL)
    assert (root / BILL).read_text() == OLD
    assert [path.name for path in (root / "contacts").iterdir()] == ["bill.md"]
    assert missing(root) == ()


def test_a_record_that_a_crash_cut_short_spoils_no_other(root: Path) -> None:
    change(root, CALL)
    with (root / ".karma/journal.jsonl").open("a") as file:
        file.write('{"id": "12", "path": "contacts/bi')
    change(root, SEND)
    assert [record.line for record in journal.records(root)] == [*CALL.entries, *SEND.entries]
    assert all(record.done for record in journal.records(root))


def test_the_journal_is_shortened_and_keeps_the_newest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_LONG", 2_000)
    monkeypatch.setattr(journal, "KEPT", 5)
    (root / ".karma").mkdir()
    for number in range(40):
        journal.finish(root, journal.begin(root, [(BILL, f"- 2026-11-22 note: {number}")]))
    kept = journal.records(root)
    assert [record.line for record in kept][-3:] == [f"- 2026-11-22 note: {n}" for n in (37, 38, 39)]
    assert 5 <= len(kept) < 25
    assert all(record.done for record in kept)


def test_what_never_got_into_its_file_stays_in_the_journal_however_old(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_LONG", 2_000)
    monkeypatch.setattr(journal, "KEPT", 5)
    (root / ".karma").mkdir()
    journal.begin(root, [(BILL, "- 2026-11-22 call: the disk was full")])
    for number in range(40):
        journal.finish(root, journal.begin(root, [(BILL, f"- 2026-11-22 note: {number}")]))
    assert journal.records(root)[0].line == "- 2026-11-22 call: the disk was full"
    assert (root / ".karma/journal.jsonl").stat().st_size < 5_000


def test_a_line_that_karma_no_longer_understands_is_not_put_back(root: Path) -> None:
    (root / ".karma").mkdir()
    journal.begin(root, [(BILL, "- 2026-11-22 juggled: with torches")])
    [lost] = missing(root)
    with pytest.raises(WriteRefused, match="no longer understands"):
        put_back(Writer(root, Config()), lost)
