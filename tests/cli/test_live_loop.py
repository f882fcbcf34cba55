"""The loop of `watch` and `serve`, with a clock of its own: when it builds, and what it says (faults.md W)."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.cli import clock, live
from karma.cli.errors import CannotDo
from karma.files.site.names import MANIFEST
from karma.files.watching import hints as waiting
from karma.files.watching.look import PAGES
from karma.files.watching.watcher import TooMany
from tests.cli.watched import Told, nothing_written, without_tidying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from karma.cli.building import Built
    from karma.cli.context import Run

BILL, ANN = "contacts/bill.md", "contacts/ann.md"
GOOD = "---\nname: Bill Okafor\n---\n"
BETTER = f"{GOOD}\n## Log\n\n- 2026-11-20 call: hello\n"
TORN = "---\nname: Bill Oka"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KARMA_TODAY", "2026-11-22")
    monkeypatch.delenv("KARMA_DEBUG", raising=False)
    without_tidying(monkeypatch)
    book = tmp_path / "book"
    (book / "contacts").mkdir(parents=True)
    (book / "karma.toml").write_text("name = 'Nora'\n", "utf-8")
    (book / BILL).write_text(GOOD, "utf-8")
    (book / ANN).write_text(GOOD.replace("Bill", "Ann"), "utf-8")
    return book


def after(something: Callable[[Run], object]) -> Callable[[Run, Path], Built]:
    """A build that writes nothing, and does something before."""

    def make(here: Run, folder: Path) -> Built:
        something(here)
        return nothing_written(here, folder)

    return make


def test_at_first_it_builds(root: Path) -> None:
    assert Told(root).heard.builds == [()]


def test_it_builds_within_a_blink_of_a_save(root: Path) -> None:
    told = Told(root)
    told.save(5.0, BILL, BETTER)
    told.until(5.1)
    assert told.heard.builds[1:] == [(BILL,)]


def test_a_file_that_is_closed_a_moment_after_it_was_written_is_not_waited_for(root: Path) -> None:
    told = Told(root)
    told.script.at(5.0, lambda: (root / BILL).write_text(BETTER), lambda: told.script.note(BILL))
    told.script.at(5.001, lambda: told.script.note(BILL, finished=True))
    told.until(5.1)
    assert (told.heard.builds[1:], told.script.time) == ([(BILL,)], 5.1)


def test_a_hint_without_a_difference_builds_nothing(root: Path) -> None:
    told = Told(root)
    for second in range(5, 20):
        told.script.at(second, lambda: told.script.note(BILL))
    told.until(25)
    assert len(told.heard.builds) == 1


def test_what_no_hint_told_of_is_found_within_thirty_seconds(root: Path) -> None:
    told = Told(root)
    told.save(5.0, BILL, BETTER, hint=False)
    told.until(29)
    assert len(told.heard.builds) == 1
    told.until(31)
    assert told.heard.builds[1:] == [(BILL,)]


def test_what_stands_in_a_new_folder_before_the_folder_is_watched_is_found_within_a_second(
    root: Path,
) -> None:
    told = Told(root)
    told.script.at(5.0, lambda: told.script.note("contacts/archive"))
    told.script.at(5.5, (root / "contacts/archive").mkdir)
    told.script.at(5.6, lambda: (root / "contacts/archive/cleo.md").write_text(GOOD, "utf-8"))
    told.until(7)
    assert told.heard.builds[1:] == [("contacts/archive/cleo.md",)]


def test_what_happens_right_behind_a_build_is_found_within_a_second(root: Path) -> None:
    told = Told(root)
    told.save(5.0, BILL, BETTER)
    told.save(5.5, ANN, BETTER, hint=False)
    told.until(6.2)
    assert told.heard.builds[1:] == [(BILL,), (ANN,)]


def test_many_saves_are_one_build(root: Path) -> None:
    told = Told(root)
    for number in range(10):
        told.save(5 + number / 10, BILL if number % 2 else ANN, BETTER + "\n" * number)
        told.script.at(5 + number / 10, lambda: told.script.note("contacts/another.md"))
    told.until(8)
    assert told.heard.builds[1:] == [(ANN, BILL)]


def test_a_stream_of_saves_does_not_starve_the_build(root: Path) -> None:
    told = Told(root)
    for number in range(100):
        told.script.at(5 + number / 10, lambda: told.script.note(ANN))
    told.save(5.0, BILL, BETTER)
    told.until(5 + waiting.LONGEST + 0.2)
    assert told.heard.builds[1:] == [(BILL,)]


def test_what_changes_during_a_build_is_built_next(root: Path) -> None:
    def slow(here: Run, folder: Path) -> Built:
        built = nothing_written(here, folder)
        if ANN not in saved:
            saved.append(ANN)
            (root / ANN).write_text(BETTER, "utf-8")
        return built

    saved: list[str] = []
    told = Told(root)
    told.live.make = slow
    told.save(5.0, BILL, BETTER)
    told.until(8)
    assert told.heard.builds[1:] == [(BILL,), (ANN,)]


# Half-written files (W05)


def test_a_file_with_a_new_error_gets_a_second_to_be_mended(root: Path) -> None:
    told = Told(root)
    told.save(5.0, BILL, TORN)
    told.until(5.9)
    assert len(told.heard.builds) == 1
    told.until(6.2)
    assert told.heard.builds[1:] == [(BILL,)]


def test_one_that_is_whole_in_time_was_never_torn(root: Path) -> None:
    told = Told(root)
    problems: list[int] = []
    told.live.make = after(lambda here: problems.append(len(here.problems)))
    told.save(5.0, BILL, TORN)
    told.save(5.7, BILL, BETTER)
    told.until(10)
    assert told.heard.builds[1:] == [(BILL,)]
    assert problems == [0]


def test_one_that_is_torn_anew_each_time_is_not_waited_for_without_end(root: Path) -> None:
    told = Told(root)
    for number in range(20):
        told.save(5 + number / 2, BILL, TORN + "r" * number)
    told.until(9)
    assert len(told.heard.builds) > 1


def test_an_error_that_was_there_before_holds_nothing_up(root: Path) -> None:
    (root / BILL).write_text(TORN, "utf-8")
    told = Told(root)
    told.save(5.0, BILL, f"\n\n{TORN}")
    told.save(7.0, ANN, BETTER)
    told.until(7.2)
    assert told.heard.builds[-1] == (ANN,)


def test_a_file_that_is_gone_for_a_moment_is_not_missed(root: Path) -> None:
    told = Told(root)
    told.script.at(5.0, (root / BILL).unlink, lambda: told.script.note(BILL))
    told.save(5.8, BILL, BETTER)
    told.until(10)
    assert told.heard.builds[1:] == [(BILL,)]


def test_a_file_that_stays_away_is_gone(root: Path) -> None:
    told = Told(root)
    told.script.at(5.0, (root / BILL).unlink, lambda: told.script.note(BILL))
    told.until(7)
    assert told.heard.builds[1:] == [(BILL,)]


def test_a_file_that_moved_is_not_waited_for(root: Path) -> None:
    told = Told(root)
    (root / "contacts/archive").mkdir()
    told.script.at(
        5.0, lambda: (root / BILL).rename(root / "contacts/archive/bill.md"), lambda: told.script.note(BILL)
    )
    told.until(5.5)
    assert told.heard.builds[1:] == [("contacts/archive/bill.md", BILL)]


# Folders that go and come (W02)


def test_while_contacts_is_gone_the_pages_stay(root: Path) -> None:
    told = Told(root)
    told.script.at(
        5.0, lambda: (root / "contacts").rename(root / "old"), lambda: told.script.note("contacts")
    )
    told.until(60)
    assert len(told.heard.builds) == 1
    assert told.heard.notices == ["contacts/ is gone. The pages stay as they are until it is back."]
    told.script.at(
        60.0, lambda: (root / "old").rename(root / "contacts"), lambda: told.script.note("contacts")
    )
    told.until(95)
    assert told.heard.notices[1:] == ["contacts/ is back."]
    assert len(told.heard.builds) == 1


def test_while_the_book_is_gone_the_pages_stay(root: Path) -> None:
    told = Told(root)
    told.script.at(5.0, lambda: shutil.move(root, root.with_name("away")))
    told.until(40)
    assert told.heard.notices == [f"{root} is gone. The pages stay as they are until it is back."]
    shutil.move(root.with_name("away"), root)
    (root / BILL).write_text(BETTER, "utf-8")
    told.until(80)
    assert told.heard.builds[1:] == [(BILL,)]


# The day


def test_at_midnight_it_builds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(2026, 11, 22)]
    monkeypatch.setattr(clock, "today", lambda *_: days[0])
    built: list[date] = []
    told = Told(root, after(lambda here: built.append(here.today)))
    told.script.at(5.0, lambda: days.__setitem__(0, date(2026, 11, 23)))
    told.until(20)
    assert built == [date(2026, 11, 22), date(2026, 11, 23)]
    assert told.heard.builds[1:] == [()]


def test_a_day_that_is_pinned_does_not_end(root: Path) -> None:
    told = Told(root)
    told.until(200)
    assert len(told.heard.builds) == 1


def test_settings_are_read_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KARMA_TODAY")
    (root / "karma.toml").write_text("today = 2026-11-22\n", "utf-8")
    built: list[date] = []
    told = Told(root, after(lambda here: built.append(here.today)))
    told.save(5.0, "karma.toml", "today = 2026-11-23  # tomorrow\n")
    told.until(40)
    assert built == [date(2026, 11, 22), date(2026, 11, 23)]


# What fails


class Failing:
    """A build that fails as long as there is something to fail with."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure, self.tries = failure, 0

    def __call__(self, here: Run, folder: Path) -> Built:
        self.tries += 1
        if self.failure:
            raise self.failure
        return nothing_written(here, folder)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (CannotDo("templates/today.html:3: no", "Mend that line."), "templates/today.html:3: no"),
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site/a.html"),
            "site/a.html: No space left on device",
        ),
        (PermissionError(errno.EACCES, "Permission denied"), "book/site: Permission denied"),
        (ZeroDivisionError("oops"), "karma stumbled, and that is its own fault: ZeroDivisionError: oops"),
    ],
)
def test_a_build_that_fails_is_told_once_and_the_loop_goes_on(
    root: Path, failure: Exception, said: str
) -> None:
    make = Failing(failure)
    told = Told(root, make)
    told.save(5.0, BILL, BETTER)
    told.until(8)
    [trouble] = told.heard.troubles
    assert (make.tries, trouble.endswith(said), told.heard.builds) == (3, True, [])
    make.failure = None
    told.save(10.0, BILL, GOOD)
    told.until(12)
    assert told.heard.builds == [(BILL,)]


