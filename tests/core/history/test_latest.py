"""The latest changes on a person's page: what still stands in the files, and nobody who is private."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from karma.core.history.change import Change
from karma.core.history.latest import MOST, latest_changes
from karma.core.history.revision import Revision, Told
from karma.core.visible import visible
from tests.core.build import book, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def revision(
    *changes: Change, of: str = "bill", was: str = "", by: str = "Nora", private: tuple[str, ...] = ()
) -> Revision:
    told = Told(of, of.title(), changes, was=was, private=private)
    return Revision("c", (told,), AT, by, f"{by}@quist.example")


def shown(people: Book, *revisions: Revision, of: str = "bill") -> list[str]:
    found = latest_changes(revisions, people, visible(people, AT.date()), AT.date())
    return [" ".join(filter(None, (one.text, one.author))) for one in found.get(of, ())]


def logged(line: str) -> Change:
    return Change("logged", now=(line,))


def test_lines_promises_and_fields_in_words() -> None:
    bill = person("Bill", "2026-11-20 call: hello", promises=("[x] Write",), org="New", tags=("a", "b"))
    told = revision(
        logged("2026-11-20 call: hello"),
        Change("promised", "Write", now=("2026-W50",)),
        Change("kept", "Write"),
        Change("field", "org", ("Old",), ("New",)),
        Change("field", "tags", ("z",), ("b",)),
    )
    assert shown(book(bill), told) == [
        "call: hello",
        "promised: Write by 2026-W50",
        "kept: Write",
        "org: Old → New",
        "tags: b",
    ]


def test_at_most_five_the_newest_first() -> None:
    lines = [f"2026-11-{day} tried" for day in range(10, 20)]
    told = [revision(logged(line)) for line in reversed(lines)]
    assert shown(book(person("Bill", *lines)), *told) == lines[: -MOST - 1 : -1]


def test_what_was_taken_out_again_is_not_brought_back() -> None:
    told = revision(
        logged("2026-11-20 call: a slip of the pen"),
        Change("corrected", was=("2026-11-19 call: bad",), now=("2026-11-19 call: good",)),
        Change("unlogged", was=("2026-11-18 call: gone",)),
        Change("field", "phone", ("555 1",), ("555 2",)),
        Change("field", "city", ("Bergen",)),
        Change("noted", now=("ask her",)),
        Change("prose", was=("a secret",), now=("one", "two")),
        Change("unclear"),
    )
    bill = person("Bill", "2026-11-19 call: good", prose="one\ntwo")
    assert shown(book(bill), told) == ["2026-11-19 call: good", "notes: 2 lines added"]


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        (person("Bill", org="New", private=("org",)), revision(Change("field", "org", ("Old",), ("New",)))),
        (person("Bill", org="New"), revision(Change("field", "org", (), ("New",)), private=("org",))),
        (person("Bill", private=("org",)), revision(Change("field", "private", (), ("org",)))),
        (person("Bill", private=("true",), org="New"), revision(Change("field", "org", (), ("New",)))),
        (person("Bill", org="New"), revision(Change("field", "org", (), ("New",)), private=("true",))),
    ],
)
def test_what_is_private_now_or_was_then_is_not_told(bill: Contact, told: Revision) -> None:
    assert shown(book(bill), told) == []


def test_nobody_private_is_named_even_by_an_old_name() -> None:
    line = "2026-11-20 lunch with [[sue]] [[ann]]: [[sue-before|Sue]] paid, see contacts/sue.md"
    people = book(person("Bill", line, via="ann"), person("Sue", private=("true",)), person("Ann"))
    told = revision(logged(line), Change("field", "via", ("[[sue]]",), ("[[ann]]",)))
    assert shown(people, told) == [
        "lunch with someone [[ann]]: someone paid, see someone",
        "via: [[ann]]",
    ]


def test_the_author_is_named_where_several_commit() -> None:
    people = book(person("Bill", "2026-11-20 call: a", "2026-11-20 note: b"), person("Ann"))
    first, second = revision(logged("2026-11-20 call: a")), revision(logged("2026-11-20 note: b"), by="Ana")
    assert shown(people, first) == ["call: a"]
    assert shown(people, second, first) == ["note: b Ana", "call: a Nora"]


def test_who_was_renamed_keeps_what_came_before() -> None:
    people = book(person("William", "2026-11-20 call: a"))
    told = [
        revision(Change("renamed", was=("bill",), now=("william",)), of="william", was="bill"),
        revision(logged("2026-11-20 call: a")),
    ]
    assert shown(people, *told, of="william") == ["call: a"]


def test_a_commit_about_very_many_is_about_nobody() -> None:
    people = book(person("Bill", "2026-11-20 call: a"))
    imported = Revision("c", (Told("bill", "Bill", (logged("2026-11-20 call: a"),)),), AT, more=400)
    assert shown(people, imported) == []


@pytest.mark.parametrize("was", ["With [[sue]]", "With contacts/sue.md", "With [her](sue.md)"])
def test_what_a_field_said_before_is_left_out_where_it_may_name_somebody(was: str) -> None:
    told = revision(Change("field", "org", (was,), ("New",)))
    assert shown(book(person("Bill", org="New")), told) == ["org: New"]


def test_of_one_revision_the_newest_touch_comes_first() -> None:
    lines = ("2026-11-18 call: first", "2026-11-20 call: last")
    bill = person("Bill", *lines)
    assert shown(book(bill), revision(*map(logged, lines)))[0].endswith("call: last")
