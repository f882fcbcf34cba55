"""Many blobs in one call of git, read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files import git as door
from karma.files.repository import blobs
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> door.Repository:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a b 7").write_bytes(b"missing\n\nnot at all 3\n")
    git(tmp_path, "add", ".")
    found = door.find(tmp_path)
    assert found is not None
    return found


def test_each_name_has_its_bytes_and_what_is_not_there_is_none(repository: door.Repository) -> None:
    assert blobs.read(repository, [":a b 7", ":no such 7", "HEAD:a b 7", ":a b 7"]) == [
        b"missing\n\nnot at all 3\n",
        None,
        None,
        b"missing\n\nnot at all 3\n",
    ]


def test_what_is_no_blob_is_none(repository: door.Repository) -> None:
    tree = repository.run("write-tree").text
    assert blobs.read(repository, [tree]) == [None]


def test_what_is_written_can_be_read_whatever_the_bytes(repository: door.Repository) -> None:
    contents = [b"", b"\n", b"blob\ndone\n", b"\x00\xff", b"the same", b"the same"]
    ids = blobs.write(repository, contents)
    assert blobs.read(repository, ids) == contents
    assert blobs.write(repository, []) == []
