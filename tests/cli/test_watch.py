"""`karma watch` as it runs: with the real system, real editors' habits, and real pages (faults.md W, R10)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.cli import live
from karma.cli.building import Built, site_folder
from karma.cli.context import Run
from karma.cli.errors import CannotDo
from karma.cli.telling import Terminal
from karma.files.site.folder import EDITED
from karma.files.site.publish import Published
from karma.files.watching.hints import LONGEST
from tests.cli.shelf import ANN, BILL
from tests.cli.watched import (
    DAY,
    Kept,
    ends_in_time,
    hear_ctrl_c,
    nothing_written,
    pages,
    soon,
    without_tidying,
)

if TYPE_CHECKING:
    from collections.abc import Callable

KARMA = Path(__file__).parents[2]
MORE = "- 2026-11-21 call: the workshop is open\n"
NEW = "---\nname: Cleo Diaz\n---\n"


def later(case: object) -> object:
    """A case that is left to `make torture`, since each of these takes three builds."""
    return pytest.param(case, marks=pytest.mark.slow)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book of two, watched by a karma that is in more of a hurry than usual."""
    monkeypatch.setattr(live, "SECOND", 0.3)
    without_tidying(monkeypatch)
    book = tmp_path / "book"
    (book / "contacts").mkdir(parents=True)
    (book / "contacts/bill-okafor.md").write_text(BILL, "utf-8")
    (book / "contacts/ann-lee.md").write_text(ANN, "utf-8")
    (book / "karma.toml").write_text("name = 'Nora'\n", "utf-8")
    return book


def vim(file: Path) -> None:
    """Tries if it may write here, keeps the old file aside, writes a new one, and closes its swap file."""
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    probe = file.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    with file.open("w", encoding="utf-8") as new:
        new.write(BILL + MORE)
        new.flush()
        os.fsync(new.fileno())
    file.chmod(0o644)
    backup.unlink()
    swap.unlink()


def vim_in_place(file: Path) -> None:
    """With `backupcopy=yes`: a copy is put aside, the file is written over."""
    shutil.copy(file, file.with_name(f"{file.name}~"))
    code(file)
    file.with_name(f"{file.name}~").unlink()


def emacs(file: Path) -> None:
    """A lock that is a link to nowhere, a file of its own while you type, a backup that stays."""
    lock, auto = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("nora@laptop.4711:1764000000")
    auto.write_text(BILL, "utf-8")
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(BILL + MORE, "utf-8")
    auto.unlink()
    lock.unlink()


def code(file: Path) -> None:
    """VS Code: cut to nothing, then written."""
    with file.open("r+b") as same:
        same.truncate(0)
        same.flush()
        same.write((BILL + MORE).encode())


def obsidian(file: Path) -> None:
    """Writes in place while you type, many times."""
    for end in range(0, len(MORE) + 1, 4):
        file.write_text(BILL + MORE[:end], "utf-8")
    file.write_text(BILL + MORE, "utf-8")


def renamed_into_place(file: Path) -> None:
    """Most others: a new file takes the place of the old one."""
    new = file.with_name(f".{file.name}.Xy12Z")
    new.write_text(BILL + MORE, "utf-8")
    new.replace(file)


def sync(file: Path) -> None:
    """A cloud folder: the old file goes, the new one comes."""
    file.unlink()
    file.write_text(BILL + MORE, "utf-8")


def in_pieces(file: Path) -> None:
    """A slow program, of whose file one half stands there for a while."""
    with file.open("wb", buffering=0) as half:
        for at in range(0, len(BILL), 20):
            half.write(BILL[at : at + 20].encode())
        half.write(MORE.encode())


@pytest.mark.parametrize(
    "editor",
    [*(vim, emacs, code, obsidian, renamed_into_place, in_pieces), *map(later, (vim_in_place, sync))],
)
def test_after_a_save_the_pages_are_those_of_a_full_build(root: Path, editor: Callable[[Path], None]) -> None:
    with Kept(root) as kept:
        before = pages(kept.folder)
        editor(root / "contacts/bill-okafor.md")
        assert kept.is_as_built()
        assert b"the workshop is open" in pages(kept.folder)["contacts/bill-okafor.html"]
        assert pages(kept.folder) != before
        assert (kept.heard.troubles, kept.heard.notices) == ([], [])


def checkout(root: Path) -> None:
    for number in range(40):
        (root / f"contacts/new-{number}.md").write_text(NEW.replace("Cleo", f"Cleo {number}"), "utf-8")
    (root / "contacts/ann-lee.md").unlink()


