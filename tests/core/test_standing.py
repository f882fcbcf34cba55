"""Where a person stands on a day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from karma.core.standing import Standing, standing, standings
from tests.core.build import book, day, person

TODAY = day("2026-11-22")


def stand(
    *log: str, today: str = "2026-11-22", config: dict[str, Any] | None = None, **fields: Any
) -> Standing:
    bill = person("Bill", *log, **fields)
    return standing(bill, book(bill, **(config or {})), day(today))


def terms(found: Standing) -> dict[str, float]:
    return {term.name: round(term.value, 9) for term in found.terms}


def test_due_day_limit_and_lateness_count_from_the_last_touch() -> None:
    found = stand("2026-10-02 call", every="4w..6w")
    assert (found.since, found.due, found.limit) == (day("2026-10-02"), day("2026-10-30"), day("2026-11-13"))
    assert found.lateness == 51 / 28


def test_the_cadence_is_their_own_then_the_circles_then_the_books() -> None:
    assert str(stand(every="45d", circle="client").cadence) == "45d"
    assert str(stand(circle="client").cadence) == "1m..2m"
    assert str(stand(config={"every": stand(every="5w").cadence}).cadence) == "5w"


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"added": "2026-06-01", "met": "2026-01-01"}, "2026-06-01"),
        ({"met": "2026-01-01"}, "2026-01-01"),
        ({"added": "2030-01-01", "met": "2026-01-01"}, "2026-01-01"),
        ({"config": {"started": day("2026-03-01")}}, "2026-03-01"),
        ({}, "2026-11-22"),
    ],
)
def test_who_was_never_touched_falls_due_within_one_cadence_of_their_start(fields: Any, start: str) -> None:
    found = stand(every="30d", **fields)
    assert found.last is None
    assert found.due is not None
    assert 0 <= (found.due - day(start)).days < 30
    assert found.lateness == 1 + (TODAY - found.due).days / 30


def test_the_books_first_day_is_the_earliest_of_anybody() -> None:
    ann = person("Ann", every="30d")
    both = book(ann, person("Bill", "2026-05-01 call"))
    due = standing(ann, both, TODAY).due
    assert due is not None
    assert 0 <= (due - day("2026-05-01")).days < 30


def test_five_hundred_imported_people_never_fall_due_at_once() -> None:
    people = [person(f"Imported {number:03}", added="2026-11-01", every="2m") for number in range(500)]
    due = Counter(found.due for found in standings(book(*people), TODAY))
    assert len(due) == 61
    assert max(due.values()) <= 3 * 500 / 61


def test_an_attempt_does_not_end_being_never_touched() -> None:
    assert stand("2026-11-01 tried", added="2026-10-01").last is None


def test_lateness_counts_at_most_twice() -> None:
    assert terms(stand("2020-01-01 call", every="30d"))["lateness"] == 2


def test_the_circle_weighs_the_lateness() -> None:
    found = stand("2026-10-23 call", every="30d", circle="partner")
    assert terms(found) == {"lateness": 1, "circle": 0.3}
    assert round(found.score, 9) == 1.3


def test_an_acquaintance_weighs_less() -> None:
    assert terms(stand("2026-10-23 call", every="30d", circle="acquaintance"))["circle"] == -0.1


@pytest.mark.parametrize(
    ("birthday", "boosted"),
    [("--11-18", False), ("--11-19", True), ("--11-22", True), ("1980-11-25", True), ("--11-26", False)],
)
def test_a_birthday_counts_three_days_either_side(birthday: str, boosted: bool) -> None:
    assert ("birthday" in terms(stand(birthday=birthday))) is boosted


def test_a_birthday_on_the_29th_of_february_is_kept_on_the_28th_in_other_years() -> None:
    found = stand(birthday="--02-29", today="2027-02-28")
    assert [term.says for term in found.terms if term.name == "birthday"] == ["Birthday today, on 28 Feb."]


def owed(*bills_log: str, others: tuple[str, ...] = ()) -> bool:
    bill, jane = person("Bill", *bills_log), person("Jane", *others)
    return "thanks" in terms(standing(bill, book(bill, jane), TODAY))


@pytest.mark.parametrize(
    "favour",
    ["got: lent me the hall", "got from [[bill]]", "helped in: moved my desk", "intro in to [[jane]]"],
)
def test_thanks_are_owed_for_a_favour(favour: str) -> None:
    assert owed(f"2026-10-02 {favour}")


def test_thanks_are_owed_for_a_referral() -> None:
    assert owed(others=("2026-10-02 referred by [[bill]]",))


@pytest.mark.parametrize("when", ["2026-10-02", "2026-11-11"])
def test_thanks_in_the_file_of_the_prospect_settle_it(when: str) -> None:
    assert not owed(others=("2026-10-02 referred by [[bill]]", f"{when} thanked [[bill]]: chocolate bar"))


def test_thanks_in_their_own_file_settle_it() -> None:
    assert not owed("2026-10-09 thanked: a card", others=("2026-10-02 referred by [[bill]]",))


def test_thanks_before_the_favour_do_not_settle_it() -> None:
    assert owed("2026-10-01 thanked", others=("2026-10-02 referred by [[bill]]",))


def test_thanks_for_the_one_they_sent_settle_it_in_either_file() -> None:
    assert not owed("2026-10-09 thanked: for sending [[jane]]", others=("2026-10-02 referred by [[bill]]",))
    assert not owed(others=("2026-10-02 referred by [[bill]]", "2026-10-09 thanked: [[bill]], with a card"))


def test_thanks_to_somebody_else_do_not_settle_it() -> None:
    assert owed("2026-10-09 thanked [[ann]]", others=("2026-10-02 referred by [[bill]]",))
    assert owed("2026-10-09 thanked [[nobody-here]]", others=("2026-10-02 referred by [[bill]]",))


def test_thanks_given_today_change_nothing_this_morning() -> None:
    assert owed("2026-11-22 thanked", others=("2026-10-02 referred by [[bill]]",))


def test_what_they_thank_you_for_is_no_debt_of_yours() -> None:
    assert not owed("2026-10-02 got in: my ladder", "2026-10-02 helped: carried a sofa")


@pytest.mark.parametrize(
    ("promised", "boosted"),
    [
        ("[ ] 2026-11-21 call: as he asked", True),
        ("[ ] 2026-11-22 call: as he asked", True),
        ("[ ] 2026-W47 call", True),
        ("[ ] 2026-11-23 call: as he asked", False),
        ("[ ] call: some day", False),
        ("[ ] 2026-11-20 send the list", False),
        ("[ ] 2026-11-20 they: call me", False),
        ("[x] 2026-11-20 call: as he asked ✅ 2026-11-21", False),
        ("[x] 2026-11-20 call: as he asked ✅ 2026-11-22", True),
        ("[x] 2026-11-22 call: as he asked ✅ 2026-11-22", True),
        ("[-] 2026-11-20 call: as he asked", False),
    ],
)
def test_they_asked_to_be_called_and_the_day_has_come(promised: str, boosted: bool) -> None:
    assert ("call me" in terms(stand(promises=(promised,)))) is boosted


def test_the_terms_add_up_to_the_score() -> None:
    found = stand(
        "2026-09-14 got: a lift",
        "2026-10-02 call",
        circle="partner",
        birthday="--11-23",
        promises=("[ ] 2026-11-20 call",),
    )
    assert [term.name for term in found.terms] == ["lateness", "circle", "birthday", "thanks", "call me"]
    assert sum(term.value for term in found.terms) == found.score
    assert all(term.says.endswith(".") for term in found.terms)


@pytest.mark.parametrize(
    ("log", "fields", "says"),
    [
        ([], {"archived": True}, "In the archive: remembered, not called."),
        ([], {"every": "off"}, "Their cadence is off: no calls are proposed."),
        ([], {"snooze": "2026-12-01"}, "Snoozed until 1 Dec."),
        (["2026-11-17 call"], {}, "You last spoke 5 days ago: not again before 1 Dec."),
        (["2026-11-17 call in"], {}, "You last spoke 5 days ago: not again before 1 Dec."),
        (["2026-11-20 voicemail"], {}, "You last left a message 2 days ago: not again before 4 Dec."),
        (["2026-11-21 lunch"], {}, "You last met yesterday: not again before 5 Dec."),
        (["2026-11-20 tried"], {}, "Tried 2 days ago: again from 23 Nov."),
        (
            ["2026-10-01 tried", "2026-10-08 tried", "2026-10-15 voicemail"],
            {},
            "3 attempts in a row without an answer: try another kind of touch, such as a note.",
        ),
    ],
)
def test_not_now(log: list[str], fields: dict[str, Any], says: str) -> None:
    assert stand(*log, **fields).not_now == says


@pytest.mark.parametrize(
    ("log", "fields"),
    [
        ([], {"snooze": "2026-11-22"}),
        (["2026-11-08 call"], {}),
        (["2026-11-19 tried"], {}),
        (["2026-11-21 note"], {}),
        (["2026-11-21 email in"], {}),
        (["2026-11-22 call"], {}),
        (["2026-11-25 call"], {}),
        (["2026-11-25 note"], {}),
        (["2026-10-01 tried", "2026-10-08 tried"], {}),
        (["2026-10-01 tried", "2026-10-08 tried", "2026-10-15 tried", "2026-10-20 note"], {}),
        ([], {"private": ("true",)}),
    ],
)
def test_nothing_keeps_them_from_the_list(log: list[str], fields: dict[str, Any]) -> None:
    assert stand(*log, **fields).not_now is None


@pytest.mark.parametrize(("log", "fields"), [([], {"added": "2026-11-25"}), ([], {"met": "2026-11-25"})])
def test_whom_you_meet_later_is_not_in_the_book_yet(log: list[str], fields: dict[str, Any]) -> None:
    assert stand(*log, **fields).not_now == "Not in the book before 25 Nov."


def test_the_first_reason_in_order_is_given() -> None:
    assert stand("2026-11-21 call", every="off", snooze="2026-12-01").not_now == (
        "Their cadence is off: no calls are proposed."
    )


def test_the_gap_is_the_books() -> None:
    assert stand("2026-11-17 call", config={"min_gap": 5}).not_now is None
    assert stand("2026-11-22 call", "2026-11-21 call", config={"min_gap": 0}).not_now is None


def test_an_attempt_after_a_conversation_long_ago_still_waits_three_days() -> None:
    assert stand("2026-01-01 call", "2026-11-21 tried", config={"min_gap": 0}).not_now == (
        "Tried yesterday: again from 24 Nov."
    )


def test_a_cadence_that_is_off_has_no_due_day() -> None:
    found = stand("2026-10-02 call", every="off")
    assert (found.due, found.limit, found.lateness) == (None, None, 0)


@pytest.mark.parametrize("today", ["1000-01-01", "2999-12-31"])
def test_the_ends_of_the_calendar_hold(today: str) -> None:
    found = stand(today=today, added=today, every="1y..2y", birthday="--02-29")
    assert found.due is not None
    assert found.due - day(today) <= timedelta(days=365)


def test_columns_say_of_everybody_what_their_standings_say() -> None:
    people = (
        person("Ann", "2026-10-02 call", "2026-10-03 got: a hand"),
        person("Bo", "2026-11-22 call", promises=("[ ] 2026-11-20 Call",)),
        person("Cleo"),
        person("Di", "2026-01-02 call", every="off", circle="dream"),
    )
    for so_far in (False, True):
        found = standings(book(*people), TODAY, so_far=so_far)
        one_by_one = [standing(one, book(*people), TODAY, so_far=so_far) for one in people]
        assert list(found) == [found[at] for at in range(len(found))]
        assert [one.row for one in found] == [one.row for one in one_by_one]
        assert found.scores == [one.score for one in one_by_one]
        assert found.each("last") == [one.row.last for one in found]
        assert [one.contact.id for one in found.among({"cleo", "ann"})] == ["ann", "cleo"]
        assert found[1:3] == tuple(found)[1:3]


def test_the_days_on_which_everybody_is_due_are_those_that_each_standing_gives() -> None:
    people = (
        person("Ann Lee", "2026-11-10 call: hello", circle="client"),
        person("Bo Ek", "2026-11-10 call: hello", circle="client", snooze=day("2027-01-15")),
        person("Cy Oh", "2026-11-10 call: hello", circle="friend", archived=True),
        person("Di Ra", every="off"),
        person("Ed Ix"),
    )
    found = standings(book(*people), day("2026-11-20"))
    assert found.due_days == [one.due_on.toordinal() if one.due_on else 0 for one in found]
