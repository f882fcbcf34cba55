"""`karma sync --resolve`: what both sides changed is asked in the middle of the sync, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.cli import ask, output
from tests.cli.clones import Clones, add_line, by_hand, clones_of, state, unwrapped

if TYPE_CHECKING:
    from tests.repositories import GitShelf


@pytest.fixture
def clones(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Clones:
    """Ann and Nora gave Bill another title each, and called him."""
    made = clones_of(gitshelf, tmp_path_factory.mktemp("shared"))
    for one, title, day in ((made.ann, "Chair", 10), (made.nora, "President", 11)):
        by_hand(one, "bill-okafor", "title: Owner", f"title: {title}")
        one.done("log", "bill", "call", f"2026-11-{day}")
    made.ann.done("sync")
    monkeypatch.setattr(output, "interactive", lambda: True)
    return made


def press(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    pressed = iter(keys)
    monkeypatch.setattr(ask, "a_key", lambda: next(pressed))


def test_what_is_settled_is_merged_and_sent(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    add_line(clones.nora, "ann-lee", "- 2026-11-01 note: not committed")
    press(monkeypatch, "t")
    said = clones.nora.done("sync", "--resolve")
    assert "2026-11-10 call" in said.out
    assert clones.nora.subjects()[0] == "sync: 2 commits by Ann Lee, Bill Okafor changed on both sides"
    assert clones.nora.dirty() == [" M contacts/ann-lee.md"]
    clones.ann.done("sync")
    for one in (clones.nora, clones.ann):
        assert "title: Chair\n" in one.text("bill-okafor")
        assert [one.text("bill-okafor").count(f"2026-11-{day} call") for day in (10, 11)] == [1, 1]


def test_quitting_brings_back_what_was_there(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    add_line(clones.nora, "ann-lee", "- 2026-11-01 note: not committed")
    before = state(clones.nora)
    press(monkeypatch, "q")
    said = clones.nora.karma("sync", "--resolve")
    assert (said.code, state(clones.nora)) == (1, before)
    assert "Not all was settled: contacts/bill-okafor.md." in said.err


def test_an_interruption_brings_back_what_was_there(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    before = state(clones.nora)
    monkeypatch.setattr(ask, "a_key", interrupted)
    assert (clones.nora.karma("sync", "--resolve").code, state(clones.nora)) == (130, before)


def test_a_file_that_is_staged_is_in_the_way_and_stays(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_line(clones.nora, "ann-lee", "- 2026-11-01 note: staged")
    clones.nora.git("add", "contacts/ann-lee.md")
    before = state(clones.nora)
    press(monkeypatch, "t")
    said = clones.nora.karma("sync", "--resolve")
    assert (said.code, state(clones.nora)) == (5, before)
    assert "git could not begin the merge" in unwrapped(said.err)


def test_what_cannot_be_brought_back_is_said(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> str:
        clones.nora.put(".git/index.lock", "")
        return "q"

    monkeypatch.setattr(ask, "a_key", locked)
    said = clones.nora.karma("sync", "--resolve")
    assert said.code == 5
    assert "git could not bring back what was there before" in said.err
    assert "`git merge --abort` does it" in said.err
