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
    assert [record.line for record in journal.records(root)] == [CALL.entry, SEND.entry]
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


def test_a_line_that_karma_no_longer_understands_is_not_put_back(root: Path) -> None:
    (root / ".karma").mkdir()
    journal.begin(root, [(BILL, "- 2026-11-22 juggled: with torches")])
    [lost] = missing(root)
    with pytest.raises(WriteRefused, match="no longer understands"):
        put_back(Writer(root, Config()), lost)
