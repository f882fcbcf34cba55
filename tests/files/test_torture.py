"""Killed, failed and raced, a contact is the old one or the new one (faults.md C01–C03, C06, R3, R4, R6)."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.files.recover import forget, missing
from karma.files.refusals import WriteRefused
from karma.files.write import Writer
from tests.files import torture

if TYPE_CHECKING:
    from karma.files.plan import Written

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
OLD = b"---\nname: Bill\n---\n\n## Log\n\n- 2026-07-02 note: first\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    (tmp_path / torture.PATH).write_bytes(OLD)
    return tmp_path


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "contacts").iterdir())


def start(*args: object) -> subprocess.Popen[str]:
    command = [sys.executable, torture.__file__, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def output(process: subprocess.Popen[str], patience: float = 600) -> str:
    said, _ = process.communicate(timeout=patience)
    assert process.returncode == 0, said
    return said


def test_sixty_kills_damage_nothing_and_lose_nothing_that_was_acknowledged(root: Path) -> None:
    output(start("kill", root, 60))


def test_an_end_at_any_system_call_leaves_the_old_file_or_the_new_one(root: Path) -> None:
    assert int(output(start("crash", root))) > 15


@pytest.mark.parametrize("code", ["ENOSPC", "EIO", "EACCES", "EMFILE", "EDQUOT", "EROFS"])
def test_a_failure_of_any_system_call_changes_nothing_and_says_so(root: Path, code: str) -> None:
    number, refusals = 0, 0
    restore = torture.restore_calls()

    def fail() -> None:
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    while True:
        number += 1
        before = torture.texts(root)
        came = torture.fail_at(number, fail)
        refused = ""
        try:
            torture.append(root, str(number))
        except WriteRefused as refusal:
            refused = str(refusal)
        finally:
            restore()
        found = torture.texts(root)
        if refused:
            refusals += 1
            assert found == before
            assert "half-way" not in refused
            assert [entry.written for entry in missing(root)] in ([], [False])
            forget(root, missing(root))
        else:
            assert found == [*before, str(number)]
            assert missing(root) == ()
        assert names(root) == ["bill.md"]
        if not came():
            break
    assert refusals > 5


@pytest.mark.parametrize("code", ["ENOSPC", "EIO"])
def test_of_several_files_all_are_written_or_none(root: Path, code: str) -> None:
    (root / "contacts/ann.md").write_bytes(OLD.replace(b"Bill", b"Ann"))
    before = {path.name: path.read_bytes() for path in (root / "contacts").iterdir()}
    restore = torture.restore_calls()
    number, refusals = 0, 0

    def fail() -> None:
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    while True:
        number += 1
        came = torture.fail_at(number, fail)
        written: tuple[Written, ...] = ()
        try:
            written = torture.meet(root, ["contacts/bill.md", "contacts/ann.md"], "contacts/new/eve.md")
        except WriteRefused:
            refusals += 1
        finally:
            restore()
        now = {path.name: path.read_bytes() for path in (root / "contacts").rglob("*.md")}
        assert now == (before if not written else {**before, **{Path(w.path).name: w.after for w in written}})
        assert len(written) in (0, 3)
        Writer(root, Config()).undo(written)
        if not came():
            break
    assert refusals > 15


@pytest.mark.slow
def test_four_processes_append_a_thousand_lines_and_none_is_lost_or_torn(root: Path) -> None:
    paths = [f"contacts/bill-{number}.md" for number in range(10)]
    for path in paths:
        (root / path).write_bytes(OLD)
    writers = [start("append", root, name, 250) for name in "abcd"]
    seen = 1
    while any(process.poll() is None for process in writers):
        for path in paths:
            data = (root / path).read_bytes()
            assert data.startswith(OLD)
            assert data.endswith(b"\n")
        now = len(torture.texts(root, paths[0]))
        assert now >= seen
        seen = now
    for process in writers:
        output(process)
    written = [text for path in paths for text in torture.texts(root, path) if text != "first"]
    assert sorted(written) == sorted(f"{name} {number}" for name in "abcd" for number in range(250))
    assert missing(root) == ()
