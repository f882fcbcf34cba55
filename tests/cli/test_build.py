"""`karma build` when nothing changed looks at nothing but stamps; whatever did change, it sees."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from karma.cli import workshop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from karma.cli.building import Built
    from karma.cli.context import Run
    from tests.repositories import GitShelf

DAY = ("--today", "2026-11-22")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were built in earnest."""
    seen: list[Path] = []
    build = workshop.build

    def counting(here: Run, folder: Path) -> Built:
        seen.append(folder)
        return build(here, folder)

    monkeypatch.setattr(workshop, "build", counting)
    return seen


def quiet(shelf: GitShelf, builds: list[Path], *args: str) -> str:
    """What karma says as soon as it knows that nothing changed: files just written may change once more."""
    for _ in range(50):
        before = len(builds)
        said = shelf.done("build", *args).out
        if len(builds) == before:
            return said
    raise AssertionError("it never rests")


def edit_somebody(shelf: GitShelf) -> None:
    shelf.put("contacts/ann-lee.md", shelf.text("ann-lee") + "- 2026-10-21 call\n")


def touch_a_page(shelf: GitShelf) -> None:
    (shelf.root / "site/index.html").touch()


CHANGES: dict[str, Callable[[GitShelf], object]] = {
    "somebody's file": edit_somebody,
    "somebody new": lambda shelf: shelf.put("contacts/new.md", "---\nname: New\n---\n"),
    "the settings": lambda shelf: shelf.put("karma.toml", "name = 'Ana'\n"),
    "a template": lambda shelf: shelf.put("templates/messages/voicemail.txt", "Ahoy"),
    "a commit": lambda shelf: shelf.commit_all("by hand"),
    "a page": touch_a_page,
    "a page that is gone": lambda shelf: (shelf.root / "site/contacts/ann-lee.html").unlink(),
    "another branch": lambda shelf: shelf.git("checkout", "--quiet", "-b", "other"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen(gitshelf: GitShelf, builds: list[Path], change: str) -> None:
    gitshelf.put(".gitignore", ".karma/\nsite/\n")
    said = quiet(gitshelf, builds, *DAY)
    assert "15 pages: 0 written, 15 as they were" in said
    CHANGES[change](gitshelf)
    before = len(builds)
    gitshelf.done("build", *DAY)
    assert len(builds) == before + 1
    assert (gitshelf.root / "site/contacts/ann-lee.html").exists()


def test_another_day_and_another_folder_are_something_else(
    gitshelf: GitShelf, builds: list[Path], tmp_path: Path
) -> None:
    quiet(gitshelf, builds, *DAY)
    out = str(tmp_path / "elsewhere")
    for args in (("--today", "2026-11-23"), ("--out", out, *DAY)):
        before = len(builds)
        gitshelf.done("build", *args)
        assert len(builds) == before + 1


def test_an_incremental_build_is_a_full_one(gitshelf: GitShelf, tmp_path: Path) -> None:
    gitshelf.done("build", *DAY)
    edit_somebody(gitshelf)
    gitshelf.put("templates/messages/voicemail.txt", "Ahoy {{ name }}")
    gitshelf.commit_all("by hand")
    gitshelf.done("build", *DAY)
    gitshelf.done("build", "--out", str(tmp_path / "full"), *DAY)
    names = [path.relative_to(tmp_path / "full") for path in (tmp_path / "full").rglob("*.html")]
    assert len(names) == 15
    for name in names:
        assert (gitshelf.root / "site" / name).read_bytes() == (tmp_path / "full" / name).read_bytes()


def test_a_broken_template_of_ones_own_leaves_every_page_as_it_was(gitshelf: GitShelf) -> None:
    gitshelf.done("build", *DAY)
    pages = {path: path.read_bytes() for path in (gitshelf.root / "site").rglob("*.html")}
    gitshelf.put("templates/review.html", "{{ nothing }}")
    edit_somebody(gitshelf)
    assert "templates/review.html:1" in gitshelf.karma("build", *DAY).err
    assert {path: path.read_bytes() for path in (gitshelf.root / "site").rglob("*.html")} == pages


def test_a_build_that_changes_nothing_imports_none_of_the_makers(
    gitshelf: GitShelf, builds: list[Path]
) -> None:
    quiet(gitshelf, builds, *DAY)
    code = (
        "import sys; from karma.cli.main import run; code = run(sys.argv[1:]);"
        "print(sorted({'yaml', 'jinja2', 'markdown', 'nh3', 'watchdog', 'karma.core.dashboard'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "-C", str(gitshelf.root), "build", *DAY],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]"
