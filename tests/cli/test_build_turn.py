"""Two builds of one site at once: the second waits, and neither takes the other's pages for edited ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.cli import workshop
from karma.files.lock import waited_for
from karma.files.site import turn
from karma.files.site.left import name_of
from karma.files.site.turn import in_turn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.shelf import Shelf


def is_free(root: Path) -> bool:
    with in_turn(root, root / "other"):  # makes .karma/
        return waited_for(root / ".karma" / name_of(root / "site", "lock"), 0) is not None


def test_who_makes_pages_has_others_wait(tmp_path: Path) -> None:
    assert is_free(tmp_path)
    with in_turn(tmp_path, tmp_path / "site"):
        assert not is_free(tmp_path)


def test_a_build_has_its_turn_while_it_writes(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    publish, seen = workshop.publish, []

    def watched(*args: Any) -> Any:
        seen.append(is_free(shelf.root))
        return publish(*args)

    monkeypatch.setattr(workshop, "publish", watched)
    shelf.done("build")
    assert seen == [False]


def test_a_build_that_hangs_is_not_waited_for_for_ever(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.0)
    with in_turn(shelf.root, shelf.root / "site"):
        shelf.done("build")
    assert (shelf.root / "site/index.html").is_file()


def test_where_there_can_be_no_lock_nobody_waits(tmp_path: Path) -> None:
    (tmp_path / ".karma").write_text("in the way")
    with in_turn(tmp_path, tmp_path / "site"):
        pass
