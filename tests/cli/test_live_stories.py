"""A process that goes on, and what happens to a book meanwhile: its pages are those of a build from nothing."""

from __future__ import annotations

import gc
import shutil
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from karma.cli import workshop
from karma.cli.context import Run
from karma.cli.live import FULL_LOOK, Live
from karma.cli.workshop import build
from karma.core.dashboard import Dashboard, dashboard
from karma.files.site.folder import SiteFolder
from tests.cli.shelf import ANN, BILL
from tests.cli.watched import Heard, Script, Sighted, pages, without_tidying
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = "name = 'Nora'\n"
MORE = "- 2026-11-21 call: the workshop is open\n"
CLEO = "---\nname: Cleo Diaz\nneeds: [a boat]\n---\n\n## Log\n\n- 2026-11-02 referred by [[bill-okafor]]\n"


class Going:
    """A book that is kept by the real loop and the real build, with a clock of the test's own."""

    def __init__(self, root: Path) -> None:
        self.root, self.script, self.heard = root, Script(), Heard()
        watcher = Sighted(root, self.script)
        self.live = Live(Run(str(root)), root / "site", [self.heard], hints=self.script, watcher=watcher)
        self.live.begin()
        self.goes_on(3)

    def put(self, path: str, text: str, *, hint: bool = True) -> None:
        """Somebody saves a file, and the loop has its turn."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        if hint:
            self.script.note(str(file), finished=True)
        self.goes_on(3)

    def goes_on(self, seconds: float) -> None:
        """Lets the loop run for so long."""
        until = self.script.last = self.script.time + seconds
        while self.script.time < until:
            self.live.step()

    def is_right(self) -> bool:
        """The pages are those of a build from nothing, and another process finds nothing to do."""
        fresh = self.root.parent / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self.root, fresh, ignore=shutil.ignore_patterns(".karma", "site"))
        build(Run(str(fresh)), fresh / "site")
        other = build(Run(str(self.root)), self.root / "site")
        return pages(fresh / "site") == pages(self.root / "site") and not other.published.written


@pytest.fixture
def going(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Going:
    monkeypatch.setenv("KARMA_TODAY", "2026-11-22")
    without_tidying(monkeypatch)
    book = tmp_path / "book"
    (book / "contacts").mkdir(parents=True)
    (book / "contacts/bill-okafor.md").write_text(BILL, "utf-8")
    (book / "contacts/ann-lee.md").write_text(ANN, "utf-8")
    (book / "karma.toml").write_text(SETTINGS, "utf-8")
    return Going(book)


def a_save(going: Going) -> None:
    going.put("contacts/bill-okafor.md", BILL + MORE)


def a_save_that_no_hint_tells_of(going: Going) -> None:
    going.put("contacts/bill-okafor.md", BILL + MORE, hint=False)
    going.goes_on(FULL_LOOK)


def two_saves_one_of_which_no_hint_tells_of(going: Going) -> None:
    (going.root / "contacts/ann-lee.md").write_text(ANN + MORE, "utf-8")
    going.put("contacts/bill-okafor.md", BILL + MORE)


def a_new_person(going: Going) -> None:
    going.put("contacts/cleo-diaz.md", CLEO)


def a_person_who_goes_and_comes_back(going: Going) -> None:
    going.put("contacts/cleo-diaz.md", CLEO)
    (going.root / "contacts/cleo-diaz.md").unlink()
    going.script.note("contacts/cleo-diaz.md")
    going.goes_on(5)
    assert not (going.root / "site/contacts/cleo-diaz.html").exists()
    going.put("contacts/cleo-diaz.md", CLEO + MORE)


def another_name(going: Going) -> None:
    going.put("contacts/bill-okafor.md", BILL.replace("Bill Okafor", "William Okafor"))


def another_file_name(going: Going) -> None:
    going.put("contacts/cleo-diaz.md", CLEO)
    (going.root / "contacts/bill-okafor.md").rename(going.root / "contacts/william-okafor.md")
    going.script.note(str(going.root / "contacts/william-okafor.md"), finished=True)
    going.goes_on(5)
    assert not (going.root / "site/contacts/bill-okafor.html").exists()


def into_the_archive(going: Going) -> None:
    (going.root / "contacts/archive").mkdir()
    (going.root / "contacts/bill-okafor.md").rename(going.root / "contacts/archive/bill-okafor.md")
    going.script.note(str(going.root / "contacts/archive"))
    going.goes_on(5)


def other_settings(going: Going) -> None:
    going.put("karma.toml", f"{SETTINGS}[circles.client]\nevery = '9w'\n")
    going.put("contacts/ann-lee.md", ANN + MORE)


def settings_that_cannot_be_read_for_a_while(going: Going) -> None:
    going.put("karma.toml", "name = \n")
    going.put("contacts/ann-lee.md", ANN + MORE)
    assert going.heard.troubles
    going.put("karma.toml", "name = 'Nora Quist'\n")


def a_template_that_is_broken_for_a_while(going: Going) -> None:
    going.put("templates/today.html", "{{ page.nothing.at_all }}")
    assert going.heard.troubles
    going.put("contacts/ann-lee.md", ANN + MORE)
    going.put("templates/today.html", "<p>{{ page.day.calls | length }} calls")
    going.put("templates/style/page.css", "body { color: teal }")


def a_template_that_goes(going: Going) -> None:
    going.put("templates/person.html", "<p>{{ page.contact.name }}")
    shutil.rmtree(going.root / "templates")
    going.script.note("templates")
    going.goes_on(3)


def a_file_that_is_broken_for_a_while(going: Going) -> None:
    going.put("contacts/bill-okafor.md", "---\nname: [Bill\n")
    going.goes_on(5)
    assert going.is_right()
    going.put("contacts/bill-okafor.md", BILL + MORE)


def a_file_that_is_half_written(going: Going) -> None:
    going.put("contacts/bill-okafor.md", BILL[:40])
    going.put("contacts/bill-okafor.md", BILL + MORE)


def a_commit(going: Going) -> None:
    (going.root / ".gitignore").write_text(".karma/\nsite/\n", "utf-8")
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "all"]):
        git(going.root, *words)
    going.goes_on(FULL_LOOK)
    going.put("contacts/bill-okafor.md", BILL + MORE)
    git(going.root, "commit", "--quiet", "--all", "--message", "a call")
    going.goes_on(FULL_LOOK)


def a_page_that_somebody_deletes(going: Going) -> None:
    (going.root / "site/contacts/ann-lee.html").unlink()
    going.put("contacts/bill-okafor.md", BILL + MORE)


def karma_s_own_folder_is_deleted(going: Going) -> None:
    shutil.rmtree(going.root / ".karma")
    going.put("contacts/bill-okafor.md", BILL + MORE)
    going.put("contacts/ann-lee.md", ANN + MORE)


def the_pages_are_deleted(going: Going) -> None:
    shutil.rmtree(going.root / "site")
    going.put("contacts/bill-okafor.md", BILL + MORE)


def another_build_beside_this_one(going: Going) -> None:
    (going.root / "contacts/ann-lee.md").write_text(ANN + MORE, "utf-8")
    build(Run(str(going.root)), going.root / "site")
    going.put("contacts/bill-okafor.md", BILL + MORE)
    going.goes_on(FULL_LOOK)


STORIES = [
    a_save,
    a_save_that_no_hint_tells_of,
    two_saves_one_of_which_no_hint_tells_of,
    a_new_person,
    a_person_who_goes_and_comes_back,
    another_name,
    another_file_name,
    into_the_archive,
    other_settings,
    settings_that_cannot_be_read_for_a_while,
    a_template_that_is_broken_for_a_while,
    a_template_that_goes,
    a_file_that_is_broken_for_a_while,
    a_file_that_is_half_written,
    a_commit,
    a_page_that_somebody_deletes,
    karma_s_own_folder_is_deleted,
    the_pages_are_deleted,
    another_build_beside_this_one,
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_the_pages_are_those_of_a_build_from_nothing(going: Going, story: Callable[[Going], None]) -> None:
    story(going)
    assert going.is_right()


def test_they_are_so_on_the_next_day_too(going: Going, monkeypatch: pytest.MonkeyPatch) -> None:
    going.put("contacts/bill-okafor.md", BILL + MORE)
    monkeypatch.setenv("KARMA_TODAY", "2026-11-23")
    going.goes_on(3)
    assert going.heard.builds[-1] == ()
    assert going.is_right()
    going.put("contacts/ann-lee.md", ANN + MORE)
    assert going.is_right()


def test_who_saves_a_file_has_that_page_first(going: Going, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    write = SiteFolder.write

    def noting(self: SiteFolder, name: str, data: bytes) -> None:
        written.append(name)
        write(self, name, data)

    monkeypatch.setattr(SiteFolder, "write", noting)
    going.put("contacts/bill-okafor.md", BILL + MORE)
    assert written[0] == "contacts/bill-okafor.html"
    assert "index.html" in written


def test_what_a_build_needed_is_let_go_behind_it(going: Going, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[Dashboard]] = []

    def noting(*about: Any) -> Dashboard:
        made = dashboard(*about)
        seen.append(weakref.ref(made))
        return made

    monkeypatch.setattr(workshop, "dashboard", noting)
    monkeypatch.setattr(workshop, "gc", gc)
    going.put("contacts/bill-okafor.md", BILL + MORE)
    going.put("contacts/ann-lee.md", ANN + MORE)
    assert len(seen) == 2
    assert all(one() is None for one in seen)
    assert gc.isenabled()