def test_a_disk_that_has_room_again_is_noticed_without_a_save(root: Path) -> None:
    make = Failing(OSError(errno.ENOSPC, "No space left on device"))
    told = Told(root, make)
    told.until(29)
    assert make.tries == 2
    make.failure = None
    told.until(40)
    assert (make.tries, told.heard.builds) == (3, [()])


def test_what_changed_while_builds_failed_is_named_by_the_one_that_succeeds(root: Path) -> None:
    make = Failing()
    told = Told(root, make)
    make.failure = CannotDo("templates/today.html:3: no", "Mend that line.")
    told.save(5.0, BILL, BETTER)
    told.script.at(9.0, lambda: setattr(make, "failure", None))
    told.save(10.0, "karma.toml", "name = 'Nora'\n")
    told.until(12)
    assert told.heard.builds == [(), (BILL, "karma.toml")]


def test_the_first_build_is_the_first_that_succeeds(root: Path) -> None:
    make = Failing(CannotDo("templates/today.html:3: no", "Mend that line."))
    told = Told(root, make)
    make.failure = None
    told.save(5.0, BILL, BETTER)
    told.until(12)
    assert told.heard.firsts == [True, False]


def test_what_failed_only_because_somebody_was_moving_things_works_a_second_later(root: Path) -> None:
    make = Failing(FileNotFoundError(errno.ENOENT, "No such file or directory", "site"))
    told = Told(root, make)
    make.failure = None
    told.until(1.5)
    assert told.heard.builds == [()]


