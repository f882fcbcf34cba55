"""What karma remembers of a site saves work, and is never believed over the pages themselves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from karma.files.site import workers
from karma.files.site.folder import EDITED
from karma.files.site.kept import Kept
from karma.files.site.left import name_of, read_left, write_left
from karma.files.site.publish import WORTH_TWO, publish
from karma.files.site.turn import in_turn
from karma.files.state import FOLDER
from tests.files.ready import Ready

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OURS = b'<!doctype html><meta name="generator" content="karma 0.1.0">'
PAGES = {
    "index.html": OURS + b"today",
    "contacts/ann.html": OURS + b"ann",
    "contacts/bob.html": OURS + b"bob",
}


def built(root: Path, pages: dict[str, bytes], look: Any = None) -> tuple[list[str], tuple[str, ...]]:
    """The pages that were made, and those that were written, by a build that goes on from the last one."""
    source = Ready(pages, look=look)
    done = publish(root / "site", source, read_left(root, root / "site"))
    write_left(root, root / "site", dict(done.rows), look)
    assert all((root / "site" / name).read_bytes() == data for name, data in pages.items())
    return sorted(source.made), done.written


def test_a_page_that_is_still_right_is_not_made_again(tmp_path: Path) -> None:
    assert built(tmp_path, PAGES)[1] == tuple(sorted(PAGES))
    assert built(tmp_path, PAGES) == ([], ())
    assert built(tmp_path, PAGES | {"index.html": OURS + b"new"}) == (["index.html"], ("index.html",))
    assert built(tmp_path, PAGES | {"index.html": OURS + b"new"}) == ([], ())


def test_pages_get_another_look_without_being_made_again(tmp_path: Path) -> None:
    plain = {"index.html": OURS + b"today", "contacts/ann.html": OURS + b"ann"}
    before = {name: page + b"<style>blue" for name, page in plain.items()}
    after = {name: page + b"<style>teal" for name, page in plain.items()}
    built(tmp_path, before, b"<style>blue")
    source = Ready(after, look=b"<style>teal", memos=before)
    done = publish(tmp_path / "site", source, read_left(tmp_path, tmp_path / "site"))
    assert (source.made, done.written) == ([], tuple(sorted(after)))
    assert (tmp_path / "site/contacts/ann.html").read_bytes() == after["contacts/ann.html"]


def test_a_page_that_somebody_edits_while_it_gets_another_look_stays(tmp_path: Path) -> None:
    before = {"contacts/ann.html": OURS + b"ann<style>blue"}
    built(tmp_path, before, b"<style>blue")
    page = tmp_path / "site/contacts/ann.html"

    class Meanwhile(Ready):
        def still(self, name: str, memo: Any) -> Any | None:
            page.write_bytes(OURS + b"ann, and a word of mine<style>blue")
            return super().still(name, memo)

    source = Meanwhile({"contacts/ann.html": OURS + b"ann<style>teal"}, look=b"<style>teal", memos=before)
    done = publish(tmp_path / "site", source, read_left(tmp_path, tmp_path / "site"))
    assert done.refused == (("contacts/ann.html", EDITED),)
    assert b"a word of mine" in page.read_bytes()


def test_a_page_that_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    built(tmp_path, PAGES)
    (tmp_path / "site/index.html").unlink()
    assert built(tmp_path, PAGES) == (["index.html"], ("index.html",))


def test_a_page_that_somebody_edited_is_noticed_though_its_time_and_length_are_the_same(
    tmp_path: Path,
) -> None:
    built(tmp_path, PAGES)
    page = tmp_path / "site/contacts/ann.html"
    before = page.stat()
    page.write_bytes(OURS + b"eve")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    done = publish(tmp_path / "site", Ready(PAGES), read_left(tmp_path, tmp_path / "site"))
    assert done.refused == (("contacts/ann.html", EDITED),)


def test_a_page_that_was_only_touched_is_looked_into_and_not_made_again(tmp_path: Path) -> None:
    built(tmp_path, PAGES)
    os.utime(tmp_path / "site/index.html", (1, 1))
    assert built(tmp_path, PAGES) == ([], ())


@pytest.mark.parametrize("damage", [b"", b"karma's cache, safe to delete\n", b"\xff" * 400, None])
def test_what_is_damaged_or_gone_means_a_full_build(tmp_path: Path, damage: bytes | None) -> None:
    built(tmp_path, PAGES)
    kept = tmp_path / FOLDER / name_of(tmp_path / "site")
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    assert built(tmp_path, PAGES) == (sorted(PAGES), ())


def test_what_came_along_with_a_book_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    built(tmp_path / "first", PAGES)
    (tmp_path / "first").rename(tmp_path / "second")
    (tmp_path / "second" / FOLDER / ".gitignore").unlink()  # a copy has other files, if they read the same
    (tmp_path / "second" / FOLDER / ".gitignore").write_text("*\n", "utf-8")
    assert built(tmp_path / "second", PAGES) == (sorted(PAGES), ())


def test_few_sites_of_a_book_are_remembered(tmp_path: Path) -> None:
    for name in "abcdefg":
        write_left(tmp_path, tmp_path / name, {})
    assert len(list((tmp_path / FOLDER).glob("site-*"))) == 4


def test_two_processes_do_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"contacts/p{number}.html": OURS + str(number).encode() for number in range(WORTH_TWO + 50)}
    two = publish(tmp_path / "two", Ready(pages))
    monkeypatch.setattr(workers, "can_split", lambda: False)
    one = publish(tmp_path / "one", Ready(pages))
    assert one == two
    for folder in ("one", "two"):
        assert {name: (tmp_path / folder / name).read_bytes() for name in pages} == pages
    assert (tmp_path / "one/.karma-site.json").read_bytes() == (
        tmp_path / "two/.karma-site.json"
    ).read_bytes()


def test_what_pages_at_the_top_find_out_is_found_out_here(tmp_path: Path) -> None:
    people = {f"contacts/p{number}.html": OURS for number in range(WORTH_TWO + 50)}
    source = Ready({**people, "plan.html": OURS, "a.html": OURS})
    publish(tmp_path / "site", source)
    assert source.made[:3] == ["contacts/p0.html", "plan.html", "a.html"]


@pytest.mark.usefixtures("two_processes")
def test_the_work_of_a_process_that_was_killed_is_done_by_the_other() -> None:
    first = os.getpid()

    def work(chunk: Sequence[str]) -> str:
        if os.getpid() != first:
            os._exit(9)
        return chunk[0]

    assert workers.each([[str(number)] for number in range(50)], work) == [
        str(number) for number in range(50)
    ]


@pytest.mark.usefixtures("two_processes")
def test_what_fails_in_either_process_fails_here() -> None:
    def work(chunk: Sequence[str]) -> str:
        if chunk[0] == "30":
            raise OSError("the disk is full")
        return chunk[0]

    with pytest.raises(OSError, match="full"):
        workers.each([[str(number)] for number in range(50)], work)


def test_values_are_kept_until_they_are_too_many(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "notes")
    kept.update({bytes([0, number]): number for number in range(200)})
    kept.save(in_use=0)
    again = Kept(tmp_path, "notes")
    assert (len(again), again[b"\0\xc7"], b"\0\0" in again) == (64, 199, False)
    (tmp_path / FOLDER / "notes-0.kept").write_bytes(b"damaged")
    assert len(Kept(tmp_path, "notes")) == 0


def test_of_a_site_that_was_made_long_ago_nothing_is_remembered(tmp_path: Path) -> None:
    for number in range(5):
        folder = tmp_path / f"site{number}"
        with in_turn(tmp_path, folder):
            write_left(tmp_path, folder, {}, None)
        os.utime(tmp_path / FOLDER / name_of(folder), (number, number))
    write_left(tmp_path, tmp_path / "site4", {}, None)
    left = {path.stem for path in (tmp_path / FOLDER).glob("site-*")}
    assert left == {name_of(tmp_path / f"site{number}").removesuffix(".pages") for number in range(1, 5)}
