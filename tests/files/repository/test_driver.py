"""What git is told to run for a contact, with real git: karma's answer counts, and without one git's own merge."""

from __future__ import annotations

import os
from shutil import which
from typing import TYPE_CHECKING

import pytest

from karma.files import git as door
from karma.files.repository.config import read_config
from karma.files.repository.driver import ATTRIBUTES, GUARDED, injected, register, registered
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

BILL = "contacts/bill okafor's.md"
LINES = "one\ntwo\nthree\n"
MARKERS = "<<<<<<< ours\nOURS\n=======\nTHEIRS\n>>>>>>> theirs\ntwo\nthree\n"
ANSWERS = "#!/bin/sh\n[ $# = 7 ] && [ \"$1 $2\" = 'merge-driver --' ] || exit 3\n"
"""A karma in the shell: the arguments after these two are base, ours, theirs, length of a marker, path."""


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> door.Repository:
    """Both sides changed the first line; the driver is registered, and no karma is on the PATH."""
    without = [folder for folder in os.get_exec_path() if not which("karma", path=folder)]
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), *without]))
    top = tmp_path / "book"
    (top / "contacts").mkdir(parents=True)
    git(top, "init", "--quiet")
    (top / ".gitattributes").write_text(f"{ATTRIBUTES}\n", "utf-8")
    for how, first in (
        ((), "one"),
        (("checkout", "--quiet", "-b", "theirs"), "THEIRS"),
        (("checkout", "--quiet", "main"), "OURS"),
    ):
        if how:
            git(top, *how)
        (top / BILL).write_text(LINES.replace("one", first), "utf-8")
        git(top, "add", "--all")
        git(top, "commit", "--quiet", "--message", first)
    found = door.find(top)
    assert found is not None
    assert register(found).ok
    return found


def put_karma(clone: door.Repository, script: str) -> None:
    program = clone.top.parent / "bin" / "karma"
    program.write_text(script, "utf-8")
    program.chmod(0o755)


def merged(clone: door.Repository, *options: str) -> tuple[str, str]:
    """The text after the merge, and how git sees the path: `UU` for a conflict."""
    git(clone.top, *options, "merge", "--quiet", "--no-edit", "theirs", check=False)
    return (clone.top / BILL).read_text("utf-8"), git(clone.top, "status", "--porcelain", "-z")[:2]


def test_what_karma_merged_is_taken(clone: door.Repository) -> None:
    put_karma(clone, ANSWERS + 'printf \'%s|\' "$6" "$7" > "$4"\nexit 0\n')
    assert merged(clone) == (f"7|{BILL}|", "")


def test_conflicts_that_karma_marked_are_conflicts_for_git(clone: door.Repository) -> None:
    put_karma(clone, ANSWERS + 'echo marked > "$4"\nexit 10\n')
    assert merged(clone) == ("marked\n", "UU")


@pytest.mark.parametrize(
    "script",
    [
        None,
        "#!/bin/sh\nexit 1\n",
        "#!/bin/sh\nexit 2\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/no/such/interpreter\n",
        "#!/usr/bin/env python3\nimport no_such_module\n",
    ],
    ids=["missing", "broken", "too-old", "killed", "moved", "half-installed"],
)
def test_without_an_answer_of_karma_git_merges_itself(clone: door.Repository, script: str | None) -> None:
    if script is not None:
        put_karma(clone, script)
    assert merged(clone) == (MARKERS, "UU")


def test_without_karma_what_does_not_meet_merges_cleanly(clone: door.Repository) -> None:
    (clone.top / BILL).write_text(LINES.replace("three", "OURS"), "utf-8")
    git(clone.top, "commit", "--quiet", "--all", "--message", "apart")
    assert merged(clone) == ("THEIRS\ntwo\nOURS\n", "")


def test_a_clone_that_registered_nothing_merges_with_the_karma_that_runs(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(clone.top, "config", "--remove-section", "merge.karma")
    python = clone.top.parent / "bin" / "it's 100%A python"
    python.write_text(
        '#!/bin/sh\n[ "$1 $2 $3" = \'-P -m karma\' ] || exit 3\nshift 3\necho "$1 $7" > "$4"\n', "utf-8"
    )
    python.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(python))
    assert merged(clone, *injected()) == (f"merge-driver {BILL}\n", "")


def test_a_module_in_the_repository_does_not_stand_in_for_karma(clone: door.Repository) -> None:
    """Python looks in the current folder first when it runs a module, and git runs drivers in the clone."""
    ran = clone.top.parent / "ran"
    for name in ("karma.py", "click.py", "yaml.py"):
        (clone.top / name).write_text(f"open({str(ran)!r}, 'w')\n", "utf-8")
    merged(clone, *injected())
    assert not ran.exists()


def test_when_the_injected_karma_is_broken_git_merges_itself(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    assert merged(clone, *injected()) == (MARKERS, "UU")


def test_a_karma_that_does_not_know_its_interpreter_is_looked_for_on_the_path(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "")
    put_karma(clone, ANSWERS + 'echo found > "$4"\n')
    assert merged(clone, *injected()) == ("found\n", "")


def test_registering_twice_is_registering_once(clone: door.Repository) -> None:
    git(clone.top, "config", "--add", "merge.karma.driver", "an older text")
    assert not registered(read_config(clone))
    assert register(clone).ok
    assert registered(read_config(clone))
    assert git(clone.top, "config", "--get-all", "merge.karma.driver") == GUARDED


def test_a_text_that_somebody_changed_is_not_registered(clone: door.Repository) -> None:
    git(clone.top, "config", "merge.karma.driver", f"{GUARDED}; true")
    assert not registered(read_config(clone))
