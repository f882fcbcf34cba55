"""The system's word that something changed, with the real system."""

from __future__ import annotations

import errno
import shutil
import threading
import time
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from watchdog.observers import Observer

from karma.files.watching.hints import Hints
from karma.files.watching.watcher import TooMany, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Rung(Hints):
    """Remembers every hint."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[tuple[str, bool]] = []

    def note(self, path: str, *, finished: bool = False) -> None:
        self.noted.append((path, finished))
        super().note(path, finished=finished)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("karma.toml", "contacts/bill.md", "templates/today.html"):
        (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / path).write_text("x", "utf-8")
    return tmp_path / "book"


@pytest.fixture
def rung() -> Rung:
    return Rung()


@pytest.fixture
def watcher(root: Path, rung: Rung) -> Iterator[Watcher]:
    one = Watcher(root, rung)
    one.arm()
    yield one
    one.stop()


def soon(is_so: Callable[[], bool]) -> bool:
    pause, until = threading.Event(), time.monotonic() + 30
    while time.monotonic() < until:
        if is_so():
            return True
        pause.wait(0.005)  # who is waited for has to have a turn
    return False


@pytest.mark.parametrize(
    "path", ["karma.toml", "contacts/bill.md", "contacts/new.md", "templates/today.html", "contacts/a/b.md"]
)
def test_a_write_is_noted_and_its_end(root: Path, rung: Rung, watcher: Watcher, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("y", "utf-8")
    assert soon(
        lambda: (str(root / path), True) in rung.noted or (str(root / "contacts/a"), False) in rung.noted
    )


def test_nothing_else_is_noted(root: Path, rung: Rung, watcher: Watcher) -> None:
    """Reading is nothing; nor is what git, karma and other programs do beside the people (W06)."""
    for path in (
        ".git/index",
        "site/index.html",
        ".karma/x",
        "contacts/.git/x",
        "contacts/4913",
        "templates/today.html~",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("y", "utf-8")
    (root / "contacts/.bill.md.swp").write_text("y", "utf-8")
    (root / "contacts/bill.md").read_text("utf-8")
    (root / "karma.toml").write_text("last", "utf-8")
    assert soon(lambda: (str(root / "karma.toml"), True) in rung.noted)
    assert {path for path, _ in rung.noted} == {str(root / "karma.toml")}


def test_an_editors_file_that_goes_is_noted(root: Path, rung: Rung, watcher: Watcher) -> None:
    swap = root / "contacts/.bill.md.swp"
    swap.write_text("y", "utf-8")
    swap.unlink()
    assert soon(lambda: rung.noted == [(str(swap), True)])


def test_what_is_renamed_into_place_is_finished(root: Path, rung: Rung, watcher: Watcher) -> None:
    (root / "contacts/.tmp").write_text("y", "utf-8")
    (root / "contacts/.tmp").replace(root / "contacts/bill.md")
    assert soon(lambda: (str(root / "contacts/bill.md"), True) in rung.noted)


def test_a_book_behind_a_link_is_told_of_by_the_name_it_was_given(root: Path, rung: Rung) -> None:
    link = root.with_name("link")
    link.symlink_to(root)
    (root / "contacts").rename(root / "people")
    (root / "contacts").symlink_to("people")
    watcher = Watcher(link, rung)
    watcher.arm()
    (root / "people/bill.md").write_text("y", "utf-8")
    assert soon(lambda: (str(link / "contacts/bill.md"), True) in rung.noted)
    watcher.stop()


@pytest.mark.parametrize("folder", ["", "contacts"])
def test_a_folder_that_was_replaced_is_missed_and_watched_again(
    root: Path, rung: Rung, watcher: Watcher, folder: str
) -> None:
    assert watcher.well
    (root / folder).rename(root.with_name("old"))
    shutil.copytree(root.with_name("old"), root / folder)
    assert not watcher.well
    watcher.arm()
    assert watcher.well
    (root / "contacts/bill.md").write_text("y", "utf-8")
    assert soon(lambda: (str(root / "contacts/bill.md"), True) in rung.noted)


def test_a_book_that_is_gone_and_back_is_watched_again(root: Path, rung: Rung, watcher: Watcher) -> None:
    shutil.move(root, root.with_name("old"))
    watcher.arm()
    assert watcher.well
    shutil.move(root.with_name("old"), root)
    assert not watcher.well


def test_folders_that_come_later_are_missed(root: Path, rung: Rung) -> None:
    shutil.rmtree(root / "templates")
    watcher = Watcher(root, rung)
    watcher.arm()
    (root / "templates").mkdir()
    assert not watcher.well
    watcher.stop()


def test_when_watchdog_dies_of_an_exception_it_is_noticed(
    root: Path, rung: Rung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    watcher = Watcher(root, rung)
    watcher.arm()

    def fail(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(rung, "note", fail)
    (root / "contacts/bill.md").write_text("y", "utf-8")
    assert soon(lambda: not watcher.well)
    monkeypatch.undo()
    watcher.arm()
    assert watcher.well
    watcher.stop()


class Refusing:
    """An observer that the system lets watch so many folders and no more."""

    ident = None

    def __init__(self, most: int, code: int) -> None:
        self.most, self.code = most, code
        self.watched: list[str] = []
        self.stopped = False

    def start(self) -> None:
        pass

    def schedule(self, _handler: Any, path: str, **_: Any) -> None:
        if len(self.watched) == self.most:
            raise OSError(self.code, "no more")
        self.watched.append(path)

    def stop(self) -> None:
        self.stopped = True


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
@pytest.mark.parametrize("most", [0, 1, 2])
def test_too_many_watches_are_told_apart(root: Path, rung: Rung, most: int, code: int) -> None:
    observer = Refusing(most, code)
    with pytest.raises(TooMany):
        Watcher(root, rung, observer=lambda: observer).arm()
    assert observer.stopped


def test_an_observer_that_cannot_even_be_made_is_too_many_too(root: Path, rung: Rung) -> None:
    def none() -> Any:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    with pytest.raises(TooMany):
        Watcher(root, rung, observer=none).arm()


def test_the_books_own_folder_is_watched_last_because_a_refusal_further_down_is_not_told(
    root: Path, rung: Rung
) -> None:
    observer = Refusing(9, 0)
    Watcher(root, rung, observer=lambda: observer).arm()
    assert observer.watched == [str((root / name).resolve()) for name in ("templates", "contacts", ".")]


def test_other_failures_are_no_limit(root: Path, rung: Rung) -> None:
    with pytest.raises(FileNotFoundError):
        Watcher(root, rung, observer=lambda: Refusing(0, errno.ENOENT)).arm()


def test_what_watchdog_warns_of_ends_no_thread_and_is_printed_nowhere(root: Path, rung: Rung) -> None:
    watcher = Watcher(root, rung, observer=Observer)
    watcher.arm()
    twice = "Callback with id '1' already exists for watch deep. It will be Overwritten."
    warnings.warn_explicit(twice, RuntimeWarning, "inotify.py", 365, "watchdog.observers.inotify")
    watcher.stop()


def test_watching_again_and_again_leaves_nothing_behind(root: Path, rung: Rung) -> None:
    of_others = {*threading.enumerate()}
    watcher = Watcher(root, rung, observer=Observer)
    watcher.arm()
    first = len({*threading.enumerate()} - of_others)
    for _ in range(5):
        watcher.arm()
    assert len({*threading.enumerate()} - of_others) == first
    watcher.stop()
