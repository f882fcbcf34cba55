"""The state in which a build left the pages is what a look at them tells, for as long as nobody touches them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from karma.files.listing import stamp_of
from karma.files.site.state import state_of_pages

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.listing import Stamp

NAMES = ("index.html", "contacts/ann.html", "contacts/bob.html")


def left(folder: Path) -> dict[str, Stamp]:
    """Pages, as a build has just left them."""
    (folder / "contacts").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text(name, "utf-8")
    return {name: stamp_of((folder / name).stat()) for name in NAMES}


def test_what_a_build_left_is_what_a_look_tells(tmp_path: Path) -> None:
    stamps = left(tmp_path)
    (tmp_path / "mine.css").write_text("main { color: teal }", "utf-8")
    assert state_of_pages(tmp_path, stamps) == state_of_pages(tmp_path)


def test_a_page_that_was_touched_meanwhile_is_not_as_it_was_left(tmp_path: Path) -> None:
    stamps = left(tmp_path)
    os.utime(tmp_path / "index.html", ns=(1, 1))
    assert state_of_pages(tmp_path, stamps) != state_of_pages(tmp_path)


def test_of_a_page_that_is_gone_or_is_a_link_nothing_can_be_told(tmp_path: Path) -> None:
    stamps = left(tmp_path)
    (tmp_path / "contacts" / "bob.html").unlink()
    assert state_of_pages(tmp_path, stamps) is None
    (tmp_path / "contacts" / "bob.html").symlink_to("ann.html")
    assert state_of_pages(tmp_path, stamps) is None
