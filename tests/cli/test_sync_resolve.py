"""`karma sync --resolve`: what both sides changed is asked in the middle of the sync, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.cli import ask, output
from tests.cli.clones import Clones, add_line, by_hand, clones_of, state, unwrapped

if TYPE_CHECKING:
    from pathlib import Path

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


def test_markers_that_stood_there_in_between_are_no_errors(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(monkeypatch, "t")
    assert "error" not in clones.nora.done("sync", "--resolve").out


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


def test_two_people_under_one_file_name_were_not_called_twice(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one, email in ((clones.ann, "sam@one.example"), (clones.nora, "sam@other.example")):
        one.put(
            "contacts/sam-lee.md",
            f"---\nname: Sam Lee\nemail: {email}\n---\n\n## Log\n\n- 2026-11-09 call\n",
        )
        one.commit_all("Sam")
        one.karma("sync")
    press(monkeypatch, "tbb")
    assert "called Sam Lee" not in clones.nora.done("sync", "--resolve").out


def opted_in(monkeypatch: pytest.MonkeyPatch, folder: Path, signer: Path) -> None:
    """Nora's own configuration says yes to hooks and to signing."""
    own = folder / "gitconfig"
    own.write_text(
        "[user]\n\tname = Nora Quist\n\temail = nora@quist.example\n"
        f"[karma]\n\thooks = true\n\tsign = true\n[gpg]\n\tprogram = {signer}\n",
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("asked", [True, False])
def test_the_merge_is_signed_for_who_wants_that_and_runs_no_hook(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: bool
) -> None:
    signs = "cat > /dev/null; echo '[GNUPG:] SIG_CREATED ' >&2; echo SIGNATURE"
    if not asked:
        by_hand(clones.nora, "bill-okafor", "title: President", "title: Chair")
    opted_in(monkeypatch, tmp_path, program(tmp_path / "gpg", signs))
    for hook in ("pre-commit", "commit-msg", "pre-merge-commit", "post-merge", "post-commit"):
        program(clones.nora.root / ".git" / "hooks" / hook, f"touch '{tmp_path}/ran'; exit 1")
    press(monkeypatch, "t")
    clones.nora.done("sync", *(["--resolve"] if asked else []))
    assert "gpgsig SIGNATURE" in clones.nora.git("cat-file", "commit", "HEAD")
    assert len(clones.nora.git("log", "-1", "--format=%P").split()) == 2
    assert not (tmp_path / "ran").exists()


def test_a_program_to_sign_with_that_came_with_the_repository_is_not_run(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stranger = program(tmp_path / "gpg", f"touch '{tmp_path}/ran'")
    opted_in(monkeypatch, tmp_path, tmp_path / "mine")
    clones.nora.git("config", "gpg.program", str(stranger))
    said = clones.nora.karma("sync", "--resolve")
    assert (said.code, "brings programs of its own" in said.err) == (1, True)
    assert not (tmp_path / "ran").exists()
