"""Publishing: what changed is written, who is gone removed, what is not ours left alone (P09, P10, C01)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.files.site import publish as site
from karma.files.site.folder import A_LINK, EDITED, MARK, NO_FOLDER, NOBODYS, NOT_OURS
from karma.files.site.names import MANIFEST
from karma.files.site.publish import Published
from karma.views.html.environment import GENERATOR
from tests.files.ready import Ready

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = b'<!doctype html><meta name="generator" content="karma 0.1.0">'
PAGES = {"index.html": OURS + b"today", "contacts/bill.html": OURS + b"bill", "contacts/zo\u00eb.html": OURS}


def publish(folder: Path, pages: Mapping[str, bytes]) -> Published:
    return site.publish(folder, Ready(pages))


def test_a_first_build_writes_everything(tmp_path: Path) -> None:
    done = publish(tmp_path / "site", PAGES)
    assert done == Published(tuple(sorted(PAGES)), (), (), ())
    assert {name: (tmp_path / "site" / name).read_bytes() for name in PAGES} == PAGES


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    before = {path: path.stat() for path in tmp_path.rglob("*")}
    assert publish(tmp_path, PAGES) == Published((), tuple(sorted(PAGES)), (), ())
    after = {path: path.stat() for path in tmp_path.rglob("*")}
    assert {path: (s.st_mtime_ns, s.st_ino) for path, s in before.items()} == {
        path: (s.st_mtime_ns, s.st_ino) for path, s in after.items()
    }


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    done = publish(tmp_path, PAGES | {"index.html": OURS + b"tomorrow"})
    assert (done.written, len(done.unchanged)) == (("index.html",), 2)
    assert (tmp_path / "index.html").read_bytes() == OURS + b"tomorrow"


def test_the_page_of_somebody_who_is_gone_is_removed(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    done = publish(tmp_path, {"index.html": PAGES["index.html"]})
    assert done.removed == ("contacts/bill.html", "contacts/zo\u00eb.html")
    assert [path.name for path in tmp_path.rglob("*.html")] == ["index.html"]
    assert publish(tmp_path, {"index.html": PAGES["index.html"]}).removed == ()


def test_a_file_that_karma_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"mine")
    (tmp_path / "notes.txt").write_bytes(b"mine too")
    for _ in range(2):
        done = publish(tmp_path, PAGES)
        assert done.refused == (("index.html", NOT_OURS),)
    assert (tmp_path / "index.html").read_bytes() == b"mine"
    assert (tmp_path / "notes.txt").read_bytes() == b"mine too"
    assert (tmp_path / "contacts/bill.html").read_bytes() == PAGES["contacts/bill.html"]


def test_a_page_that_was_edited_is_left_alone_until_it_is_moved_away(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    edited = tmp_path / "contacts/bill.html"
    edited.write_bytes(OURS + b"bill, with my remarks")
    for _ in range(2):
        assert publish(tmp_path, PAGES).refused == (("contacts/bill.html", EDITED),)
    assert publish(tmp_path, {}).refused == (("contacts/bill.html", NOBODYS),)
    edited.rename(tmp_path / "bill-with-remarks.html")
    done = publish(tmp_path, PAGES)
    assert (done.refused, done.removed, "contacts/bill.html" in done.written) == ((), (), True)
    assert (tmp_path / "bill-with-remarks.html").exists()


def test_a_page_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "index.html").unlink()
    assert publish(tmp_path, PAGES).written == ("index.html",)


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"pages": 1}', b'{"pages": {"../x": []}}', b"[" * 100_000, b"\xff", None],
    ids=["empty", "cut", "list", "number", "outside", "deep", "binary", "gone"],
)
def test_without_the_manifest_a_page_says_itself_that_it_is_ours(
    tmp_path: Path, damage: bytes | None
) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "promises.html").write_bytes(b"mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/saved.html").write_bytes(OURS)
    if damage is None:
        (tmp_path / MANIFEST).unlink()
    else:
        (tmp_path / MANIFEST).write_bytes(damage)
    now = {"index.html": OURS + b"new", "promises.html": OURS, "contacts/bill.html": OURS + b"bill"}
    done = publish(tmp_path, now)
    assert done == Published(
        ("index.html",), ("contacts/bill.html",), ("contacts/zo\u00eb.html",), (("promises.html", NOT_OURS),)
    )
    assert (tmp_path / "other/saved.html").exists()


@pytest.mark.parametrize(
    "name", ["../x.html", "/x.html", "a//b", "", ".", "a\\b", "c:x", "a/../b", "a\nb", "x\0"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a page"):
        publish(tmp_path / "site", {name: OURS})
    assert list(tmp_path.iterdir()) == []


def test_links_are_never_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    (outside / "bill.html").write_bytes(OURS)
    folder.mkdir()
    (folder / "contacts").symlink_to(outside)
    (folder / "index.html").symlink_to(outside / "bill.html")
    (folder / MANIFEST).symlink_to(outside / "manifest")
    done = publish(folder, PAGES)
    assert done.refused == tuple((name, A_LINK) for name in sorted(PAGES))
    assert publish(folder, {"contacts/anna.html": OURS}).removed == ()
    assert [path.name for path in outside.iterdir()] == ["bill.html"]


def test_a_file_where_a_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "contacts").write_bytes(b"mine")
    (tmp_path / "index.html").mkdir()
    assert publish(tmp_path, PAGES).refused == (
        ("contacts/bill.html", NO_FOLDER),
        ("contacts/zo\u00eb.html", NO_FOLDER),
        ("index.html", NOT_OURS),
    )


@pytest.mark.parametrize("step", range(4))
def test_an_interrupted_build_is_finished_by_the_next(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, PAGES)
    then = {"index.html": OURS + b"2", "contacts/bill.html": OURS + b"2", "contacts/new.html": OURS + b"2"}
    replace, left = Path.replace, step

    def failing(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise OSError("the disk is full")
        left -= 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="full"):
        publish(tmp_path, then)
    monkeypatch.undo()
    assert publish(tmp_path, then).refused == ()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {*then, MANIFEST}
    assert all((tmp_path / name).read_bytes() == data for name, data in then.items())


def test_the_manifest_holds_one_hash_for_each_page(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    publish(tmp_path, PAGES | {"index.html": OURS + b"2"})
    held = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    assert {name: len(hashes) for name, hashes in held["pages"].items()} == dict.fromkeys(PAGES, 1)


@pytest.mark.skipif(os.name == "nt", reason="modes are for other systems")
def test_pages_are_readable_as_any_new_file_is(tmp_path: Path) -> None:
    publish(tmp_path, PAGES)
    (tmp_path / "plain").touch()
    assert (tmp_path / "index.html").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_mark_is_the_one_that_pages_carry() -> None:
    assert MARK.decode().endswith(GENERATOR.split()[0] + " ")
