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


@pytest.mark.parametrize("test", sorted({test for reason in ELSEWHERE.values() for test in reason.values()}))
def test_the_tests_named_instead_exist(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (Path(__file__).parent / file).read_text("utf-8")


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
