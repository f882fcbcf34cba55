"""Whatever a command says when it cannot go on has a page with commands that end that way, as they really end."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.consoles import in_its_own_book
from karma.cli import errors
from karma.core.config import Config
from karma.core.logline import LogLine
from karma.files import atomic, settings
from karma.files.edit import AddLog
from karma.files.refusals import WriteRefused
from karma.files.write import Writer
from tests.problem_fixtures import COMMANDS, FOLDER, TODAY, blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGES = sorted(COMMANDS.glob("*.md"))
KARMA = Path(errors.__file__).parents[1]

MESSAGE_AT = {error.__name__: 0 for error in errors.KarmaError.__subclasses__()} | {
    "fail": 0,
    "EditRefused": 0,
    "SyncStopped": 0,
    "WriteRefused": 1,
    "Fault": 1,
    "_swallowed": 0,
}
"""Which argument of these calls is the message."""

ELSEWHERE = {
    "only when another program writes in the same moment": {
        "another karma{_holder(path)} has been writing for {PATIENCE:.0f} seconds": "files/test_lock.py::test_a_second_karma_waits_ten_seconds_and_says_who_is_writing",
        "another program holds this file and did not let go": "files/test_write.py::test_when_windows_does_not_let_go_the_new_text_is_kept_and_the_others_are_put_back",
        "the file changed while karma was writing": "files/test_write.py::test_what_somebody_else_saves_in_the_same_moment_wins",
        "the file has changed in the meantime": "files/test_write.py::test_a_whole_text_that_would_say_something_else_is_refused",
        "there is no open promise “{self.promise.text}” any more": "files/test_edit.py::test_a_promise_that_is_no_longer_open_is_not_ticked",
    },
    "only when the disk fails": {
        "the book cannot be locked: {failure.strerror}": "files/test_lock.py::test_a_lock_that_the_system_refuses_is_said",
        "the folder cannot be made: {failure.strerror}": "files/test_lock.py::test_a_folder_that_the_system_refuses_to_make_is_said",
        "the file could not be written: {reason}": "test_command_pages.py::test_a_full_disk_changes_nothing",
        "writing stopped half-way; already written: {names}": "test_command_pages.py::test_what_cannot_be_taken_back_is_named",
        "the file could not be put back": "test_command_pages.py::test_what_cannot_be_undone_is_named",
    },
    "only when git is missing, or a file of its own cannot be written": {
        "git is not installed, and taking back needs it.": "cli/test_undo.py::test_without_git_it_says_so",
        "git is not installed.": "cli/test_git.py::test_without_git_it_says_where_there_is_one",
        "git could not note it: {done.complaint}": "cli/test_doctor.py::test_trust_that_cannot_be_noted_is_no_trust",
    },
    "only with a second repository to sync with": {
        "Another git is at work here.": "cli/test_sync_stops.py::test_while_another_git_is_at_work_it_waits_and_then_stops",
        "Both sides changed the same, and {', '.join(sorted(aside))} looks to git like a renamed file.": "cli/test_sync_stops.py::test_a_conflict_beside_files_that_only_look_renamed_is_left_to_git",
        "Both sides changed the same, each in another way, in {_files(len(merge.conflicts))}.": "cli/test_sync.py::test_two_values_of_one_field_are_both_told_and_nothing_is_changed",
        "Changed here and not committed, and others changed it too: {_few(met)}.": "cli/test_sync.py::test_a_change_that_is_not_committed_is_never_written_over",
        "Not all was settled: {', '.join((one.path for one in left))}.": "cli/test_sync_resolve.py::test_quitting_brings_back_what_was_there",
        "Others have a file that stands here too and was never committed: {_few(there)}.": "cli/test_sync.py::test_a_new_file_that_git_does_not_know_is_never_written_over",
        "Others were quicker {ROUNDS} times.": "cli/test_sync_broken.py::test_somebody_always_quicker_ends_it",
        "The repository belongs to another user of this computer.": "cli/test_sync_stops.py::test_the_repository_of_somebody_else_is_left_alone",
        "What {self.remote.name} holds and this book have no common beginning.": "cli/test_sync_stops.py::test_books_that_never_were_one_are_not_put_together",
        "git cannot read its configuration: {git_config.complaint}.": "cli/test_sync_stops.py::test_a_configuration_that_git_cannot_read_stops_it",
        "git could not begin the merge: {done.complaint.rstrip('.')}.": "cli/test_sync_resolve.py::test_a_file_that_is_staged_is_in_the_way_and_stays",
        "git could not bring back what it had begun to change: {_few(old)}.": "cli/test_sync_broken.py::test_what_cannot_even_be_put_back_is_named",
        "git could not bring back what was there before: {done.complaint.rstrip('.')}.": "cli/test_sync_resolve.py::test_what_cannot_be_brought_back_is_said",
        "git could not {doing}: {why}.": "cli/test_sync_broken.py::test_files_that_this_computer_cannot_make_leave_all_as_it_was",
        "git does not know who you are.": "cli/test_sync_stops.py::test_who_git_does_not_know_is_told_how_to_say_it",
        "{len(gone):,} of {people:,} {verb} through what {remote} sends: {few}.": "cli/test_sync_stops.py::test_more_than_a_fifth_of_the_people_vanish_only_when_it_is_accepted",
        "{len(gone):,} of {people:,} {verb} would vanish for everybody: {names([one.name for one in gone])}.": "cli/test_sync_stops.py::test_people_do_not_vanish_for_everybody_unasked",
        "{place} still holds what a merge left open: it would go to everybody.": "cli/test_sync_stops.py::test_what_a_merge_left_open_goes_to_nobody",
        "{remote.name} has the {few}, and no {remote.branch}.": "cli/test_sync_stops.py::test_a_new_branch_beside_that_of_the_others_is_made_only_when_it_is_meant",
        "{one} and {other}, one from each side, would be the same person to karma.": "cli/test_sync_stops.py::test_one_stem_in_two_folders_is_refused_and_says_how_to_part_them",
        "{problem.place}: put together, {problem.message}.": "cli/test_sync_stops.py::test_a_merge_that_breaks_what_was_right_on_both_sides_is_not_made",
        "{remote.name} did not let karma in: {said.rstrip('.')}.": "cli/test_sync_stops.py::test_who_is_not_let_in_is_told_to_try_where_git_can_ask",
        "{remote.name} did not take it: {why.rstrip('.')}.": "cli/test_sync_broken.py::test_what_the_server_refuses_is_told_in_its_words",
        "{remote.name} no longer has the branch {remote.branch}.": "cli/test_sync_stops.py::test_a_branch_that_is_gone_is_not_made_again_unasked",
        "{remote.name} was rewritten: commits that it had are gone from it.": "cli/test_sync_stops.py::test_what_somebody_took_out_of_the_history_does_not_come_back_unasked",
        "{what.capitalize()} is under way.": "cli/test_sync_stops.py::test_in_the_middle_of_a_merge_it_stops",
    },
    "only by keys pressed in `karma call`": {
        "the file has changed since": "files/test_write.py::test_undo_does_not_touch_what_has_changed_since",
        "“{self.text}” no longer stands under Next time": "files/test_edit.py::test_what_was_said_is_taken_off_the_list",
    },
    "only for bytes that a page in UTF-8 cannot hold": {
        "the text holds half a character": "files/test_edit.py::test_half_a_character_is_refused",
    },
    "no command asks for it; the layer below refuses it all the same": {
        "there is already a {earlier.name}": "files/test_write.py::test_a_stem_that_somebody_has_is_not_taken_again",
        "the settings would not say what was meant": "files/test_settings.py::test_a_result_that_says_something_else_is_refused",
        "everybody has a name": "files/test_field_edit.py::test_what_has_no_clear_meaning_is_refused",
        "not every computer can hold a file of this name": "files/test_write.py::test_names_that_some_computer_cannot_hold_are_never_made",
        "the file is larger than 50 MB": "exchange/test_csvfile.py::test_what_is_no_table_of_bearable_size_is_refused",
        "the file would not say the same any more": "files/test_write.py::test_a_whole_text_that_would_say_something_else_is_refused",
        "“{name}” takes one value": "files/test_field_edit.py::test_what_has_no_clear_meaning_is_refused",
        "this is not a path inside contacts/": "files/test_write.py::test_only_what_stands_under_contacts_is_written",
    },
}
"""Why a message cannot stand on a page, and the test that brings it about."""

BILL, ANN = "contacts/bill.md", "contacts/ann.md"
CALL = AddLog(LogLine(TODAY, "call"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_shows_what_the_commands_say(page: Path) -> None:
    text = page.read_text("utf-8")
    assert in_its_own_book(text) == text, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_is_about_commands_that_fail(page: Path) -> None:
    assert re.search(r"^\[exit code \d+\]$", _said(page), re.MULTILINE)


def test_every_message_stands_on_a_page() -> None:
    said = "\n".join(map(_said, [*PAGES, *FOLDER.glob("*.md")]))
    unsaid = {
        shown
        for shown, pattern in _messages()
        if not re.search(rf": {pattern}(?: \[[a-z-]+\])?$", said, re.MULTILINE)
    }
    assert unsaid == {shown for reason in ELSEWHERE.values() for shown in reason}


def test_the_tests_named_instead_exist() -> None:
    named = sorted({test for reason in ELSEWHERE.values() for test in reason.values()})
    for file, _, name in (test.partition("::") for test in named):
        assert f"def {name}(" in (Path(__file__).parent / file).read_text("utf-8"), file


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    (tmp_path / "contacts").mkdir()
    for path in (BILL, ANN):
        (tmp_path / path).write_text(f"---\nname: {path}\n---\n", "utf-8")
    return Writer(tmp_path, Config())


def test_a_full_disk_changes_nothing(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "stage", _full)
    with pytest.raises(WriteRefused, match="the file could not be written: No space left on device"):
        writer.change([(BILL, [CALL])])
    assert "call" not in (writer.root / BILL).read_text("utf-8")


def test_a_full_disk_changes_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "stage", _full)
    with pytest.raises(WriteRefused, match="the file could not be written: No space left on device"):
        settings.set_cadences(tmp_path, {"client": Config().every})
    assert {path.name for path in tmp_path.iterdir()} == {".karma"}


def test_what_cannot_be_taken_back_is_named(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    place = atomic.place

    def place_once(temporary: Path, target: Path, sleep: Callable[[float], None]) -> None:
        monkeypatch.setattr(atomic, "place", _full)
        place(temporary, target, sleep)

    monkeypatch.setattr(atomic, "place", place_once)
    with pytest.raises(WriteRefused, match=f"{ANN}: writing stopped half-way; already written: {BILL}"):
        writer.change([(BILL, [CALL]), (ANN, [CALL])])


def test_what_cannot_be_undone_is_named(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    written = writer.change([(BILL, [CALL])])
    monkeypatch.setattr(atomic, "stage", _full)
    with pytest.raises(WriteRefused, match=f"{BILL}: the file could not be put back"):
        writer.undo(written)


def _full(*_: object) -> Path:
    raise OSError(28, "No space left on device")


def _said(page: Path) -> str:
    """What karma says on a page."""
    texts = blocks(page.read_text("utf-8"))
    return "\n".join(text for info, text in texts if info.split()[0] in ("console", "problems"))


def _messages() -> Iterator[tuple[str, str]]:
    """Every message in the code as it is written there, and as a pattern of what it can say."""
    for folder in ("cli", "files", "exchange"):
        for path in sorted((KARMA / folder).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    yield from _messages_of(function, folder)


def _messages_of(function: ast.FunctionDef, folder: str) -> Iterator[tuple[str, str]]:
    for call in ast.walk(function):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        # Faults of the reader are problems in files: tests/test_problem_pages.py.
        if name not in MESSAGE_AT or (name == "Fault" and folder == "files"):
            continue
        message = call.args[MESSAGE_AT[name]]
        for written in _assigned(function, message.id) if isinstance(message, ast.Name) else [message]:
            if pattern := _pattern(written):
                yield ast.unparse(written).strip("f'\""), pattern


def _assigned(function: ast.FunctionDef, name: str) -> list[ast.expr]:
    """The values that a function gives a name of its own; none when another function hands it over."""
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        if [name] == [getattr(target, "id", "") for target in node.targets]
    ]


def _pattern(written: ast.expr) -> str:
    """A regular expression for what the message says; nothing for one that another place has worded."""
    match written:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(_pattern(part) or ".+" for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return (_pattern(left) or ".+") + (_pattern(right) or ".+")
        case ast.Call(func=ast.Attribute(value=text, attr="strip")):
            return _pattern(text)
    return ""
