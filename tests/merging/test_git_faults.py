"""The catalogue of faults, git and merge, with real git and karma's driver as `sync` names it (faults.md G01–G08)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from karma.files.repository.driver import ATTRIBUTES, injected
from tests.repositories import GitShelf, git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BILL = """\
---
name: Bill Okafor
org: Harbor Marine
title: Owner
city: Portland
---

Prefers calls before ten. Two boys, both rowers.

## Promises

- [ ] 2026-12-01 Send the checklist

## Log

- 2026-07-02 note: thanked him for the referral
- 2026-08-20 call: off to the mountains
"""
ANN = "---\nname: Ann Lee\n---\n\n## Log\n\n- 2026-10-20 lunch: harbour café\n"


@dataclass
class Fork(GitShelf):
    """A book with a branch on which somebody else goes on."""

    def sides(self, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
        """Both go on from here, each in a commit of their own."""
        self.git("switch", "--quiet", "--create", "theirs")
        theirs()
        self.commit_all("theirs")
        self.git("switch", "--quiet", "main")
        ours()
        self.commit_all("ours")

    def merge(self, *how: str) -> str:
        """What git says when the sides come together."""
        return git(self.root, *injected(), *(how or ("merge", "--quiet", "--no-edit", "theirs")), check=False)

    def change(self, old: str, new: str, stem: str = "bill") -> None:
        text = self.text(stem)
        assert old in text
        self.put(f"contacts/{stem}.md", text.replace(old, new))

    def add(self, *lines: str, stem: str = "bill") -> None:
        self.put(f"contacts/{stem}.md", self.text(stem) + "".join(f"{line}\n" for line in lines))

    def log(self, stem: str = "bill") -> list[str]:
        """The lines below the heading of the log, as they stand."""
        return [line for line in self.text(stem).partition("## Log")[2].splitlines() if line]

    def conflicts(self, code: str = "conflict") -> Iterator[tuple[str, int, str]]:
        """Path, line and words of every conflict that `karma check` reports."""
        for one in self.karma("check", "--json").data["problems"]:
            if one["code"] == code:
                yield one["path"], one["line"], one["message"]


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Fork:
    found = Fork(tmp_path, capsys)
    found.put("karma.toml", "name = 'Nora'\n")
    found.put(".gitattributes", f"{ATTRIBUTES}\n")
    found.put("contacts/bill.md", BILL)
    found.put("contacts/ann.md", ANN)
    found.begin()
    return found


def test_two_calls_on_two_laptops_stand_both_in_the_log(book: Fork) -> None:
    book.sides(
        lambda: book.add("- 2026-11-20 call: from home", "- 2026-11-21 email"),
        lambda: book.add("- 2026-11-19 call: from the office"),
    )
    book.merge()
    assert book.dirty() == []
    assert book.log()[2:] == [
        "- 2026-11-19 call: from the office",
        "- 2026-11-20 call: from home",
        "- 2026-11-21 email",
    ]


def test_neighbouring_fields_do_not_meet_and_one_field_twice_is_told_with_its_line(book: Fork) -> None:
    book.sides(
        lambda: (book.change("Harbor Marine", "Harbor Marine Supply"), book.change("Portland", "Astoria")),
        lambda: (book.change("Owner", "Founder"), book.change("Portland", "Seattle")),
    )
    book.merge()
    assert book.dirty() == ["UU contacts/bill.md"]
    text = book.text("bill")
    assert text.startswith("---\nname: Bill Okafor\norg: Harbor Marine Supply\ntitle: Founder\n<<<<<<< ")
    (path, line, words), *more = book.conflicts()
    assert (path, line, more) == ("contacts/bill.md", 5, [])
    assert "Astoria" in words
    assert "Seattle" in words


def test_the_same_call_written_down_on_both_sides_is_one_and_twice_on_one_side_stays_two(book: Fork) -> None:
    lunch, tried = "- 2026-11-20 lunch with [[ann]]: harbour café", "- 2026-11-21 tried"
    book.sides(lambda: book.add(lunch, tried, tried), lambda: book.add(lunch))
    book.merge()
    assert book.dirty() == []
    assert book.log()[2:] == [lunch, tried, tried]


@pytest.mark.parametrize("attributes", [ATTRIBUTES, "contacts/**/*.md merge=karma"], ids=["eol", "no-eol"])
def test_a_laptop_with_windows_line_endings_doubles_nothing(book: Fork, attributes: str) -> None:
    book.put(".gitattributes", f"{attributes}\n# of this book\n")
    book.commit_all("attributes")
    bill = book.root / "contacts/bill.md"

    def windows() -> None:
        bill.write_bytes(bill.read_bytes().replace(b"\n", b"\r\n") + b"- 2026-11-19 call: theirs\r\n")

    book.sides(lambda: book.add("- 2026-11-20 call: ours"), windows)
    book.merge()
    assert book.dirty() == []
    assert book.text("bill").count("## Log") == 1
    assert book.log()[1:] == [
        "- 2026-08-20 call: off to the mountains",
        "- 2026-11-19 call: theirs",
        "- 2026-11-20 call: ours",
    ]


def test_whom_one_side_deleted_and_the_other_called_is_asked_about_and_the_file_is_there(book: Fork) -> None:
    book.sides(
        lambda: book.git("rm", "--quiet", "contacts/bill.md"), lambda: book.add("- 2026-11-20 call: theirs")
    )
    book.merge()
    assert book.dirty() == ["DU contacts/bill.md"]
    assert book.text("bill") == BILL + "- 2026-11-20 call: theirs\n"


def test_a_line_for_somebody_whose_file_got_another_name_finds_it(book: Fork) -> None:
    book.sides(
        lambda: book.git("mv", "contacts/bill.md", "contacts/bill-okafor.md"),
        lambda: book.add("- 2026-11-20 call: theirs"),
    )
    book.merge()
    assert book.dirty() == []
    assert book.text("bill-okafor") == BILL + "- 2026-11-20 call: theirs\n"
    assert not (book.root / "contacts/bill.md").exists()


def test_two_new_people_of_one_file_name_are_never_one(book: Fork) -> None:
    book.sides(
        lambda: book.put("contacts/jo.md", "---\nname: Jo Park\n---\n\n## Log\n\n- 2026-11-20 call: ours\n"),
        lambda: book.put("contacts/jo.md", "---\nname: Jo Quist\n---\n\n## Log\n\n- 2026-11-21 note\n"),
    )
    book.merge()
    assert book.dirty() == ["AA contacts/jo.md"]
    (path, line, words), *more = book.conflicts("two-people")
    assert (path, line, more) == ("contacts/jo.md", 1, [])
    assert "Jo Park" in words
    assert "Jo Quist" in words
    with_both = book.text("jo")
    for said in ("name: Jo Park", "name: Jo Quist", "- 2026-11-20 call: ours", "- 2026-11-21 note"):
        assert with_both.count(said) == 1


def test_after_a_rebase_the_log_counts_by_date_whatever_its_order(book: Fork) -> None:
    book.sides(lambda: book.add("- 2026-11-12 call: early"), lambda: book.add("- 2026-11-19 call: late"))
    book.merge("rebase", "--quiet", "theirs")
    assert book.dirty() == []
    assert book.log()[2:] == ["- 2026-11-12 call: early", "- 2026-11-19 call: late"]
    book.put("contacts/ann.md", ANN + "- 2026-09-01 email: older, written down later\n")
    shown = book.done("show", "ann", "--json").data["log"]
    assert [one["date"] for one in shown] == sorted(one["date"] for one in shown)


def test_a_double_edit_in_a_rebase_is_told_with_its_line(book: Fork) -> None:
    book.sides(lambda: book.change("Owner", "Founder"), lambda: book.change("Owner", "Captain"))
    book.merge("rebase", "--quiet", "theirs")
    assert [(path, line) for path, line, _ in book.conflicts()] == [("contacts/bill.md", 4)]
    said = book.done("log", "ann", "call", "-m", "while it lasts")
    assert said.err.startswith("Not committed: a rebase is under way.")
    assert "while it lasts" in book.text("ann")


def test_a_bare_repository_among_the_files_of_a_clone_runs_nothing(book: Fork) -> None:
    """What git takes for a repository without being told, wherever somebody stands in it."""
    inner = book.root / "inner"
    git(book.root, "init", "--quiet", "--bare", "inner")
    ran = book.root / "ran"
    book.put("evil", f"#!/bin/sh\necho >> '{ran}'\n").chmod(0o755)
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", ".")
    git(inner, "config", "core.fsmonitor", str(book.root / "evil"))
    book.put("inner/contacts/eve.md", "---\nname: Eve\n---\n\n## Log\n")
    book.commit_all("a clone may bring this along")
    trap = Fork(inner, book.capsys)
    trap.done("log", "eve", "call")
    trap.karma("history")
    trap.karma("doctor")
    assert not ran.exists()
    git(inner, "status", check=False)
    assert ran.exists(), "the trap is one"
