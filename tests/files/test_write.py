"""The one writer: what it refuses and keeps, all files or none (faults.md C03–C06, P04–P09, F01, F07)."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.logline import LogLine
from karma.core.promise import Promise
from karma.files import atomic
from karma.files.compose import compose
from karma.files.edit import AddLog, AddPromise, Edit
from karma.files.field_edit import SetField
from karma.files.plan import Written
from karma.files.refusals import WriteRefused
from karma.files.whole import Rewrite
from karma.files.write import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

BILL, ANN, NEW = "contacts/bill.md", "contacts/ann.md", "contacts/eve.md"
OLD = b"---\nname: Bill\n---\n\n## Log\n\n- 2026-07-02 note\n"
CALL = AddLog(LogLine(date(2026, 11, 22), "call"))
LINE = b"- 2026-11-22 call\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    (book / "contacts").mkdir(parents=True)
    (book / BILL).write_bytes(OLD)
    (book / ANN).write_bytes(OLD.replace(b"Bill", b"Ann"))
    return book


@pytest.fixture
def writer(root: Path) -> Writer:
    return Writer(root, Config(), sleep=lambda _: None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "contacts").rglob("*") if path.is_file()}


def refusal(writer: Writer, *edits: Edit, path: str = BILL) -> WriteRefused:
    """Why the change is refused, after making sure that nothing changed."""
    before = contents(writer.root)
    with pytest.raises(WriteRefused) as refused:
        writer.change([(path, edits or [CALL])])
    assert contents(writer.root) == before
    return refused.value


def test_a_meeting_is_one_line_in_the_file_of_each(writer: Writer, root: Path) -> None:
    written = writer.change([(BILL, [CALL]), (ANN, [CALL])])
    assert [one.path for one in written] == [BILL, ANN]
    assert contents(root) == {"bill.md": OLD + LINE, "ann.md": OLD.replace(b"Bill", b"Ann") + LINE}


def test_edits_of_one_file_are_put_together(writer: Writer, root: Path) -> None:
    [written] = writer.change(
        [(BILL, [CALL]), (BILL, [SetField("org", "Harbor"), AddPromise(Promise("send"))])]
    )
    assert written.before == OLD
    assert written.after == (root / BILL).read_bytes()
    assert b"org: Harbor\n" in written.after
    assert b"- [ ] send\n\n## Log" in written.after


def test_what_changes_nothing_is_not_written(writer: Writer, root: Path) -> None:
    before = (root / BILL).stat().st_mtime_ns
    assert writer.change([(BILL, [SetField("name", "Bill")])]) == ()
    assert (root / BILL).stat().st_mtime_ns == before


def test_one_edit_that_cannot_be_made_stops_all(writer: Writer, root: Path) -> None:
    before = contents(root)
    with pytest.raises(WriteRefused) as refused:
        writer.change([(BILL, [CALL]), (ANN, [SetField("birthday", "soon")])])
    assert refused.value.path == ANN
    assert refused.value.unsaved == ("- 2026-11-22 call",)
    assert contents(root) == before


def test_a_dry_run_shows_the_change_and_writes_nothing(root: Path) -> None:
    dry = Writer(root, Config(), dry_run=True)
    [change] = dry.change([(BILL, [CALL])])
    assert change.diff() == (
        "--- a/contacts/bill.md\n+++ b/contacts/bill.md\n@@ -5,3 +5,4 @@\n ## Log\n \n - 2026-07-02 note\n"
        "+- 2026-11-22 call\n"
    )
    created = dry.create("contacts/archive/eve.md", compose("Eve", {}))
    assert created.diff().startswith("--- /dev/null\n+++ b/contacts/archive/eve.md\n@@ -0,0 +1,5 @@\n+---\n")
    dry.undo([change])
    assert names(root) == ["contacts"]
    assert names(root / "contacts") == ["ann.md", "bill.md"]


def test_a_diff_shows_a_missing_last_newline() -> None:
    diff = Written(BILL, b"a", b"a\nb").diff()
    assert diff.endswith("-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n")


def test_the_mode_is_kept_and_the_folder_has_no_other_files(writer: Writer, root: Path) -> None:
    (root / BILL).chmod(0o640)
    writer.change([(BILL, [CALL])])
    assert (root / BILL).stat().st_mode & 0o777 == 0o640
    assert names(root / "contacts") == ["ann.md", "bill.md"]


def test_everything_is_on_the_disk_before_it_is_said_to_be_written(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    writer.change([(BILL, [CALL]), (ANN, [SetField("org", "Harbor")])])
    journal, *files = steps
    assert journal == "file"
    assert files == ["file", "file", "replace", "replace", "folder"]


def test_a_link_inside_the_book_stays_a_link(writer: Writer, root: Path) -> None:
    (root / "people").mkdir()
    (root / BILL).rename(root / "people/bill.md")
    (root / BILL).symlink_to("../people/bill.md")
    writer.change([(BILL, [CALL])])
    assert (root / BILL).is_symlink()
    assert (root / "people/bill.md").read_bytes() == OLD + LINE


@pytest.mark.parametrize("target", ["../../outside.md", "bill.md", "../.git/config", "nothing.md"])
def test_nothing_is_written_through_other_links(writer: Writer, root: Path, target: str) -> None:
    for file in (root.parent / "outside.md", root / ".git/config"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(OLD)
    (root / BILL).unlink()
    (root / BILL).symlink_to(target)
    refusal(writer)
    assert (root.parent / "outside.md").read_bytes() == (root / ".git/config").read_bytes() == OLD


@pytest.mark.parametrize(
    "path", ["../x.md", "karma.toml", "contacts/../karma.toml", "/etc/passwd", "contacts"]
)
def test_only_what_stands_under_contacts_is_written(writer: Writer, path: str) -> None:
    assert "not a path inside contacts/" in str(refusal(writer, path=path))


@pytest.mark.parametrize("mark", [".bill.md.swp", ".#bill.md", "~$bill.md", ".~lock.bill.md#"])
def test_a_file_that_an_editor_has_open_is_left_alone(writer: Writer, root: Path, mark: str) -> None:
    (root / "contacts" / mark).symlink_to("user@host.1234")
    refused = refusal(writer)
    assert mark in refused.message
    assert "Save and close it" in refused.remedy


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLD + b"<<<<<<< ours\n=======\n>>>>>>> theirs\n", "unresolved merge conflict stands on line 8"),
        (OLD + b"\r>>>>>>> theirs\n", "unresolved merge conflict"),
        (b"", "the file is empty"),
        (b"\0" * 99, "nothing but zeros"),
        (b"---\nname: Jos\xe9\n---\n", "not UTF-8 at byte 14, line 2"),
        (OLD + b"x" * 999_950, r"the file would have 1,000,0\d\d bytes"),
        (OLD + b"x" * 1_000_000, "karma reads up to 1,000,000"),
    ],
)
def test_a_file_that_is_not_in_order_is_left_alone(
    writer: Writer, root: Path, data: bytes, message: str
) -> None:
    (root / BILL).write_bytes(data)
    with pytest.raises(WriteRefused, match=message):
        raise refusal(writer)


def test_a_file_that_is_not_there_is_not_made(writer: Writer) -> None:
    assert "cannot be read" in str(refusal(writer, path=NEW))


def test_a_file_that_is_empty_while_an_editor_saves_it_is_read_once_more(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[bytes] = [b"", OLD, OLD]
    monkeypatch.setattr("karma.files.write.read_bytes", lambda _: reads.pop(0))
    writer.change([(BILL, [CALL])])
    assert (root / BILL).read_bytes() == OLD + LINE


def while_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Lets somebody act in the moment between karma's reading and its writing."""
    stage = __import__("karma.files.atomic", fromlist=["stage"]).stage

    def staged(target: Path, data: bytes) -> Path:
        act()
        return Path(stage(target, data))

    monkeypatch.setattr("karma.files.atomic.stage", staged)


