"""What rules said of each person is asked again only of those whose files changed."""

from __future__ import annotations

import marshal
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karma.core.check import check
from karma.core.dashboard import dashboard
from karma.core.each import EVER, let_go, of_each
from karma.core.visible import visible
from karma.files.book import load
from karma.files.cache.library import Library
from karma.views.html.pages import Site
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.core.book import Book, Contact
    from karma.core.config import Config

TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[2]
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


def test_what_was_put_away_is_there_for_whoever_asks_again(root: Path) -> None:
    library = Library(root)
    book = load(root, library)
    said(book)
    library.columns.put_away(TODAY)
    let_go(book)
    assert said(book) == ([1, 1, 1], [])


def test_what_cannot_be_put_away_is_held(root: Path) -> None:
    library = Library(root)
    book = load(root, library)
    said(book)
    shutil.rmtree(root / ".karma")
    (root / ".karma").write_text("a file, and no folder")
    library.columns.put_away(TODAY)
    let_go(book)
    assert said(book) == ([1, 1, 1], [])


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


def test_what_was_undone_is_as_it_was(root: Path) -> None:
    library = after_a_run(root)
    write(root, "bill", "2026-11-01", "2026-11-02")
    assert names_ever(load(root, library)) == ["Ann", "Bill", "Cleo"]  # a new column, after the edit
    library.columns.save(TODAY)
    write(root, "bill", "2026-11-01", more="x: 1\n")
    write(root, "bill", "2026-11-01")
    assert said(load(root, Library(root))) == ([1, 1, 1], [])


def test_a_column_made_after_an_edit_does_not_count_for_the_file_before_it(root: Path) -> None:
    library = after_a_run(root)
    (root / "contacts/bill.md").write_text("---\nname: William\n---\n", "utf-8")
    assert names_ever(load(root, library)) == ["Ann", "William", "Cleo"]
    library.columns.save(TODAY)
    write(root, "bill", "2026-11-01")
    assert names_ever(load(root, Library(root))) == ["Ann", "Bill", "Cleo"]


def test_an_edit_adds_to_the_index_alone(root: Path) -> None:
    library = after_a_run(root)
    (before,) = (root / ".karma").glob("columns-*.packed")
    stood = before.read_bytes()
    write(root, "bill", "2026-11-01", "2026-11-02")
    said(load(root, library))
    library.columns.save(TODAY)
    (after,) = (root / ".karma").glob("columns-*.packed")
    assert (after, after.read_bytes()) == (before, stood)
    assert said(load(root, Library(root))) == ([1, 2, 1], [])


def test_much_news_is_written_into_new_columns(root: Path) -> None:
    for number in range(120):
        write(root, f"p{number}", "2026-11-01")
    library = Library(root)
    names_ever(load(root, library))
    said(load(root, library))
    library.columns.save(TODAY)
    for number in range(120):
        write(root, f"p{number}", "2026-11-01", "2026-11-02")
    library = Library(root)
    assert len(said(load(root, library))[1]) == 120
    library.columns.save(TODAY)
    library = Library(root)
    book = load(root, library)
    assert said(book)[1] == []
    assert len(names_ever(book)) == 123
    assert len(NAMED) == 120  # of whom the column of names, not asked for meanwhile, said what was before
    library.columns.save(TODAY)
    assert names_ever(load(root, Library(root)))[:2] == ["Ann", "Bill"]
    assert NAMED == []


def test_yesterday_is_remembered_as_well(root: Path) -> None:
    library = Library(root)
    book = load(root, library)
    said(book)
    said(book, date(2026, 11, 21))
    library.columns.save(TODAY)
    book = load(root, Library(root))
    assert (said(book)[1], said(book, date(2026, 11, 21))[1]) == ([], [])


def test_what_holds_on_all_days_is_remembered_on_another_day(root: Path) -> None:
    library = Library(root)
    names_ever(load(root, library))
    library.columns.save(TODAY)
    library = Library(root)
    said(load(root, library), date(2026, 11, 23))
    library.columns.save(date(2026, 11, 23))
    names_ever(load(root, Library(root)))
    assert NAMED == []


