"""Whatever the files hold: a rename changes links and nothing else, and a merge loses nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from karma.core.moving.trail import Called
from karma.files.book import load
from karma.files.moving.merge import Merge
from karma.files.moving.rename import renaming
from karma.files.refusals import WriteRefused
from karma.files.write import Writer

if TYPE_CHECKING:
    from karma.core.promise import Promise

STEMS = ("bill", "ann", "jo")
LINKS = ("[[bill]]", "[[Bill]]", "[[BILL|B]]", "[[ann]]", "[[jo#log]]", "[[Ann Lee]]", "[[nobody]]", "[[bill")
words = st.lists(st.sampled_from((*LINKS, "hello", "#tag", "—", "a: b", "café")), max_size=4).map(" ".join)
link = st.sampled_from(("[[bill]]", "[[ann]]", "[[jo]]", "[[Ann Lee]]", "[[bill|Billy]]"))
days = st.integers(1, 28).map(lambda day: f"2026-10-{day:02}")
heads = st.one_of(
    st.sampled_from(("call", "email in", "told", "won EUR 5")),
    st.builds(lambda verb, links: f"{verb} with {' '.join(links)}", st.sampled_from(("lunch", "meeting")),
              st.lists(link, min_size=1, max_size=3)),
)  # fmt: skip
log = st.builds(lambda day, head, text: f"- {day} {head}" + (f": {text}" if text else ""), days, heads, words)
promise = st.builds(
    lambda box, day, text: f"- [{box}] {day}{text}",
    st.sampled_from(" x-"),
    st.sampled_from(("", "2026-12-01 ", "2026-W50 they: ")),
    st.sampled_from(("send the list", "call [[ann]]", "lend [[bill]] the book")),
)
field = st.sampled_from(
    ('via: "[[bill]]"', "via: [[jo]]", "tags: [a, b]", "tags:\n  - b\n  - c", "pet: cat", "private: true",
     "phone: 555 1  # office", "org: Yard & [[ann]]", "met: 2025-01-01", "# a comment", "private: [org]")
)  # fmt: skip


def lines(name: str, rows: list[str]) -> list[str]:
    return [f"## {name}", "", *rows, ""] if rows else []


@st.composite
def contact(draw: st.DrawFn, name: str) -> str:
    fields = draw(st.lists(field, max_size=3, unique_by=lambda text: text.partition(":")[0]))
    text = ["---", f"name: {name}", *"\n".join(fields).splitlines(), "---", ""]
    text += [line for prose in draw(st.lists(words, max_size=2)) for line in (prose, "")]
    text += lines("Next time", [f"- {one}" for one in draw(st.lists(words.filter(bool), max_size=2))])
    text += lines("Promises", draw(st.lists(promise, max_size=3)))
    text += lines("Log", draw(st.lists(log, max_size=4)))
    ending = draw(st.sampled_from(("\n", "\r\n")))
    return ending.join(text) + draw(st.sampled_from(("", ending)))


books = st.tuples(contact("Bill"), contact("Ann Lee"), contact("Jo"))


def put(root: Path, texts: tuple[str, str, str]) -> Path:
    (root / "contacts").mkdir()
    for stem, text in zip(STEMS, texts, strict=True):
        (root / f"contacts/{stem}.md").write_bytes(text.encode())
    return root


def without_links(text: str) -> list[str]:
    return [line for line in text.replace("[[will", "[[bill").splitlines() if "[[" not in line]


@given(books)
def test_a_rename_changes_links_and_nothing_else(texts: tuple[str, str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = put(Path(folder), texts)
        book = load(root)
        move = renaming(root, book, book.by_id["bill"], Called("will"))
        Writer(root, book.config).replace(move.replacements)
        after = load(root)
        assert sorted(after.by_id) == ["ann", "jo", "will"]
        assert len(after.problems) == len(book.problems)
        for stem, text in zip(STEMS[1:], texts[1:], strict=True):
            new = (root / f"contacts/{stem}.md").read_bytes().decode()
            assert len(new.splitlines()) == len(text.splitlines())
            assert without_links(new) == without_links(text)
            assert "[[bill]]" not in new
        for one in after.contacts:
            was = book.by_id["bill" if one.id == "will" else one.id]
            assert [(entry.date, entry.verb) for entry in one.log] == [
                (entry.date, entry.verb) for entry in was.log
            ]


@given(books)
def test_a_merge_loses_no_line_no_promise_and_no_value(texts: tuple[str, str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = put(Path(folder), texts)
        book = load(root)
        bill, ann = book.by_id["bill"], book.by_id["ann"]
        try:
            merge = Merge(root, book, bill, ann)
        except WriteRefused as refusal:
            if "as two people" not in refusal.message:
                raise
            return
        try:
            move = merge.move([], [one.key for one in merge.differences()])
        except WriteRefused as refusal:
            if "the front matter is no" not in refusal.message:
                raise
            return
        Writer(root, book.config).replace(move.replacements)
        found = load(root).by_id["bill"]
        for side in (bill, ann):
            assert not days_of(side.log) - days_of(found.log)
            assert {promised(one) for one in side.promises} <= {promised(one) for one in found.promises}
            assert len(side.next_time) == 0 or found.next_time
            assert side.hidden <= found.hidden
            assert set(side.tags) <= set(found.tags)
        assert len(found.log) <= len(bill.log) + len(ann.log)
        assert "[[ann]]" not in (root / "contacts/jo.md").read_text("utf-8")


SOUP = (
    *("## Log", "## Promises", "## Next time", "### 2025", "# Top", "", "- 2026-10-01 call", "  continued"),
    *("- 2026-10-02 call: hi", "- 2026-09-01 email: x ^id1", "- ask about x", "plain text", "> quote"),
    *("* 2026-08-01 note: star", "- junk", "- 2026-10-01 lunch with [[jo]]", "<!-- c -->", "---"),
)
soups = st.lists(st.sampled_from(SOUP), max_size=14)


@given(soups, soups)
def test_a_merge_of_any_two_bodies_keeps_every_line(one: list[str], other: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bill, ann = (
            "\n".join([f"---\nname: {name}\n---", *soup]) for name, soup in (("Bill", one), ("Ann", other))
        )
        root = put(Path(folder), (bill, ann, "---\nname: Jo\n---\n"))
        book = load(root)
        merge = Merge(root, book, book.by_id["bill"], book.by_id["ann"])
        Writer(root, book.config).replace(merge.move([], []).replacements)
        there = {line.strip() for line in (root / "contacts/bill.md").read_text("utf-8").splitlines()}
        assert {line.strip() for line in (*one, *other) if line[:1] != "#"} - {""} <= there


def days_of(entries: tuple[object, ...]) -> Counter[tuple[object, object]]:
    return Counter((entry.date, entry.verb) for entry in entries)  # type: ignore[attr-defined]


def promised(one: Promise) -> tuple[str, object, bool]:
    """What was promised, but for links, which may have become words."""
    return one.text.split("[[")[0].replace(" Bill", " ").split()[0], one.by, one.theirs
