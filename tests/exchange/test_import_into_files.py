"""An import all the way: what is planned can be written, is read back as meant, and leaves nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.check import check
from karma.core.logline import write
from karma.exchange.import_plan import Plan, plan
from karma.exchange.interactions import Columns, Read, read
from karma.files.book import load
from karma.files.compose import compose
from karma.files.edit import AddLog
from karma.files.write import Writer
from tests.exchange.letter_books import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book

HOSTILE = [
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    '"Ann""\n---\nname: Lee"',
    "[[bill-okafor]]",
    "#tag & 'quotes' \\ : @",
    "- [ ] 1909-01-01 call",
    "{{ name }}",
    "null",
    "!!python/object:os.system",
    "&anchor *alias",
    '"Miller, O’Mary Zoë"',
    "=1+A1",
    "\x1b[31mRed",
    "... etc",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contacts").mkdir()
    (tmp_path / "karma.toml").write_text("[touch.letter]\nresets = true\n", "utf-8")
    return tmp_path


def table(book: Book, rows: str) -> Read:
    columns = Columns(date="date", person="who", text="text", id="id", verb="letter")
    return read("date,who,text,id\n" + rows, columns, book.config)


def imported(root: Path, rows: str) -> Plan:
    book = load(root)
    done = plan(book, table(book, rows), TODAY)
    Writer(root, book.config).write(
        new=[(who.path, compose(who.name, {"aliases": who.aliases}, log=who.log)) for who in done.new],
        edits=[(one.contact.path, [AddLog(line) for line in one.lines]) for one in done.additions],
    )
    return done


def test_names_and_texts_of_any_kind_are_written_as_meant_and_once(root: Path) -> None:
    rows = "".join(f"1909-01-0{n % 9 + 1},{who},{who},{n}\n" for n, who in enumerate(HOSTILE))
    done = imported(root, rows)
    book = load(root)
    assert [(one.id, one.name, one.aliases, one.log) for one in book.contacts] == [
        (one.id, one.name, one.aliases, one.log) for one in done.new
    ]
    assert len(book.contacts) == len(HOSTILE)
    assert not check(book, TODAY)
    before = {path: path.read_bytes() for path in (root / "contacts").rglob("*") if path.is_file()}
    assert imported(root, rows).is_empty
    assert {path: path.read_bytes() for path in (root / "contacts").rglob("*") if path.is_file()} == before
    assert {path.parent.name for path in before if path.suffix == ".md"} == {"contacts"}


def test_a_new_person_is_a_short_file(root: Path) -> None:
    imported(root, '1909-01-02,"Miller, Mary Emily",Travel,X1\n1908-05-04,"Miller, Mary Emily",,X 2\n')
    assert (root / "contacts/mary-emily-miller.md").read_text("utf-8") == (
        "---\nname: Mary Emily Miller\naliases:\n  - Miller, Mary Emily\n---\n\n"
        "## Log\n\n- 1908-05-04 letter: ^X-2-1ffadb35\n- 1909-01-02 letter: Travel ^X1\n"
    )


def test_lines_are_added_to_somebody_known_and_every_other_byte_stays(root: Path) -> None:
    path = root / "contacts/mary.md"
    old = b"---\r\nname: Mary Emily Miller # aunt\r\n---\r\n\r\nTea.\r\n\r\n## Log\r\n- 1900-01-01 call\r\n"
    path.write_bytes(old)
    imported(root, '1909-01-02,"Miller, Mary Emily",Travel,X1\n')
    assert path.read_bytes() == old + b"- 1909-01-02 letter: Travel ^X1\r\n"


def test_a_user_who_edits_and_moves_things_keeps_it_all(root: Path) -> None:
    rows = '1909-01-02,"Miller, Mary Emily",Travel,X1\n'
    imported(root, rows)
    old, new = root / "contacts/mary-emily-miller.md", root / "contacts/archive/aunt-mary.md"
    new.parent.mkdir()
    text = old.read_text("utf-8").replace("name: Mary Emily Miller", "name: Aunt Mary")
    new.write_text(text.replace("letter: Travel", "note in: from her travels"), "utf-8")
    old.unlink()
    assert imported(root, rows).is_empty
    assert [write(line) for line in load(root).contacts[0].log] == [
        "- 1909-01-02 note in: from her travels ^X1"
    ]


def test_somebody_whose_file_is_damaged_is_not_made_again(root: Path) -> None:
    path = root / "contacts/mary-miller.md"
    path.write_bytes(b"---\nname: \xff\n---\n")
    done = imported(root, '1909-01-02,"Miller, Mary",Travel,X1\n1909-01-02,Ann,Travel,X1\n')
    assert [one.id for one in done.new] == ["ann"]
    assert (
        done.problems[0].message
        == "“Miller, Mary” seems to be contacts/mary-miller.md, which karma cannot read"
    )
    assert path.read_bytes() == b"---\nname: \xff\n---\n"
