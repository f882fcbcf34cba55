"""Promises: due, overdue, by strength, and kept on time."""

from __future__ import annotations

import pytest

from karma.core.promises import PromiseBook, promises, promises_of_today
from tests.core.build import book, day, person

TODAY = day("2026-11-22")


def kept(*lines: str, **fields: object) -> PromiseBook:
    return promises(book(person("Bill", promises=lines, **fields)), TODAY)


def texts(found: PromiseBook) -> list[tuple[str, list[str]]]:
    return [(strength.name, [owed.promise.text for owed in strength.promises]) for strength in found.mine]


def test_open_promises_stand_by_strength_and_date() -> None:
    assert texts(
        kept(
            "[ ] Visit",
            "[ ] 2026-12 Month",
            "[ ] 2026-W50 Week",
            "[ ] 2026-12-05 Later",
            "[ ] 2026-12-01 Sooner",
        )
    ) == [("day", ["Sooner", "Later"]), ("week", ["Week"]), ("month", ["Month"]), ("someday", ["Visit"])]


def test_theirs_stand_apart() -> None:
    found = kept("[ ] 2026-12 they: introduce me", "[x] 2026-11-01 Done", "[-] 2026-11-01 Let go")
    assert [owed.promise.text for strength in found.theirs for owed in strength.promises] == ["introduce me"]
    assert not any(strength.promises for strength in found.mine)


def test_overdue_is_what_has_its_last_day_behind_it() -> None:
    found = kept(
        "[ ] 2026-11-21 Late", "[ ] 2026-11-22 Today", "[ ] 2026-W46 Last week", "[ ] 2026-11 This month"
    )
    assert [owed.promise.text for owed in found.overdue] == ["Late", "Last week"]


def test_the_rate_counts_your_dated_promises_kept_on_time() -> None:
    found = kept(
        "[x] 2026-11-03 On the day ✅ 2026-11-03",
        "[x] 2026-W46 In the week ✅ 2026-11-15",
        "[x] 2026-10-01 Ticked by hand",
        "[x] 2026-11-03 Late ✅ 2026-11-04",
        "[ ] 2026-11-20 Overdue",
        "[ ] 2026-12-20 Not yet",
        "[x] Undated",
        "[x] 2026-11-03 they: theirs ✅ 2026-11-03",
        "[ ] 2026-11-03 they: theirs",
        "[ ] 2026-11-04 they: theirs too",
        "[-] 2026-11-01 Let go",
    )
    assert (found.kept_on_time, found.kept_late, found.overdue_mine) == (3, 1, 1)
    assert found.kept_rate == pytest.approx(3 / 5)


def test_without_dated_promises_there_is_no_rate() -> None:
    assert kept("[ ] Some day", "[x] Done").kept_rate is None


def test_the_archive_counts_for_the_rate_alone() -> None:
    found = kept("[x] 2026-11-03 Kept ✅ 2026-11-03", "[ ] 2026-11-03 Open", archived=True)
    assert found.kept_rate == 1 / 2
    assert found.overdue == ()


def test_putting_somebody_into_the_archive_does_not_improve_the_rate() -> None:
    lines = ("[x] 2026-11-03 Kept ✅ 2026-11-03", "[ ] 2026-11-03 Open")
    assert kept(*lines, archived=True).kept_rate == kept(*lines).kept_rate


def test_a_promise_ticked_for_a_day_to_come_is_not_counted_yet() -> None:
    assert kept("[x] 2026-11-30 Early bird ✅ 2026-11-29").kept_rate is None


def test_promises_of_the_day_begin_with_those_for_it_then_overdue_by_strength_and_date() -> None:
    ann = person(
        "Ann",
        promises=("[ ] 2026-11 Month", "[ ] 2026-W47 they: Week", "[ ] 2026-11-22 Today", "[ ] Someday"),
    )
    bill = person(
        "Bill", promises=("[ ] 2026-10 Late month", "[ ] 2026-11-01 Late day", "[ ] 2026-11-23 Tomorrow")
    )
    found = promises_of_today(book(ann, bill), TODAY)
    assert [(owed.promise.text, owed.overdue) for owed in found] == [
        ("Today", False),
        ("Late day", True),
        ("Late month", True),
        ("Week", False),
        ("Month", False),
    ]


def test_a_call_that_was_promised_comes_before_all_that_is_past_its_day() -> None:
    late = [f"[ ] 2026-11-0{day} Late" for day in range(1, 8)]
    bill = person("Bill", promises=("[ ] 2026-11-22 Today", *late))
    ida = person("Ida", promises=("[ ] 2026-11-20 they: call me", "[ ] 2026-11-22 call: as she asked"))
    jo = person("Jo", promises=("[ ] 2026-11-02 call: late", "[x] 2026-11-22 call: made ✅ 2026-11-22"))
    found = promises_of_today(book(bill, ida, jo), TODAY)
    assert [owed.promise.text for owed in found[:4]] == ["call: as she asked", "Today", "call: late", "Late"]


def test_what_was_kept_today_stands_where_it_stood_done() -> None:
    bill = person(
        "Bill",
        promises=(
            "[x] 2026-11-01 Late ✅ 2026-11-22",
            "[ ] 2026-11-22 Today",
            "[x] 2026-11-02 Old ✅ 2026-11-21",
        ),
    )
    found = promises_of_today(book(bill), TODAY)
    assert [(owed.promise.text, owed.done, owed.overdue) for owed in found] == [
        ("Today", False, False),
        ("Late", True, False),
    ]


def test_promises_to_people_in_the_archive_are_not_due() -> None:
    assert promises_of_today(book(person("Bill", archived=True, promises=("[ ] 2026-11-01 x",))), TODAY) == ()
