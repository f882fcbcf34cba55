"""Ctrl-C while the journal is being written: nothing was written, so nothing is missing afterwards (C10)."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.logline import LogLine
from karma.files import journal
from karma.files.compose import compose
from karma.files.edit import AddLog
from karma.files.write import Writer

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_stopped_before_it_began_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "bill.md").write_text(compose("Bill", {}), "utf-8")

    def stopped(_handle: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", stopped)
        with pytest.raises(KeyboardInterrupt):
            Writer(tmp_path, Config()).change(
                [("contacts/bill.md", [AddLog(LogLine(date(2026, 11, 22), "call"))])]
            )
    assert journal.records(tmp_path) == ()
