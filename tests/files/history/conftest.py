"""The book of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.files.history.diary import Diary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path)
