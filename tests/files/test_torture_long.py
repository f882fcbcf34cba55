"""The same as test_torture, many times over: part of `make torture`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files.recover import missing
from tests.files import torture
from tests.files.test_torture import OLD, output, root, start  # noqa: F401 - root is a fixture
from tests.files.test_torture_commits import all_committed, logged
from tests.files.test_torture_commits import root as repository  # noqa: F401 - a fixture too

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


def test_kills_of_karma_and_of_its_git_in_the_middle_of_a_thousand_commits(repository: Path) -> None:  # noqa: F811
    assert int(output(start("commit", repository, 300))) > 0


def test_two_processes_that_commit_each_of_a_thousand_lines_lose_none(repository: Path) -> None:  # noqa: F811
    processes = [start("log", repository, name, 1000) for name in "ab"]
    said = [output(process, patience=1800) for process in processes]
    uncommitted = sum(text.count("Not committed") for text in said)
    assert logged(repository) == sorted(f"{name} {number}" for name in "ab" for number in range(1000))
    assert missing(repository) == ()
    assert uncommitted == 0
    assert all_committed(repository, 2000)
