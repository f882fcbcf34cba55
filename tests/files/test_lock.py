"""One karma writes at a time (faults.md C02, C07)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from karma.files.lock import locked, waited_for
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, pathlib
from karma.files.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str], with_signal: int) -> None:
    process.send_signal(with_signal)
    process.communicate()


def test_a_second_karma_waits_ten_seconds_and_says_who_is_writing(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    time = Time()
    with (
        pytest.raises(WriteRefused, match=rf"another karma \(process {holder.pid}\)"),
        locked(tmp_path, clock=time.clock, sleep=time.sleep),
    ):
        pass
    assert 10 <= time.now - 100 < 11
    end(holder, signal.SIGTERM)


def test_a_killed_karma_leaves_no_stale_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    end(holder, signal.SIGKILL)
    with locked(tmp_path, sleep=lambda _: pytest.fail("waited for a dead process")):
        assert (tmp_path / ".karma/lock").read_text() == f"{os.getpid()}\n"


def test_who_writes_line_after_line_lets_those_who_wait_go_first(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    writing = waited_for(path, 0)
    assert writing is not None
    at_once: list[int | None] = []

    def written(_: float) -> None:
        os.close(writing)
        at_once.append(waited_for(path, 0))

    waiting = waited_for(path, 10, sleep=written)
    assert waiting is not None
    os.close(waiting)
    assert at_once == [None]


def test_who_was_stopped_while_it_waited_keeps_nobody_out(tmp_path: Path) -> None:
    stopped = waited_for(tmp_path / "lock-turn", 0)
    assert stopped is not None
    time = Time()
    lock = waited_for(tmp_path / "lock", 10, time.clock, time.sleep)
    assert lock is not None
    assert time.now - 100 < 6
    os.close(lock)
    os.close(stopped)


def test_where_nobody_can_have_a_turn_the_lock_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "lock-turn").mkdir()
    lock = waited_for(tmp_path / "lock", 0)
    assert lock is not None
    os.close(lock)


def test_waiting_ends_when_the_other_is_done(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with locked(tmp_path, sleep=lambda _: end(holder, signal.SIGKILL)):
        assert holder.returncode == -signal.SIGKILL


def test_a_lock_file_that_was_deleted_keeps_nobody_out_for_long(tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / ".karma/lock").unlink()
        with locked(tmp_path):
            assert (tmp_path / ".karma/lock").exists()


def test_a_lock_on_a_file_that_was_deleted_in_that_moment_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / ".karma/lock"
    tries: list[bool] = []

    def try_lock(_: int) -> bool:
        if lock.exists():  # else it is the turn that is taken
            if not tries:
                lock.unlink()
            tries.append(True)
        return True

    monkeypatch.setattr("karma.files.lock._try_lock", try_lock)
    with locked(tmp_path, sleep=lambda _: None):
        assert lock.exists()
    assert len(tries) == 2


def test_the_folder_is_never_committed(tmp_path: Path) -> None:
    with locked(tmp_path):
        assert (tmp_path / ".karma/.gitignore").read_text() == "*\n"


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book/.karma").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteRefused, match="a link to another place"), locked(tmp_path / "book"):
        pass
    (tmp_path / "book/.karma").unlink()
    (tmp_path / "book/.karma").mkdir()
    (tmp_path / "book/.karma/lock").symlink_to(tmp_path / "elsewhere/lock")
    with pytest.raises(WriteRefused, match="where karma's lock should be"), locked(tmp_path / "book"):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_book_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / ".karma").write_text("a file")
    with (
        pytest.raises(WriteRefused, match=r"\.karma: a file stands where karma's folder should be"),
        locked(tmp_path),
    ):
        pass


def test_a_folder_that_the_system_refuses_to_make_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(WriteRefused, match="the folder cannot be made: Permission denied"), locked(tmp_path):
        pass


def test_a_lock_that_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(tmp_path):
        pass
    monkeypatch.setattr("karma.files.lock.os.open", refuse)
    with pytest.raises(WriteRefused, match="the book cannot be locked: Permission denied"), locked(tmp_path):
        pass


def refuse(*_: object, **__: object) -> int:
    raise PermissionError(13, "Permission denied")
