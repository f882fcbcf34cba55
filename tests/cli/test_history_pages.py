"""The latest changes on the pages, and the file beside the book that saves reading a commit again."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from karma.files.history import cache, commits
from karma.files.history.book import told_in_parts
from tests.cli.conftest import SUNDAY_NOON, at
from tests.repositories import GitShelf
from tests.views.site import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.files.git import Repository
    from karma.files.history.commits import Commit
    from tests.cli.shelf import Shelf


def changes_on(shelf: Shelf, stem: str) -> str:
    """What stands under Latest changes on somebody's page."""
    seen = Page((shelf.root / "site" / "contacts" / f"{stem}.html").read_text("utf-8")).visible
    _, _, latest = seen.partition("Latest changes")
    return latest.partition("In the file")[0].strip()


def test_the_page_of_a_person_tells_the_latest_changes(story: GitShelf) -> None:
    story.done("build")
    assert changes_on(story, "bill-okafor") == (
        "22 Nov 2026 they kept: introduce me to the harbour master Ana Ruiz "
        "org: Harbor Marine Supply → Okafor Marine Ana Ruiz "
        "call: met Ann Lee Nora Quist "
        "promised: Send the list by 4 Dec 2026 Nora Quist "
        "20 Nov 2026 new here, with 2 lines in the log and 3 promises Nora Quist"
    )
    assert "a card" not in changes_on(story, "ann-lee")


def built(shelf: Shelf) -> dict[str, bytes]:
    (shelf.root / ".karma" / "answers").unlink(missing_ok=True)  # which may say that nothing changed
    shelf.done("build")
    return {name: data for name, data in shelf.bytes().items() if name.startswith("site/")}


def test_whatever_the_cache_holds_the_pages_are_the_same(story: GitShelf) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    good = cache.read_text()
    for kept in ("", "{", "[]", '{"made_for": "", "revisions": []}', '{"made_for": 1}', "\0", "[" * 100_000):
        cache.write_text(kept)
        assert built(story) == pages, kept
        assert cache.read_text() == good, kept


def test_only_what_is_new_is_read(story: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    story.done("build")
    story.commit_all("one more")
    asked: list[list[str]] = []

    def looked_up(repository: Repository, ids: Iterable[str]) -> list[Commit]:
        asked.append(list(ids))
        return commits.looked_up(repository, asked[-1])

    monkeypatch.setattr(cache, "looked_up", looked_up)
    story.done("build")
    story.done("build")
    assert asked == [[story.git("rev-parse", "HEAD")]]
    assert "note: a card" in changes_on(story, "ann-lee")


def test_merges_that_tell_nothing_are_read_once(story: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    story.git("switch", "--quiet", "--create", "side", "HEAD~1")
    story.commit_all("one more")
    story.git("switch", "--quiet", "main")
    story.git("merge", "--quiet", "--no-edit", "side")
    pages = built(story)
    monkeypatch.setattr(cache, "looked_up", lambda *_: pytest.fail("read again"))
    assert built(story) == pages


def test_nothing_private_is_kept_beside_the_book(gitshelf: GitShelf) -> None:
    private = gitshelf.text("bill-okafor").replace(
        "org: Harbor Marine Supply", "org: Secret\nprivate:\n  - org"
    )
    gitshelf.put("contacts/bill-okafor.md", private)
    gitshelf.put(
        "contacts/ann-lee.md", gitshelf.text("ann-lee").replace("circle", "private: true\ncity: Rome\ncircle")
    )
    gitshelf.commit_all("secrets")
    gitshelf.done("build")
    kept = (gitshelf.root / ".karma" / "history.json").read_text()
    assert "Secret" not in kept
    assert "Rome" not in kept
    assert "Secret" not in changes_on(gitshelf, "bill-okafor")


def test_what_was_private_is_not_told_when_that_and_the_field_were_changed_by_hand(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(SUNDAY_NOON, "Nora Quist", monkeypatch)
    public = gitshelf.text("bill-okafor")
    gitshelf.put(
        "contacts/bill-okafor.md",
        public.replace("org: Harbor Marine Supply", "org: Secret\nprivate:\n  - org"),
    )
    gitshelf.commit_all("a secret")
    gitshelf.put("contacts/bill-okafor.md", public)
    gitshelf.done("log", "bill", "call", "-m", "hello")
    gitshelf.done("build")
    assert "call: hello" in changes_on(gitshelf, "bill-okafor")
    assert "Secret" not in changes_on(gitshelf, "bill-okafor")
    assert "Secret" not in (gitshelf.root / ".karma" / "history.json").read_text()


CHANGES = (
    ('"more":0', '"more":1e999'),
    ('"more":0', f'"more":{10**400}'),
    ('"kind":"kept"', '"kind":"nonsense"'),
    ("Okafor Marine", "<script>alert(1)</script>"),
    ("Ana Ruiz", "\\ud800"),
    ("[", "{"),
)


def test_a_cache_in_which_anything_was_changed_is_made_anew(story: GitShelf) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    good = cache.read_text()
    for was, now in CHANGES:
        assert was in good
        cache.write_text(good.replace(was, now, 1))
        assert built(story) == pages, now
        assert cache.read_text() == good, now


def test_a_cache_that_came_along_with_a_book_is_not_believed(
    story: GitShelf, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path_factory.mktemp("copy") / "book"
    shutil.copytree(story.root, book)
    monkeypatch.setattr(
        cache,
        "told_in_parts",
        lambda found, _: [replace(told, people=()) for told in told_in_parts(found, _)],
    )
    story.done("build")  # says that nothing happened
    monkeypatch.undo()
    copy = GitShelf(book, story.capsys)
    copy.put(".karma/history.json", (story.root / ".karma/history.json").read_text())
    copy.done("build")
    assert "Okafor Marine" in changes_on(copy, "bill-okafor")


def test_pages_of_a_shallow_clone_that_is_made_whole_tell_what_a_whole_one_would(
    story: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages = built(story)
    book = tmp_path_factory.mktemp("copy") / "book"
    story.git("clone", "--quiet", "--depth=2", story.root.as_uri(), str(book))
    copy = GitShelf(book, story.capsys)
    copy.done("build")
    assert changes_on(copy, "anna-bell") == ""
    copy.git("fetch", "--quiet", "--unshallow")
    copy.put("contacts/ann-lee.md", story.text("ann-lee"))
    assert built(copy) == pages


def test_a_cache_that_is_a_link_is_neither_read_nor_written(story: GitShelf) -> None:
    pages = built(story)
    cache = story.root / ".karma" / "history.json"
    elsewhere = story.root / "elsewhere.json"
    elsewhere.write_text("{}")
    cache.unlink()
    cache.symlink_to(elsewhere)
    assert built(story) == pages
    assert elsewhere.read_text() == "{}"


def test_without_a_repository_the_pages_tell_no_changes(shelf: Shelf) -> None:
    shelf.done("build")
    assert changes_on(shelf, "bill-okafor") == ""
    assert not os.path.lexists(shelf.root / ".karma" / "history.json")
