"""A file is the old one or the new one (faults.md C08, C11, F07, P10)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from karma.files import atomic
from karma.files.strays import sweep

HOUR = 3600


def never(_: float) -> None:
    pytest.fail("waited")


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "bill.md"
    target.write_text("old")
    target.chmod(0o600)
    temporary = atomic.stage(target, b"new")
    assert temporary.stat().st_mode & 0o777 == 0o600
    atomic.place(temporary, target, never)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o600)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_root_keeps_the_owner(tmp_path: Path) -> None:
    target = tmp_path / "bill.md"
    target.write_text("old")
    os.chown(target, 4321, 4321)
    assert atomic.stage(target, b"new").stat().st_uid == 4321


def test_a_planted_link_cannot_catch_the_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("karma.files.atomic.os.urandom", lambda _: bytes.fromhex("0abc"))
    planted = tmp_path / f".karma-{os.getpid()}-0abc.tmp"
    planted.symlink_to(tmp_path / "outside")
    with pytest.raises(FileExistsError):
        atomic.stage(tmp_path / "bill.md", b"new")
    assert planted.is_symlink()
    assert not (tmp_path / "outside").exists()


def test_a_write_that_takes_only_a_part_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole_write(handle, data[:3]))
    assert atomic.stage(tmp_path / "bill.md", b"0123456789").read_bytes() == b"0123456789"


def windows_says_busy(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    left = [times]

    def busy(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            failure = PermissionError(13, "Access is denied")
            failure.winerror = 5  # type: ignore[attr-defined,unused-ignore]
            raise failure
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)


def test_windows_is_given_time_to_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows_says_busy(3, monkeypatch)
    pauses: list[float] = []
    atomic.place(atomic.stage(tmp_path / "bill.md", b"new"), tmp_path / "bill.md", pauses.append)
    assert (tmp_path / "bill.md").read_bytes() == b"new"
    assert pauses == [0.05, 0.1, 0.2]


def test_after_two_and_a_half_seconds_the_new_text_is_kept_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows_says_busy(99, monkeypatch)
    pauses: list[float] = []
    temporary = atomic.stage(tmp_path / "bill.md", b"new")
    with pytest.raises(atomic.Busy):
        atomic.place(temporary, tmp_path / "bill.md", pauses.append)
    assert temporary.read_bytes() == b"new"
    assert 2.4 < sum(pauses) < 2.7


def test_a_refusal_for_good_is_not_waited_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    temporary = atomic.stage(tmp_path / "bill.md", b"new")
    monkeypatch.setattr(Path, "replace", denied)
    with pytest.raises(PermissionError):
        atomic.place(temporary, tmp_path / "bill.md", never)


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    atomic.place_new(atomic.stage(tmp_path / "bill.md", b"new"), tmp_path / "bill.md")
    assert [path.name for path in tmp_path.iterdir()] == ["bill.md"]
    with pytest.raises(FileExistsError):
        atomic.place_new(atomic.stage(tmp_path / "bill.md", b"newer"), tmp_path / "bill.md")
    assert (tmp_path / "bill.md").read_bytes() == b"new"


def test_strays_of_a_dead_karma_are_swept_after_an_hour(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    folder = tmp_path / "contacts/archive"
    folder.mkdir(parents=True)
    old, alive, foreign = (
        folder / f".karma-{dead.pid}-00ff.tmp",
        folder / f".karma-{os.getpid()}-00ff.tmp",
        folder / "mine.tmp",
    )
    for path in (old, alive, foreign):
        path.write_text("x")
    beside_the_settings = tmp_path / old.name
    beside_the_settings.write_text("x")
    now = old.stat().st_mtime
    assert sweep(tmp_path, now + HOUR - 1) == ()
    assert sweep(tmp_path, beside_the_settings.stat().st_mtime + HOUR + 1) == (
        old.name,
        f"contacts/archive/{old.name}",
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted([alive.name, foreign.name])
