"""Two builds of one site at once: the second waits, and neither takes the other's pages for edited ones."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from karma.cli import unchanged, workshop
from karma.files import lock
from karma.files.lock import waited_for
from karma.files.site import turn
from karma.files.site.left import name_of
from karma.files.site.publish import publish
from karma.files.site.turn import in_turn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.shelf import Shelf


def is_free(root: Path) -> bool:
    with in_turn(root, root / "other"):  # makes .karma/
        handle = waited_for(root / ".karma" / name_of(root / "site", "lock"), 0)
    if handle is not None:
        os.close(handle)
    return handle is not None


def test_who_makes_pages_has_others_wait(tmp_path: Path) -> None:
    assert is_free(tmp_path)
    with in_turn(tmp_path, tmp_path / "site"):
        assert not is_free(tmp_path)


def test_a_build_has_its_turn_while_it_writes(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def watched(*args: Any) -> Any:
        seen.append(is_free(shelf.root))
        return publish(*args)

    monkeypatch.setattr(workshop, "publish", watched)
    shelf.done("build")
    assert seen == [False]


def test_what_is_saved_while_a_build_waits_is_on_its_pages(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.done("build")
    shelf.put("contacts/ann-lee.md", "---\nname: Ann Lee\norg: First\n---\n")
    another = ExitStack()
    another.enter_context(in_turn(shelf.root, shelf.root / "site"))

    def saved(_: float) -> None:
        shelf.put("contacts/ann-lee.md", "---\nname: Ann Lee\norg: Second\n---\n")
        shelf.put("contacts/zoe.md", "---\nname: Zoe\n---\n")
        another.close()

    monkeypatch.setattr(
        turn, "waited_for", lambda path, patience: lock.waited_for(path, patience, sleep=saved)
    )
    shelf.done("build")
    assert "Second" in (shelf.root / "site/contacts/ann-lee.html").read_text("utf-8")
    assert (shelf.root / "site/contacts/zoe.html").is_file()


def test_a_build_that_hangs_is_not_waited_for_for_ever(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.0)
    with in_turn(shelf.root, shelf.root / "site"):
        shelf.done("build")
    assert (shelf.root / "site/index.html").is_file()


def test_where_there_can_be_no_lock_nobody_waits(tmp_path: Path) -> None:
    (tmp_path / ".karma").write_text("in the way")
    with in_turn(tmp_path, tmp_path / "site"):
        pass


def test_with_another_library_for_pages_it_is_looked_whether_they_change(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        shelf.done("build")
    made = []
    monkeypatch.setattr(workshop, "publish", lambda *args: made.append(args) or publish(*args))
    shelf.done("build")
    monkeypatch.setattr(unchanged, "made_with", lambda: "another Markdown")
    shelf.done("build")
    assert len(made) == 1
