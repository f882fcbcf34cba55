"""What rules said of each person is asked again only of those whose files changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from karma.core.each import of_each
from karma.core.visible import visible
from karma.files.book import load
from karma.files.cache.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.config import Config

TODAY = date(2026, 11, 22)
ASKED: list[str] = []


@of_each
def calls(contact: Contact, config: Config, today: date) -> tuple[int, int, str, str]:
    """So many lines, so many of them before today, the company, and the name."""
    ASKED.append(contact.id)
    return len(contact.log), sum(line.date < today for line in contact.log), config.company, contact.name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    for name in ("ann", "bill", "cleo"):
        write(tmp_path, name, "2026-11-01")
    return tmp_path


def write(root: Path, name: str, *days: str, more: str = "") -> None:
    log = "\n".join(f"- {day} call: hello" for day in days)
    text = f"---\nname: {name.title()}\n{more}---\n\n## Log\n\n{log}\n"
    (root / f"contacts/{name}.md").write_text(text, "utf-8")


def said(book: Book, today: date = TODAY) -> tuple[list[int], list[str]]:
    """How many calls each had, and who was asked."""
    ASKED.clear()
    return [found[0] for found in calls.values(book, today)], sorted(ASKED)


def after_a_run(root: Path) -> Library:
    """Another run, after one in which everybody was asked."""
    library = Library(root)
    said(load(root, library))
    library.columns.save(TODAY)
    return Library(root)


def test_the_first_time_everybody_is_asked(root: Path) -> None:
    assert said(load(root)) == ([1, 1, 1], ["ann", "bill", "cleo"])


def test_another_run_asks_nobody(root: Path) -> None:
    assert said(load(root, after_a_run(root))) == ([1, 1, 1], [])


def test_after_an_edit_one_person_is_asked(root: Path) -> None:
    library = after_a_run(root)
    write(root, "bill", "2026-11-01", "2026-11-02")
    assert said(load(root, library)) == ([1, 2, 1], ["bill"])


def test_who_goes_on_running_asks_one_person_after_an_edit(root: Path) -> None:
    library = Library(root)
    before = load(root, library)
    said(before)
    write(root, "bill", "2026-11-01", "2026-11-02")
    assert said(load(root, library)) == ([1, 2, 1], ["bill"])
    assert said(before) == ([1, 1, 1], [])


def test_what_was_not_asked_for_in_between_is_known_to_be_old(root: Path) -> None:
    library = after_a_run(root)
    write(root, "bill", "2026-11-01", "2026-11-02")
    visible(load(root, library), TODAY)  # another rule
    library.columns.save(TODAY)
    assert said(load(root, Library(root))) == ([1, 2, 1], ["bill"])


def test_somebody_new_is_asked_and_somebody_gone_forgotten(root: Path) -> None:
    library = after_a_run(root)
    (root / "contacts/ann.md").unlink()
    write(root, "dora", "2026-11-01", "2026-11-02")
    assert said(load(root, library)) == ([1, 1, 2], ["dora"])


def test_a_file_of_another_name_is_somebody_else(root: Path) -> None:
    library = after_a_run(root)
    (root / "contacts/ann.md").rename(root / "contacts/eve.md")
    assert said(load(root, library)) == ([1, 1, 1], ["eve"])


def test_another_day_is_asked_about_anew(root: Path) -> None:
    library = after_a_run(root)
    assert said(load(root, library), date(2026, 11, 23)) == ([1, 1, 1], ["ann", "bill", "cleo"])


def test_other_settings_are_asked_about_anew(root: Path) -> None:
    library = after_a_run(root)
    (root / "karma.toml").write_text('company = "Karma"\n', "utf-8")
    assert said(load(root, library))[1] == ["ann", "bill", "cleo"]


def test_who_is_veiled_is_asked_as_they_are_shown(root: Path) -> None:
    library = after_a_run(root)
    write(root, "bill", "2026-11-01", more="private: true\n")
    shown = visible(load(root, library), TODAY)
    said(shown)
    assert [name for *_, name in calls.values(shown, TODAY)] == ["Ann", "someone", "Cleo"]


def test_a_file_of_columns_that_is_not_ours_is_none(root: Path) -> None:
    after_a_run(root)
    (root / ".karma/columns.index").write_bytes(b"\x00" * 100)
    assert said(load(root, Library(root))) == ([1, 1, 1], ["ann", "bill", "cleo"])
