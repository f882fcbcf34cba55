"""Moved, changed and removed in one step, and failed anywhere in it: old or new or explained, never lost (faults.md R3)."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from karma.files.refusals import WriteRefused
from tests.files import torture

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Bill, who will have another file name; Ann, who links to him; Cal, who goes."""
    torture.begin_moving(tmp_path)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    """Everything under contacts/, but for what waits there under a temporary name."""
    found = (root / "contacts").rglob("*")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.suffix == ".md"}


def strays(root: Path) -> list[str]:
    return [path.name for path in (root / "contacts").rglob(".karma-*")]


@pytest.mark.parametrize("code", ["ENOSPC", "EIO", "EACCES"])
def test_one_failure_anywhere_leaves_all_as_it_was_or_all_done(root: Path, code: str) -> None:
    before = files(root)
    restore = torture.restore_calls()
    number, refusals, after = 0, 0, before

    def fail() -> None:
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    while True:
        number += 1
        came = torture.fail_at(number, fail)
        refused = ""
        try:
            torture.move(root)
        except WriteRefused as refusal:
            refused = str(refusal)
        finally:
            restore()
        now = files(root)
        if refused:
            refusals += 1
            assert now == before, (number, refused)
            assert "half-way" not in refused
            assert strays(root) == []
        else:
            after = torture.moved(before)
            assert now == after, number
            torture.begin_moving(root)
        if not came():
            break
    assert refusals > 20
    assert after != before


def test_a_disk_that_fails_for_good_is_explained_and_bill_stands_somewhere(root: Path) -> None:
    before = files(root)
    after = torture.moved(before)
    restore = torture.restore_calls()
    number, half_way = 0, 0

    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    while True:
        number += 1
        came = torture.fail_at(number, fail, for_good=True)
        refused = ""
        try:
            torture.move(root)
        except WriteRefused as refusal:
            refused = str(refusal)
        finally:
            restore()
        now = files(root)
        if now not in (before, after):
            half_way += 1
            assert "half-way" in refused
        assert refused or now == after
        torture.nobody_lost(root, before)
        torture.begin_moving(root)
        if not came():
            break
    assert half_way > 0


def test_an_end_at_any_system_call_leaves_bill_in_one_place_at_least(root: Path) -> None:
    before = files(root)
    after = torture.moved(before)
    number, between = 0, 0
    while True:
        number += 1
        child = os.fork()
        if child == 0:
            came = torture.fail_at(number, lambda: os._exit(9))
            torture.move(root)
            os._exit(8 if came() else 0)
        _, status = os.waitpid(child, 0)
        torture.nobody_lost(root, before)
        between += files(root) not in (before, after)
        torture.begin_moving(root)
        if os.waitstatus_to_exitcode(status) == 0:
            break
        assert os.waitstatus_to_exitcode(status) == 9
    assert number > 30
    assert between > 0
