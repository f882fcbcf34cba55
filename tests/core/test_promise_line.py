"""The grammar of a promise (format.md, rule 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.dates import day_period, month_period, week_period
from karma.core.problems import Fault
from karma.core.promise import Promise, parse, write


def read(line: str) -> Promise:
    promise = parse(line)
    assert isinstance(promise, Promise), promise
    return promise


@pytest.mark.parametrize("by", ["2026-12-01", "2026-W50", "2026-12", None])
def test_the_date_says_how_strong_it_is(by: str | None) -> None:
    promise = read(f"- [ ] {by + ' ' if by else ''}Send the checklist")
    assert (str(promise.by) if promise.by else None, promise.text) == (by, "Send the checklist")


def test_theirs_and_mine() -> None:
    assert read("- [ ] 2026-12 they: introduce me").theirs
    assert not read("- [ ] 2026-12 introduce me").theirs
    assert read("- [ ] they: introduce me").text == "introduce me"


def test_due_overdue_and_done() -> None:
    promise = read("- [ ] 2026-W50 Send it")
    assert [promise.due(date(2026, 12, day)) for day in (6, 7)] == [False, True]
    assert [promise.overdue(date(2026, 12, day)) for day in (13, 14)] == [False, True]
    assert not read("- [x] 2026-12-01 Sent").overdue(date(2027, 1, 1))


def test_a_promise_to_call_is_known_as_one() -> None:
    assert read("- [ ] 2026-12-01 call: as he asked").asks_for_call
    assert not read("- [ ] 2026-12-01 they: call me").asks_for_call
    assert not read("- [ ] 2026-12-01 callus ointment").asks_for_call


@pytest.mark.parametrize(
    ("line", "code", "col"),
    [("send it", "promise-line", 0), ("- send it", "promise-line", 0), ("- [ ] ", "promise-line", 6), ("- [?] send", "promise-box", 3),
     ("- [ ] 1.12.2026 send", "promise-date", 6), ("- [ ] send 📅 soon", "promise-date", 13), ("- [x] done ✅ 2026-02-30", "promise-date", 13)],
)  # fmt: skip
def test_a_slip_is_pointed_at(line: str, code: str, col: int) -> None:
    fault = parse(line)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.col) == (code, col)


PERIODS = st.dates(date(1001, 1, 1), date(2998, 1, 1)).flatmap(
    lambda day: st.sampled_from([day_period(day), week_period(day), month_period(day)])
)


@given(
    st.text("abc déf:#[]() 李", min_size=1, max_size=40).map(lambda text: "so " + " ".join(text.split())),
    st.none() | PERIODS, st.booleans(), st.sampled_from(["open", "kept", "released"]), st.dates(date(2000, 1, 1)),
)  # fmt: skip
def test_a_promise_comes_back_from_its_line(
    text: str, by: object, theirs: bool, state: str, kept: date
) -> None:
    promise = Promise(
        text.strip(), by, theirs, state, min(kept, date(2999, 1, 1)) if state == "kept" else None
    )  # type: ignore[arg-type]
    assert parse(write(promise)) == promise


@given(st.text(max_size=60))
def test_nothing_makes_it_raise(text: str) -> None:
    parse(text)
    parse(f"- [ ] {text}")


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] 2026-12-01: send the contract",
        "- [ ] 2026-12-01, send the contract",
        "- [ ] 2026-12-01\tsend the contract",
        "- [ ] they: 2026-12-01 send the contract",
        "- [ ] 2026-12-01: they: send the contract",
    ],
)
def test_a_date_counts_with_a_colon_behind_it_and_behind_they(line: str) -> None:
    promise = read(line)
    assert (str(promise.by), promise.text) == ("2026-12-01", "send the contract")
    assert promise.theirs == ("they" in line)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("- [ ] 2026–12–01 send it", "Write `2026-12-01`."),
        ("- [ ] they: 1.12.2026 send it", "Write `2026-12-01`."),
        ("- [ ] 10/05/2026 send it", "Write a day `2026-12-01`, a week `2026-W50` or a month `2026-12`."),
        ("- [x] sent ✅ 2026-W50", "Write the day it was kept, such as `✅ 2026-12-01`."),
        ("- [x] sent [completion:: 2026-12]", "Write the day it was kept, such as `✅ 2026-12-01`."),
    ],
)
def test_a_date_that_is_none_is_never_dropped_without_a_word(line: str, remedy: str) -> None:
    fault = parse(line)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.remedy) == ("promise-date", remedy)


@pytest.mark.parametrize(
    "line", ["- [ ] send 📅 2026-12-01 the plans", "- [ ] send [due::  2026-12-01 ] the plans"]
)
def test_a_date_of_obsidian_leaves_the_words_around_it(line: str) -> None:
    promise = read(line)
    assert (str(promise.by), promise.text) == ("2026-12-01", "send the plans")


def test_a_date_after_they_is_part_of_the_text_when_one_stands_before() -> None:
    promise = read("- [ ] 2026-12 they: 2026-12-05 is their day")
    assert (str(promise.by), promise.text) == ("2026-12", "2026-12-05 is their day")
