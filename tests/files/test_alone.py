"""One person can be read without everybody else, and is who they are in the book."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from karma.core.links import fold
from karma.files.alone import Alone
from karma.files.book import load
from karma.files.listing import names_below

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "---\nname: Somebody\n---\n## Log\n- 2026-11-01 call\n"
LONELY = ("bill-okafor.md", "archive/Ann Lee.md", "Åsa Berg.md", "zoë/Straße.md", "eve.MD", "jo.md.orig")
TWINS = (
    *("bill-okafor.md", "archive/Bill-Okafor.md", "ann lee.md", "Ann  Lee.md", "eve.md", "eve .md"),
    *(
        "A\u030asa.md",
        "\u00e5sa.md",
        "a//x.md",
        "a,b.md",
        "a.md",
        "b.md",
        "b 2.md",
        "ida (conflicted copy).md",
    ),
)
IGNORED = (".#ida.md", ".hidden/ida.md", "ida.md/ida.md", "ida.md~", "ida", "con.md", "-ida.md", "empty.md")
ASKED = (
    *("bill-okafor", " BILL-OKAFOR ", "Ann Lee", "ann   lee", "ANN LEE", "åsa berg", "A\u030asa Berg", "åsa"),
    *("strasse", "straße", "eve", "eve.md", "jo", "jo.md", "a", "b", "b 2", "a,b", "x", "a/x", "x.md//a"),
    *(
        "ida",
        "ida (conflicted copy)",
        "con",
        "-ida",
        "empty",
        "nobody",
        "",
        " ",
        ".md",
        "/",
        "archive",
        "[[a]]",
    ),
)


def book(root: Path, names: tuple[str, ...]) -> Path:
    (root / "contacts").mkdir()
    for name in names:
        file = root / "contacts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("" if name == "empty.md" else TEXT)
    return root


def alone_in(root: Path) -> Alone:
    return Alone(root, load(root).config, list(names_below(str(root))))


@pytest.mark.parametrize("names", [LONELY, TWINS, IGNORED, ()])
def test_who_is_read_alone_is_who_the_book_says(tmp_path: Path, names: tuple[str, ...]) -> None:
    whole = load(book(tmp_path, names))
    alone = alone_in(tmp_path)
    for stem in ASKED:
        found, known = alone.get(stem), whole.by_id.get(fold(stem))
        assert found in (None, known), stem
        assert alone.is_stem(stem) or known is None, stem


def test_the_usual_names_leave_no_doubt(tmp_path: Path) -> None:
    whole = load(book(tmp_path, LONELY))
    alone = alone_in(tmp_path)
    assert {one for one in whole.by_id if alone.get(one)} == whole.by_id.keys() - {"jo"}


def test_a_twin_a_link_or_a_file_that_cannot_be_read_leaves_doubt(tmp_path: Path) -> None:
    (book(tmp_path, TWINS) / "contacts/link.md").symlink_to(tmp_path / "contacts/a.md")
    (tmp_path / "contacts/zeros.md").write_bytes(b"\0\0")
    alone = alone_in(tmp_path)
    for stem in ("bill-okafor", "ann lee", "eve", "åsa", "link", "zeros"):
        assert alone.is_stem(stem), stem
        assert alone.get(stem) is None, stem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(book(tmp_path, ("a.md",)) / "contacts/b.md")
    assert alone_in(tmp_path).get("b") is None


def test_without_names_there_is_nobody(tmp_path: Path) -> None:
    alone = Alone(tmp_path, load(book(tmp_path, ("a.md",))).config, [])
    assert (alone.get("a"), alone.is_stem("a")) == (None, False)
