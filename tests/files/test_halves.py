"""Everybody is asked by two processes more, and what they say is what one would."""

from __future__ import annotations

import os
from datetime import date
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from karma.core.book import Contact
from karma.core.config import Config
from karma.core.each import of_each
from karma.files.book import load
from karma.files.cache.columns import WORTH_TWO
from karma.files.cache.halves import Halves
from karma.files.cache.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
PEOPLE = tuple(Contact(f"p{number}", f"contacts/p{number}.md", f"P {number}") for number in range(7))

pytestmark = pytest.mark.usefixtures("two_processes")


@of_each
def told(contact: Contact, _config: Config, today: date) -> tuple[str, int, int]:
    return contact.name, today.toordinal(), os.getpid()


@of_each
def killed(contact: Contact, _config: Config, _today: date) -> str:
    if os.getpid() != FIRST:
        os._exit(9)
    return contact.name


@of_each
def fails(contact: Contact, _config: Config, _today: date) -> str:
    raise LookupError(contact.name)


@of_each
def much(contact: Contact, _config: Config, _today: date) -> str:
    return contact.name * 100_000


FIRST = os.getpid()
NAMES = [contact.name for contact in PEOPLE]


@pytest.fixture
def halves() -> Iterator[Halves]:
    made = Halves(PEOPLE, Config())
    yield made
    made.close()


def key(rule: object) -> tuple[str, int]:
    return rule.name, DAY.toordinal()  # type: ignore[attr-defined]


def test_each_process_answers_for_one_half(halves: Halves) -> None:
    for _ in range(2):
        said = halves.asked(key(told), lambda one: told(one, Config(), DAY))
        assert [(name, day) for name, day, _ in said] == [(name, DAY.toordinal()) for name in NAMES]
        assert len({process for *_, process in said} - {FIRST}) == 2


def test_a_process_that_was_killed_is_done_without(halves: Halves) -> None:
    for _ in range(2):
        assert halves.asked(key(killed), lambda one: killed(one, Config(), DAY)) == NAMES
    assert halves.asked(key(told), lambda one: one.name) == NAMES


def test_a_rule_that_cannot_be_found_is_asked_here(halves: Halves) -> None:
    assert halves.asked(("nowhere.at_all", 1), lambda one: one.name) == NAMES
    assert (
        len({process for *_, process in halves.asked(key(told), lambda one: told(one, Config(), DAY))}) == 2
    )


def test_what_fails_fails_here_and_nothing_late_is_taken_for_an_answer(halves: Halves) -> None:
    with pytest.raises(LookupError):
        halves.asked(key(fails), lambda one: fails(one, Config(), DAY))
    assert [name for name, *_ in halves.asked(key(told), lambda one: told(one, Config(), DAY))] == NAMES


def test_a_process_that_was_split_off_later_asks_everybody_itself(halves: Halves) -> None:
    read, write = os.pipe()
    if (later := os.fork()) == 0:
        said = halves.asked(key(told), lambda one: told(one, Config(), DAY))
        os.write(write, str(len({process for *_, process in said})).encode())
        os._exit(0)
    os.waitpid(later, 0)
    assert os.read(read, 9) == b"1"
    assert (
        len({process for *_, process in halves.asked(key(told), lambda one: told(one, Config(), DAY))}) == 2
    )
    os.close(read)
    os.close(write)


def test_columns_are_asked_by_two_only_where_that_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    for number in range(WORTH_TWO):
        (tmp_path / f"contacts/p{number:04}.md").write_text(f"---\nname: P {number}\n---\n", "utf-8")
    library = Library(tmp_path)
    book = load(tmp_path, library)
    assert {process for *_, process in told.values(book, DAY)} == {os.getpid()}
    library.columns.by_two = True
    assert len({process for *_, process in told.values(book, NEXT)}) == 2
    assert [name for name, *_ in told.values(book, NEXT)] == [one.name for one in book.contacts]
    library.columns.save(DAY)


def test_who_is_interrupted_waits_for_no_answer_that_nobody_reads(
    halves: Halves, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_half: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("karma.files.cache.halves._Half.told", interrupted)
    with pytest.raises(KeyboardInterrupt):
        halves.asked(key(much), lambda _: None)
    assert active_children() == []
