"""The exit codes are published: scripts rely on them. And whatever happens, nobody sees a traceback."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from karma.cli import output
from karma.cli.main import run
from tests.cli.shelf import Shelf

KARMA = [sys.executable, "-m", "karma"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "today"),
        (0, "log bill call"),
        (0, "check"),
        (0, "--help"),
        (0, "log --help"),
        (0, "--version"),
        (1, "call"),
        (1, "keep anna"),
        (1, "init ."),
        (2, "nonsense"),
        (2, "log"),
        (2, "log bill cal"),
        (2, "log bill call tomorrow"),
        (2, "log bill call 2026-12"),
        (2, "log bill call --by fri"),
        (2, "log bill intro"),
        (2, "log bill won --amount much"),
        (2, "promise bill call --by never-ever"),
        (2, "snooze bill yesterday"),
        (2, "load --apply"),
        (2, "today --today 2026-13-01"),
        (2, "list --due nonsense"),
        (4, "log ann call"),
        (4, "log an call"),
        (4, "log nobody call"),
        (4, "show nobody"),
        (4, "met Bill Okafor"),
        (4, "met Billy"),
        (4, "keep bill"),
    ],
)
def test_the_exit_code_says_how_it_went(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    monkeypatch.chdir(shelf.root)
    said = shelf.karma(*words.split())
    assert said.code == code, said
    if code:
        assert said.err.startswith("karma: ")
        assert "Traceback" not in said.err


def test_no_book_is_3_and_says_how_to_begin(empty: Shelf) -> None:
    said = empty.karma("today")
    assert said.code == 3
    assert "karma init" in said.err


def test_problems_in_files_are_1_and_warnings_alone_are_0(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\n---\n\n## Log\n\n- 2026-11-01 call [[nobody-here]]: hello\n")
    assert shelf.karma("check").code == 0
    shelf.put("contacts/jo.md", "---\nname: Jo\n---\n\n## Log\n\n- 2026-11-31 call\n")
    assert shelf.karma("check").code == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_an_interruption_is_130(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupted(*_: object) -> None:
        raise stop

    monkeypatch.setattr("karma.core.today.today_of", interrupted)
    assert shelf.karma("today").code == 130


def test_a_defect_is_told_without_a_traceback(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karma.core.today.today_of", lambda *_: 1 / 0)
    said = shelf.karma("today")
    assert said.code == 1
    assert "its own fault: ZeroDivisionError" in said.err


def test_a_defect_can_be_looked_into(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karma.core.today.today_of", lambda *_: 1 / 0)
    monkeypatch.setenv("KARMA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["-C", str(shelf.root)])


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_is_141(shelf: Shelf, unbuffered: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [*KARMA, "-C", str(shelf.root), "list"],
            stdout=closed,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_told(shelf: Shelf) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*KARMA, "-C", str(shelf.root), "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"karma: ")
    assert b"Traceback" not in done.stderr


def test_no_stdout_at_all_is_no_traceback(shelf: Shelf) -> None:
    script = f"'{sys.executable}' -m karma -C '{shelf.root}' --today 2026-11-22 today >&-"
    done = subprocess.run(["sh", "-c", script], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_unicode_gets_plain_signs(shelf: Shelf) -> None:
    shelf.put("contacts/li.md", "---\nname: 李雷\nadded: 2025-01-01\n---\n\n## Log\n")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [*KARMA, "-C", str(shelf.root), "list"], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u674e\u96f7" in done.stdout


def test_signs_have_a_plain_form(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    output.put_text("✓ “it’s” – done…")
    stream.flush()
    assert stream.buffer.getvalue() == b'+ "it\'s" - done...\n'