def test_another_failure_is_told_too(root: Path) -> None:
    make = Failing(CannotDo("one", ""))
    told = Told(root, make)
    told.script.at(4.0, lambda: setattr(make, "failure", CannotDo("two", "")))
    told.save(5.0, BILL, BETTER)
    told.until(8)
    assert told.heard.troubles == ["one", "two"]


# Without the system's help (W04, W07)


def test_too_many_watches_make_it_look_every_second_and_it_says_so_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(root)

    def refuse() -> None:
        raise TooMany

    watcher = told.live.watcher
    assert watcher is not None
    monkeypatch.setattr(watcher, "arm", refuse)
    told.script.at(2.0, lambda: setattr(watcher, "well", False))
    told.save(10.0, BILL, BETTER, hint=False)
    told.until(13)
    assert told.heard.notices == [live.POLLING]
    assert told.heard.builds[1:] == [(BILL,)]


def test_when_polling_it_waits_until_nobody_writes(root: Path) -> None:
    told = Told(root)
    told.live.polling = True
    for number in range(8):
        told.save(10 + number / 10, BILL, BETTER + "\n" * number, hint=False)
    told.until(14)
    assert told.heard.builds[1:] == [(BILL,)]


def test_a_folder_that_goes_while_it_is_being_watched_is_tried_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(root)
    fails = [FileNotFoundError(), FileNotFoundError()]
    watcher = told.live.watcher
    assert watcher is not None

    def arm() -> None:
        if fails:
            raise fails.pop()
        monkeypatch.setattr(watcher, "well", True)

    monkeypatch.setattr(watcher, "arm", arm)
    monkeypatch.setattr(watcher, "well", False)
    told.save(0.5, BILL, BETTER, hint=False)
    told.until(5)
    assert (fails, told.live.polling, told.heard.notices) == ([], False, [])
    assert told.heard.builds[1:] == [(BILL,)]


