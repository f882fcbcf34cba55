"""`karma today` says again what it said, while nothing has changed; and then it imports next to nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from karma.core import today as rules
from karma.files.cache.moment import moment
from tests.cli.shelf import ANN, SUNDAY, Said, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A word for each time that the rules were asked what today is."""
    times: list[object] = []

    def noted(*args: object) -> object:
        times.append(args)
        return today_of(*args)  # type: ignore[arg-type]

    today_of = rules.today_of
    monkeypatch.setattr(rules, "today_of", noted)
    return times


def settle(shelf: Shelf) -> None:
    """Waits until the clock of the disk has moved on: a few thousandths of a second."""
    last = max(path.stat().st_ctime_ns for path in shelf.root.rglob("*"))
    for _ in range(100_000):
        if moment(shelf.root) > last:
            return
    raise AssertionError("the clock of the disk stands still")


def afresh(shelf: Shelf, *args: str) -> Said:
    """What the command says when nothing is remembered."""
    for path in (shelf.root / ".karma").glob("*"):
        if path.name in {"answers", "people.index"}:
            path.unlink()
    return shelf.karma(*args)


@pytest.mark.parametrize("args", [("today",), (), ("today", "--json"), ("--json",)], ids=" ".join)
def test_the_same_day_is_worked_out_once(shelf: Shelf, asked: list[object], args: tuple[str, ...]) -> None:
    settle(shelf)
    first = shelf.karma(*args)
    assert shelf.karma(*args) == first
    assert len(asked) == 1
    assert first == afresh(shelf, *args)


def test_bare_karma_and_today_are_one_question(shelf: Shelf, asked: list[object]) -> None:
    settle(shelf)
    assert shelf.karma() == shelf.karma("today")
    assert len(asked) == 1


def test_problems_are_told_again(shelf: Shelf, asked: list[object]) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\nbirthday: never\n---\n")
    settle(shelf)
    first = shelf.karma("today")
    assert "karma check" in first.err
    assert shelf.karma("today") == first
    assert len(asked) == 1


def edit(shelf: Shelf) -> None:
    shelf.put("contacts/ann-lee.md", ANN.replace("2026-10-20", "2026-10-21"))


CHANGES: dict[str, Callable[[Shelf], object]] = {
    "an edit": edit,
    "a person more": lambda shelf: shelf.put("contacts/jo.md", "---\nname: Jo\n---\n"),
    "a person less": lambda shelf: (shelf.root / "contacts/ann-lee.md").unlink(),
    "another name": lambda shelf: (shelf.root / "contacts/ann-lee.md").rename(shelf.root / "contacts/ann.md"),
    "a setting": lambda shelf: shelf.put("karma.toml", "per_day = 1\n"),
    "no settings": lambda shelf: (shelf.root / "karma.toml").unlink(),
    "an editor's file": lambda shelf: shelf.put("contacts/.#ann-lee.md", "x"),
    "a line in the journal": lambda shelf: shelf.put(
        ".karma/journal.jsonl",
        '{"id": "1", "path": "contacts/ann-lee.md", "line": "- 2026-11-20 call", "written": true}\n',
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_at_once(shelf: Shelf, change: str) -> None:
    settle(shelf)
    shelf.karma("today")
    CHANGES[change](shelf)
    said = shelf.karma("today")
    assert said == afresh(shelf, "today")


@pytest.mark.parametrize("other", [("--today", "2026-11-24"), ("--mine",), ("--json",)], ids=" ".join)
def test_another_question_has_its_own_answer(
    shelf: Shelf, asked: list[object], other: tuple[str, ...]
) -> None:
    settle(shelf)
    shelf.karma("today")
    said = shelf.karma("today", *other)
    assert shelf.karma("today", *other) == said == afresh(shelf, "today", *other)


def test_a_line_dated_later_is_no_mistake_on_another_day_only(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("contacts/ann-lee.md", ANN + "- 2026-11-23 call\n")
    settle(shelf)
    monkeypatch.setenv("KARMA_TODAY", SUNDAY)
    assert shelf.karma("today").err == ""  # with --today
    assert "1 problem" in in_process(shelf).stderr


def in_process(shelf: Shelf, *args: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, and the modules that it imported, if it is asked for them."""
    words = ["-c", LOADED] if args == ("modules",) else ["-m", "karma", "-C", str(shelf.root), "today"]
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=shelf.root,
        env={**os.environ},
    )


def test_another_width_is_laid_out_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(shelf)
    for columns in ("80", "40", "80", "40"):
        monkeypatch.setenv("COLUMNS", columns)
        said = shelf.karma("today")
        assert max(map(len, said.out.splitlines())) <= int(columns)
        assert said == afresh(shelf, "today") if columns == "40" else True


def test_what_is_remembered_is_not_believed_when_it_is_damaged(shelf: Shelf) -> None:
    settle(shelf)
    first = shelf.karma("today")
    kept = shelf.root / ".karma/answers"
    data = kept.read_bytes()
    for at in range(0, len(data), 97):
        kept.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        assert shelf.karma("today") == first


LOADED = """
import sys
from karma.cli.main import run
run(["today"])
print(*sys.modules, file=sys.stderr)
"""
HEAVY = {
    "yaml",
    "jinja2",
    "markdown",
    "watchdog",
    "sqlite3",
    "tomlkit",
    "nh3",
    "tomllib",
    "json",
    "hashlib",
    "shutil",
}
"""What is not imported to say again what was said."""


def test_a_warm_start_imports_neither_rules_nor_readers(shelf: Shelf) -> None:
    shelf.put("karma.toml", f"today = {SUNDAY}\n")
    settle(shelf)
    first = in_process(shelf, "modules")
    again = in_process(shelf, "modules")
    assert again.stdout == first.stdout
    assert "karma.core.today" in first.stderr.split()
    modules = set(again.stderr.split())
    assert modules & HEAVY == set()
    assert {name for name in modules if name.startswith("karma.core.")} == {"karma.core.places"}