def test_what_somebody_else_saves_in_the_same_moment_wins(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    with monkeypatch.context() as patch:
        while_writing(patch, lambda: (root / ANN).write_bytes(b"theirs"))
        with pytest.raises(WriteRefused, match="changed while karma was writing"):
            writer.change([(BILL, [CALL]), (ANN, [CALL])])
    assert contents(root) == {**before, "ann.md": b"theirs"}


def test_a_new_file_that_somebody_else_makes_in_the_same_moment_wins(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        while_writing(patch, lambda: (root / NEW).write_bytes(b"theirs"))
        with pytest.raises(WriteRefused, match="changed while karma was writing"):
            writer.create(NEW, compose("Eve", {}))
    assert contents(root)["eve.md"] == b"theirs"


def test_somebody_new_gets_a_file_and_its_folder(writer: Writer, root: Path) -> None:
    text = compose("Eve Ng", {"added": "2026-11-22"})
    written = writer.create("contacts/archive/eve.md", text)
    assert written == Written("contacts/archive/eve.md", None, text.encode())
    assert (root / "contacts/archive/eve.md").read_text() == text
    assert names(root / "contacts/archive") == ["eve.md"]


@pytest.mark.parametrize("path", ["contacts/Bill.md", "contacts/archive/bill.md", "contacts/zoe\u0301.md"])
def test_a_stem_that_somebody_has_is_not_taken_again(writer: Writer, root: Path, path: str) -> None:
    (root / "contacts/ZO\u00c9.md").write_bytes(OLD)
    with pytest.raises(WriteRefused, match=r"there is already a (bill|ZOÉ)\.md"):
        writer.create(path, compose("Bill", {}))


def test_two_new_files_of_one_stem_are_refused_together(writer: Writer, root: Path) -> None:
    text = compose("Eve", {})
    with pytest.raises(WriteRefused, match=r"there is already a eve\.md"):
        writer.write(new=[(NEW, text), ("contacts/archive/Eve.md", text)])
    assert not (root / NEW).exists()


@pytest.mark.parametrize("name", ["con", "a:b", "a?", "dot.", "space ", "-rf", ".hidden", "a\nb", "", "a\\b"])
def test_names_that_some_computer_cannot_hold_are_never_made(writer: Writer, name: str) -> None:
    with pytest.raises(WriteRefused, match="not every computer"):
        writer.create(f"contacts/{name}.md", compose("Eve", {}))


def test_a_new_file_that_would_be_reported_is_not_made(writer: Writer, root: Path) -> None:
    with pytest.raises(WriteRefused, match="not a birthday"):
        writer.create(NEW, compose("Eve", {"birthday": "soon"}))
    assert not (root / NEW).exists()


def test_undo_puts_back_every_byte_and_removes_what_was_new(writer: Writer, root: Path) -> None:
    before = contents(root)
    written = writer.write(edits=[(BILL, [CALL])], new=[(NEW, compose("Eve", {}))])
    assert len(contents(root)) == 3
    writer.undo(written)
    assert contents(root) == before


def test_undo_does_not_touch_what_has_changed_since(writer: Writer, root: Path) -> None:
    written = writer.change([(BILL, [CALL]), (ANN, [CALL])])
    (root / ANN).write_bytes(OLD)
    before = contents(root)
    with pytest.raises(WriteRefused, match="changed since"):
        writer.undo(written)
    assert contents(root) == before


def same(before: object, after: object) -> bool:
    return before == after


def test_a_whole_text_is_replaced_when_it_says_the_same(writer: Writer, root: Path) -> None:
    (root / BILL).write_bytes(b"\xef\xbb\xbf" + OLD)
    new = OLD.decode().replace("name: Bill", "name: 'Bill'")
    assert len(writer.rewrite([(BILL, Rewrite(OLD.decode(), new, same))])) == 1
    assert (root / BILL).read_bytes() == b"\xef\xbb\xbf" + new.encode()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (OLD.decode(), OLD.decode().replace("Bill", "Will"), "would not say the same"),
        (OLD.decode(), OLD.decode() + "- gone\n", "a log line begins with its date"),
        ("", OLD.decode(), "has changed in the meantime"),
    ],
)
def test_a_whole_text_that_would_say_something_else_is_refused(
    writer: Writer, root: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(WriteRefused, match=message):
        writer.rewrite([(BILL, Rewrite(old, new, same))])
    assert (root / BILL).read_bytes() == OLD


def test_when_windows_does_not_let_go_the_new_text_is_kept_and_the_others_are_put_back(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def busy(self: Path, target: Path) -> Path:
        if target.name == "ann.md":
            failure = PermissionError(13, "in use")
            failure.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise failure
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", busy)
        with pytest.raises(WriteRefused, match="another program holds this file") as refused:
            writer.change([(BILL, [CALL]), (ANN, [CALL])])
    assert (root / BILL).read_bytes() == OLD
    [kept] = [path for path in (root / "contacts").iterdir() if path.suffix == ".tmp"]
    assert kept.name in refused.value.remedy
    assert kept.read_bytes().endswith(LINE)


def test_a_new_file_that_is_interrupted_half_way_is_taken_back(
    writer: Writer, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    discard = atomic.discard

    def interrupted(_: Path) -> None:
        monkeypatch.setattr(atomic, "discard", discard)
        raise KeyboardInterrupt

    before = contents(root)
    monkeypatch.setattr(atomic, "discard", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writer.create(NEW, compose("Eve", {}))
    assert contents(root) == before


def test_a_name_taken_by_a_file_that_cannot_be_read_is_said_to_be_them(writer: Writer, root: Path) -> None:
    (root / NEW).write_bytes(b"---\nname: Ev\xe9\n---\n")
    with pytest.raises(WriteRefused, match=f"{NEW}: this file seems to be them") as refused:
        writer.create("contacts/archive/Eve.md", compose("Eve", {}))
    assert "Mend that file" in refused.value.remedy


def test_a_refusal_names_the_place_as_it_stands_in_the_book(writer: Writer, root: Path) -> None:
    (root / ".karma/journal.jsonl").mkdir(parents=True)
    assert refusal(writer).path == ".karma/journal.jsonl"