def test_who_goes_on_running_remembers_what_another_run_left(root: Path) -> None:
    library = after_a_run(root)
    for number in range(2, 5):
        write(root, "bill", *(f"2026-11-0{day}" for day in range(1, number)))
        names_ever(load(root, library))
        said(load(root, library))
        library.columns.save(TODAY)
    names_ever(load(root, other := Library(root)))
    assert (NAMED, said(load(root, other))) == ([], ([1, 3, 1], []))


def test_a_column_that_the_disk_lost_is_asked_for_again(root: Path) -> None:
    after_a_run(root)
    (packed,) = (root / ".karma").glob("columns-*.packed")
    packed.write_bytes(b"\x00" * packed.stat().st_size)
    assert said(load(root, Library(root))) == ([1, 1, 1], ["ann", "bill", "cleo"])


@of_each
def _name(contact: Contact, _config: Config, _today: date) -> str:
    NAMED.append(contact.id)
    return contact.name


NAMED: list[str] = []


def names_ever(book: Book) -> list[str]:
    """Everybody's name; in NAMED is who was asked."""
    NAMED.clear()
    return list(_name.values(book, EVER))


edit = st.tuples(st.sampled_from("abcdef"), st.sampled_from(["gone", "private", *"0123"]))


@settings(max_examples=settings().max_examples // 5)
@given(
    steps=st.lists(st.tuples(st.lists(edit, max_size=3), st.sampled_from("cnb"), st.booleans()), max_size=8)
)
def test_whatever_is_done_a_column_says_what_the_files_say(
    steps: list[tuple[list[tuple[str, str]], str, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "contacts").mkdir()
        library = Library(root)
        for edits, asks, another_run in steps:
            for name, what in edits:
                do(root, name, what)
            book, plain = (
                visible(load(root, library), TODAY),
                visible(replace(load(root), memory=None), TODAY),
            )
            for rule, letter in ((calls, "c"), (_name, "n")):
                if asks in (letter, "b"):
                    assert list(rule.values(book, TODAY)) == list(rule.values(plain, TODAY))
            if another_run:
                library.columns.save(TODAY)
                library = Library(root)


def do(root: Path, name: str, what: str) -> None:
    """Takes somebody away, or has so many calls in their file, with or without a private note."""
    if what == "gone":
        (root / f"contacts/{name}.md").unlink(missing_ok=True)
    elif what == "private":
        write(root, name, "2026-11-01", more="private: true\n")
    else:
        write(root, name, *["2026-11-01"] * int(what))


def test_every_column_of_a_build_stays_the_same_on_the_disk(
    tmp_path: Path,
) -> None:
    columns: dict[str, list[Any]] = {}

    class Listening:
        """A memory that remembers nothing but what was said."""

        def said(self, rule: str, book: Book, today: date, ask: Callable[[Contact], Any]) -> list[Any]:
            columns[f"{rule} {today}"] = found = [ask(contact) for contact in book.contacts]
            return found

        def kept(
            self, what: str, _book: Book, about: Any, keys: Any, find: Callable[[int], Any]
        ) -> list[Any]:
            found = [find(at) for at in range(len(keys))]
            columns[what] = [about, keys, found]
            return found

    shutil.copytree(SAMPLE / "contacts", tmp_path / "contacts")
    shutil.copy(SAMPLE / "karma.toml", tmp_path)
    book = replace(load(tmp_path), memory=Listening())
    check(book, TODAY)
    site = Site(dashboard(book, TODAY), [theme_folder()])
    for name in site.names[:40]:
        site.make(name)
        site.memo(name)
    assert len(columns) > 10
    assert {"introductions", "news"} <= columns.keys()
    for rule, values in columns.items():
        back = marshal.loads(marshal.dumps(values))  # noqa: S302  (our own)
        assert (back, repr(back)) == (values, repr(values)), rule
