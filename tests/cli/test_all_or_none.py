"""What a command says and leaves when it cannot write everything that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files import put, settings
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shelf import Shelf

UNSORTED = "---\nname: {0}\n---\n\n## Log\n\n- 2026-11-02 call\n- 2026-11-01 call\n"


def contents(shelf: Shelf) -> dict[str, bytes]:
    return {name: data for name, data in shelf.bytes().items() if not name.startswith(".karma")}


@pytest.fixture
def crowded(shelf: Shelf) -> Shelf:
    """More than there is room for, both by circle and by a cadence of their own."""
    shelf.put("karma.toml", "per_day = 1\n")
    for number in range(60):
        own = "every: 2d\n" if number % 2 else "circle: friend\n"
        text = f"---\nname: F {number}\n{own}added: 2024-01-01\n---\n\n## Log\n"
        shelf.put(f"contacts/f{number}.md", text)
    return shelf


def test_the_crowded_book_is_loosened_in_its_settings_and_in_files(crowded: Shelf) -> None:
    before = contents(crowded)
    crowded.done("load", "--fit", "--apply")
    changed = {name for name, data in contents(crowded).items() if data != before[name]}
    assert "karma.toml" in changed
    assert "contacts/f1.md" in changed


def test_people_that_cannot_be_written_leave_the_settings_as_they_were(crowded: Shelf) -> None:
    crowded.put("contacts/.f1.md.swp", "")
    before = contents(crowded)
    assert crowded.karma("load", "--fit", "--apply").code == 1
    assert contents(crowded) == before


def test_settings_that_fail_after_all_leave_the_people_as_they_were(
    crowded: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise WriteRefused("karma.toml", "the file changed while karma was writing", "Run it again.")

    before = contents(crowded)
    monkeypatch.setattr(settings, "put", failing)
    said = crowded.karma("load", "--fit", "--apply")
    assert said.code == 1
    assert "karma.toml: the file changed" in said.err
    assert contents(crowded) == before


def test_a_file_that_fmt_cannot_write_is_named_and_the_others_are_formatted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stem in ("jan", "kim"):
        shelf.put(f"contacts/{stem}.md", UNSORTED.format(stem))
    stage = put.atomic.stage

    def read_only(target: Path, data: bytes) -> Path:
        if target.name == "jan.md":
            raise PermissionError(13, "Permission denied")
        return stage(target, data)

    monkeypatch.setattr(put.atomic, "stage", read_only)
    said = shelf.karma("fmt")
    assert said.code == 1
    assert "contacts/jan.md: the file could not be written: Permission denied" in said.err
    assert "1 file changed" in said.err
    assert "1 file left as it was." in said.err
    assert shelf.text("jan") == UNSORTED.format("jan")
    assert shelf.text("kim").endswith("- 2026-11-01 call\n- 2026-11-02 call\n")


def test_fmt_names_the_file_also_when_the_whole_book_cannot_be_written(shelf: Shelf) -> None:
    shelf.put("contacts/jan.md", UNSORTED.format("jan"))
    shelf.put(".karma", "a file")
    said = shelf.karma("fmt", "jan")
    assert said.code == 1
    assert "contacts/jan.md: .karma: a file stands where karma's folder should be" in said.err


def test_what_recover_cannot_put_back_is_an_exit_code(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "slips")
    (shelf.root / "contacts/bill-okafor.md").unlink()
    assert "[file-gone]" in shelf.karma("check").out
    assert shelf.karma("recover").code == 1
    shelf.done("recover", "--forget")
    assert "[file-gone]" not in shelf.karma("check").out


def test_a_line_corrected_by_hand_is_no_problem(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "teh quote")
    path = shelf.root / "contacts/bill-okafor.md"
    path.write_text(path.read_text("utf-8").replace("teh", "the"), "utf-8")
    shelf.done("check")
    assert "Nothing is missing." in shelf.done("recover").out