def contacts_replaced(root: Path) -> None:
    (root / "contacts").rename(root / "old")
    shutil.copytree(root / "old", root / "contacts")
    (root / "contacts/cleo-diaz.md").write_text(NEW, "utf-8")


def book_replaced(root: Path) -> None:
    shutil.copytree(root, root.with_name("new"), ignore=shutil.ignore_patterns(".karma"))
    root.rename(root.with_name("old"))
    root.with_name("new").rename(root)
    (root / "contacts/cleo-diaz.md").write_text(NEW, "utf-8")


def archive_made_later(root: Path) -> None:
    (root / "contacts/archive/deep").mkdir(parents=True)
    (root / "contacts/archive/deep/cleo-diaz.md").write_text(NEW, "utf-8")


def template_made(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/problems.html").write_text("mine", "utf-8")


def settings_changed(root: Path) -> None:
    (root / "karma.toml").write_text(
        "name = 'Nora'\ntoday = 2026-12-24\n[circles.client]\nevery = '1w'\n", "utf-8"
    )


def template_broken(root: Path) -> None:
    template_made(root)
    (root / "templates/today.html").write_text("{{ x", "utf-8")
    (root / "templates/today.html").unlink()


def linked_person(root: Path) -> None:
    (root / "people").mkdir()
    (root / "people/cleo.md").write_text(NEW, "utf-8")
    (root / "contacts/cleo-diaz.md").symlink_to("../people/cleo.md")


@pytest.mark.parametrize(
    "happens",
    [
        *(checkout, contacts_replaced, book_replaced, template_made),
        *map(later, (archive_made_later, settings_changed, template_broken, linked_person)),
    ],
)
def test_whatever_happens_to_the_folders_the_pages_are_those_of_a_full_build(
    root: Path, happens: Callable[[Path], None], tmp_path: Path
) -> None:
    with Kept(root, tmp_path / "out") as kept:
        happens(root)
        assert kept.is_as_built()


@pytest.mark.parametrize("out", ["site", later("pages/for/the/phone")])
def test_what_it_writes_itself_makes_it_do_nothing(
    root: Path, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W06: after the first build, and after another, it looks again, and finds all as it was."""
    monkeypatch.setattr(live, "SECOND", 0.05)
    monkeypatch.setattr(live, "FULL_LOOK", 0.1)
    (root / "templates").mkdir()
    with Kept(root, root / out) as kept:
        renamed_into_place(root / "contacts/bill-okafor.md")
        assert soon(lambda: len(kept.heard.builds) == 2)
        looks = kept.live.hints.now() + 0.6
        assert soon(lambda: kept.live.hints.now() > looks)
        assert kept.heard.builds == [(), ("contacts/bill-okafor.md",)]


def test_a_storm_of_two_thousand_files_is_built_a_few_times_and_whole(root: Path) -> None:
    kept = Kept(root)
    kept.live.make = nothing_written
    with kept:
        began = kept.live.hints.now()
        for number in range(2_000):
            (root / f"contacts/{number}.md").write_text(NEW, "utf-8")
        assert soon(lambda: len({name for names in kept.heard.builds for name in names}) == 2_000)
        assert len(kept.heard.builds) < 20 + (kept.live.hints.now() - began) / LONGEST


def test_two_that_watch_one_book_do_not_disturb_each_other(root: Path) -> None:
    with Kept(root) as one, Kept(root) as other:
        renamed_into_place(root / "contacts/bill-okafor.md")
        assert soon(lambda: len(one.heard.builds) > 1 and len(other.heard.builds) > 1)
        assert one.is_as_built()


@pytest.mark.parametrize(
    "out",
    [
        ".",
        "contacts",
        "contacts/x",
        "site/../contacts",
        "linked/x",
        "templates/x",
        ".git",
        ".karma/x",
        "karma.toml",
    ],
)
def test_pages_go_nowhere_near_what_is_watched(root: Path, out: str) -> None:
    """Then nothing that karma writes itself can make it build again (W06)."""
    (root / "linked").symlink_to("contacts")
    with pytest.raises(CannotDo, match=r"holds your files|is a file"):
        site_folder(Run(str(root)), str(root / out))
    assert site_folder(Run(str(root)), str(root / "pages")) == root / "pages"


# What it says


def problem_free(written: int = 1, **more: tuple[tuple[str, str], ...]) -> Built:
    return Built(Published(tuple("x" * n for n in range(written)), (), (), more.get("refused", ())), ())


def test_a_build_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.done((), problem_free(4), 0.31, first=True)
    terminal.done(("contacts/bill.md",), problem_free(3), 0.12, first=False)
    terminal.done(("contacts/a.md", "karma.toml", "templates/today.html"), problem_free(), 0.04, first=False)
    terminal.done(tuple("abcd"), problem_free(0), 1.0, first=False)
    terminal.done((".git",), problem_free(2), 0.2, first=False)
    terminal.done((), problem_free(2), 0.2, first=False)
    terminal.done((".git", ".karma/journal.jsonl"), problem_free(0), 0.2, first=False)
    assert capsys.readouterr().out.splitlines() == [
        "✓ 4 pages, 0.3 s",
        "bill.md → 3 pages, 0.1 s",
        "a.md, karma.toml, templates/today.html → 1 page, 0.04 s",
        "4 files → no page is different, 1.0 s",
        "a new commit → 2 pages, 0.2 s",
        "a new day → 2 pages, 0.2 s",
    ]


def test_karma_s_own_files_are_not_named_and_edited_pages_are_counted_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal()
    edited = (("index.html", EDITED),)
    for names in ((".karma/journal.jsonl", "contacts/a.md"), (".git", ".karma/journal.jsonl"), (".site",)):
        terminal.done(names, problem_free(1, refused=edited), 0.1, first=False)
    assert capsys.readouterr().out.splitlines() == [
        f"{what} → 1 page, 0.1 s; 1 page left as you edited it"
        for what in ("a.md", "a new commit", "another build")
    ]


def test_a_page_that_is_refused_is_named_once_and_not_when_it_was_only_another_build(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal()
    edited = problem_free(refused=(("index.html", "somebody edited this page"),))
    for built in (
        problem_free(),
        edited,
        problem_free(),
        edited,
        edited,
        edited,
        problem_free(),
        edited,
        edited,
    ):
        terminal.done(("a",), built, 0.1, first=False)
    assert capsys.readouterr().err.splitlines() == ["index.html: somebody edited this page"] * 2


def test_problems_are_told_when_they_come_and_when_they_are_gone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "contacts/bill-okafor.md"
    kept = Kept(root)
    kept.live.tellers = [kept.heard, Terminal()]
    with kept:
        file.write_text(BILL + "- 2026-13-21 call\n", "utf-8")
        assert soon(lambda: len(kept.heard.builds) == 2)
        file.write_text(BILL.replace("## Log\n", "## Log\n\n") + "- 2026-13-21 call\n", "utf-8")
        assert soon(lambda: len(kept.heard.builds) == 3)
        file.write_text(BILL, "utf-8")
        assert soon(lambda: len(kept.heard.builds) == 4)
    place = f"contacts/bill-okafor.md:{BILL.count(chr(10)) + 1}:3"
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert told == [
        f"  {place}: there is no 2026-13-21 in the calendar. Write the day it happened.",
        "  All is well in your files.",
    ]


def test_the_cause_is_told_before_what_came_of_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken karma.toml declares no circles, and so everybody in one is in none."""
    (root / "karma.toml").write_text("[circles.alumni]\nevery = '1w'\n", "utf-8")
    for name in ("bill-okafor.md", "ann-lee.md", "cleo.md", "dora.md"):
        (root / "contacts" / name).write_text("---\nname: X\ncircle: alumni\n---\n", "utf-8")
    terminal, here = Terminal(), Run(str(root), DAY)
    terminal.done((), nothing_written(here, root / "site"), 0.1, first=True)
    (root / "karma.toml").write_text("[circles.alumni\n", "utf-8")
    here.anew()
    capsys.readouterr()
    terminal.done(("karma.toml",), nothing_written(here, root / "site"), 0.1, first=False)
    assert capsys.readouterr().out.splitlines()[1].startswith("  karma.toml:1:")


def test_it_says_that_it_works_again(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.trouble("templates/today.html:3: 'x' is undefined", "Mend that line.")
    terminal.done(("templates/today.html",), problem_free(), 0.1, first=False)
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == "templates/today.html:3: 'x' is undefined"
    assert said.out.splitlines()[0] == "✓ It works again."


def test_the_command_builds_watches_and_ends_quietly(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "karma", "-C", str(root), "--today", DAY, "watch"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=KARMA, env={**os.environ, "PYTHONUTF8": "1"},
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509  (no thread runs yet that could hold a lock)
    ) as running, ends_in_time(running):  # fmt: skip
        assert running.stdout is not None
        first = [running.stdout.readline() for _ in range(2)]
        renamed_into_place(root / "contacts/bill-okafor.md")
        line = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert first[0] == f"{root / 'site' / 'index.html'}  Ctrl-C ends it.\n"
    assert first[1].startswith("✓ ")
    assert line.startswith("bill-okafor.md → ")
    assert (out, err.strip(), running.returncode) == ("", "Stopped.", 130)
