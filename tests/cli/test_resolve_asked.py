"""The questions of `karma resolve`: two people or one, and which side is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.cli import ask, output
from karma.files.resolve.git import label
from tests.cli.test_resolve import differ, merge

if TYPE_CHECKING:
    from tests.repositories import GitShelf

PHONE = (
    "---\nname: Ida Holm\ncircle: friend\nphone: 555 0100\n---\n\n## Log\n\n- 2026-11-18 note: at the fair\n"
)
MAIL = "---\nname: Ida Holm\ncircle: client\nemail: ida@holm.example\n---\n\n## Log\n\n- 2026-11-19 call\n"


@pytest.fixture
def ida(gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch) -> GitShelf:
    """Ida was met here and there, and nothing in the two files says that she is one person."""
    differ(gitshelf, {"ida-holm": PHONE}, {"ida-holm": MAIL})
    merge(gitshelf)
    monkeypatch.setattr(output, "interactive", lambda: True)
    return gitshelf


def press(monkeypatch: pytest.MonkeyPatch, keys: str, typed: str = "") -> None:
    pressed = iter(keys)
    monkeypatch.setattr(ask, "a_key", lambda: next(pressed))
    monkeypatch.setattr(ask, "a_line", lambda _question: typed)


def test_the_two_are_told_apart_and_what_follows_is_said(
    ida: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(monkeypatch, "s")
    said = " ".join(ida.karma("resolve").out.split())
    assert "o Ida Holm, 555 0100, 2026-11-18 note t Ida Holm, ida@holm.example, 2026-11-19 call" in said
    assert "Parted, o keeps this file and t gets contacts/ida-holm-2.md." in said
    assert "b one person: put together" in said


def test_one_person_is_put_together_and_only_what_differs_is_asked(
    ida: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(monkeypatch, "bt")
    said = ida.done("resolve")
    assert "2 of 2" in said.out
    assert ida.text("ida-holm") == (
        "---\nname: Ida Holm\ncircle: client\nphone: 555 0100\nemail: ida@holm.example\n---\n\n"
        "## Log\n\n- 2026-11-18 note: at the fair\n- 2026-11-19 call\n"
    )
    ida.git("commit", "--quiet", "--no-edit")
    assert ida.dirty() == []


def test_one_of_the_two_alone_may_stay(ida: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, "t")
    ida.done("resolve")
    assert ida.text("ida-holm") == MAIL


def test_the_one_who_goes_may_be_given_another_file_name(
    ida: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(monkeypatch, "p", "Ida Holm of the fair")
    ida.done("resolve")
    assert (ida.text("ida-holm"), ida.text("ida-holm-of-the-fair")) == (PHONE, MAIL)


def test_the_keys_stand_beside_the_sides_and_the_field_is_named(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = gitshelf.text("bill-okafor")
    here, there = (text.replace("title: Owner", f"title: {one}") for one in ("Captain", "Founder"))
    differ(gitshelf, {"bill-okafor": here}, {"bill-okafor": there})
    gitshelf.git("merge", "--quiet", gitshelf.git("rev-parse", "laptop"), check=False)
    monkeypatch.setattr(output, "interactive", lambda: True)
    press(monkeypatch, "s")
    said = gitshelf.karma("resolve").out
    who = gitshelf.git("log", "-1", "--format=%an, %as", "laptop")
    assert ", in title\n" in said
    assert "\n o what stood here\n   title: Captain\n" in said
    assert f"\n t what came in ({who})\n   title: Founder\n" in said
    assert " o what stood here  t what came in  e edit" in said


def test_a_label_that_says_nothing_is_left_out(gitshelf: GitShelf) -> None:
    commit = gitshelf.git("rev-parse", "HEAD")
    told = gitshelf.git("log", "-1", "--format=%an, %as")
    written = ("HEAD", "ours", f"{commit[:7]} (call: Bill)", "laptop", commit, "0" * 40)
    assert [label(gitshelf.root, one) for one in written] == ["", "", "", "laptop", told, "0" * 8]
