"""The same as test_torture, many times over: part of `make torture`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files.recover import missing
from tests.files import torture
from tests.files.test_torture import OLD, output, root, start  # noqa: F401 - root is a fixture

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_thousand_kills_damage_nothing_and_lose_nothing_that_was_acknowledged(root: Path) -> None:  # noqa: F811
    output(start("kill", root, 1000))


def test_two_processes_log_a_thousand_lines_each_and_lose_none(root: Path) -> None:  # noqa: F811
    paths = [f"contacts/bill-{number}.md" for number in range(10)]
    for path in paths:
        (root / path).write_bytes(OLD)
    for process in [start("append", root, name, 1000) for name in "ab"]:
        output(process)
    written = [text for path in paths for text in torture.texts(root, path) if text != "first"]
    assert sorted(written) == sorted(f"{name} {number}" for name in "ab" for number in range(1000))
    assert missing(root) == ()
