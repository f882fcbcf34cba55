"""When it is quiet enough to look."""

from __future__ import annotations

import threading

import pytest

from karma.files.watching import hints as waiting
from karma.files.watching.hints import Hints

BILL, ANN = "contacts/bill.md", "contacts/ann.md"


class Clock:
    """Goes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_without_a_hint_there_is_nothing_to_wait_for(clock: Clock) -> None:
    hints = Hints(clock)
    assert (hints.wait(0), hints.unrest()) == (False, 0)


def test_a_file_that_was_saved_and_closed_is_looked_at_soon(clock: Clock) -> None:
    hints = Hints(clock)
    hints.note(BILL)
    assert hints.unrest() == waiting.QUIET
    hints.note(BILL, finished=True)
    assert hints.unrest() == waiting.SAVED


def test_while_anything_is_open_or_much_is_going_on_it_waits(clock: Clock) -> None:
    hints = Hints(clock)
    hints.note(BILL, finished=True)
    hints.note(ANN)
    assert hints.unrest() == waiting.QUIET
    for number in range(10):
        hints.note(f"contacts/{number}.md", finished=True)
    hints.note(ANN, finished=True)
    assert hints.unrest() == waiting.QUIET


def test_every_hint_begins_the_quiet_anew(clock: Clock) -> None:
    hints = Hints(clock)
    hints.note(BILL)
    clock.now = 0.15
    hints.note(BILL)
    clock.now = 0.3
    assert hints.unrest() == pytest.approx(0.05)
    clock.now = 0.35
    assert hints.unrest() == 0


def test_a_stream_of_hints_does_not_starve_the_build(clock: Clock) -> None:
    hints = Hints(clock)
    while clock.now < waiting.LONGEST:
        hints.note(BILL)
        clock.now += 0.1
    assert hints.unrest() == 0


def test_what_was_looked_at_is_forgotten(clock: Clock) -> None:
    hints = Hints(clock)
    hints.note(BILL)
    hints.taken()
    assert not hints.wait(0)


def test_a_few_files_that_were_saved_are_named(clock: Clock) -> None:
    hints = Hints(clock)
    for path in (BILL, ANN):
        hints.note(path, finished=True)
    assert hints.taken() == (BILL, ANN)


@pytest.mark.parametrize("one_more", [False, True])
def test_where_more_happened_nobody_is_named(clock: Clock, one_more: bool) -> None:
    hints = Hints(clock)
    for number in range(waiting.FEW + 1 if one_more else 2):
        hints.note(f"contacts/{number}.md", finished=one_more or number > 0)
    assert hints.taken() == ()


def test_a_hint_wakes_who_waits() -> None:
    hints = Hints()
    threading.Thread(target=hints.note, args=(BILL,)).start()
    assert hints.wait(5)