def test_a_page_that_another_build_was_writing_is_tried_once_more(root: Path) -> None:
    refused = [(("index.html", "somebody edited this page"),), ()]

    def beside_another(here: Run, folder: Path) -> Built:
        built = nothing_written(here, folder)
        published = built.published.__class__((), (), (), refused.pop(0) if refused else ())
        return built.__class__(published, built.problems)

    told = Told(root, beside_another)
    told.until(5)
    assert len(told.heard.builds) == 2


def test_a_save_while_a_build_fails_is_answered_and_the_wait_is_not(root: Path) -> None:
    def broken(_here: Run, _folder: Path) -> Built:
        raise CannotDo("templates/today.html:5: no", "Mend that line.")

    told = Told(root)
    told.live.make = broken
    told.save(5.0, BILL, BETTER)
    told.save(10.0, ANN, BETTER)
    told.until(80)
    assert told.heard.troubles == ["templates/today.html:5: no"]
    assert told.heard.notices == [live.STILL.format("templates/today.html:5: no")]


def test_what_another_build_left_is_found_at_a_full_look_and_only_then(root: Path) -> None:
    told = Told(root)
    (root / "site").mkdir()
    told.script.at(5.0, lambda: (root / "site" / MANIFEST).write_text("{}", "utf-8"))
    told.until(29)
    assert told.heard.builds == [()]
    told.until(95)
    assert told.heard.builds == [(), (PAGES,)]
