"""Five calls a day: who, in which place, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from karma.core.book import Book, Contact
from karma.core.queue import five
from tests.core.build import book, day, line, person

TODAY = day("2026-11-22")


def called(name: str, days: int, **fields: Any) -> Contact:
    """Somebody called so many days ago whom you like to call every 30 days."""
    fields.setdefault("every", "30d")
    return person(name, f"{(TODAY - timedelta(days=days)).isoformat()} call", **fields)


def new(name: str, **fields: Any) -> Contact:
    """Somebody entered two days ago and never called."""
    return person(name, **{"added": "2026-11-20", "every": "1y"} | fields)


def picks(*people: Contact, **settings: Any) -> list[str]:
    return [f"{call.slot} {call.contact.id}" for call in five(book(*people, **settings), TODAY)]


def reason(*people: Contact) -> str:
    return five(book(*people), TODAY)[0].reason


def heavy(name: str, days: int) -> Contact:
    """Somebody due whose circle carries them before those gone quiet."""
    return called(name, days, circle="partner", promises=("[ ] 2026-11-01 call",))


MIX = (
    heavy("Due A", 50),
    heavy("Due B", 49),
    heavy("Due C", 48),
    heavy("Due D", 47),
    called("Quiet", 130),
    called("Quieter", 200),
    new("Newcomer"),
    new("Other"),
)


def test_three_due_one_gone_quiet_one_new() -> None:
    found = picks(*MIX)
    assert found[:4] == ["due due-a", "due due-b", "due due-c", "quiet quieter"]
    assert [pick.split()[0] for pick in found] == ["due", "due", "due", "quiet", "new"]


def test_who_went_quiet_longest_ago_takes_the_quiet_place() -> None:
    assert "quiet old" in picks(*MIX, called("Old", 300))


def test_the_quiet_place_goes_by_time_and_not_by_weight() -> None:
    weighty = called("Weighty", 185, circle="partner")
    lighter = called("Lighter", 200, circle="acquaintance")
    assert "quiet lighter" in picks(*MIX[:4], weighty, lighter, *MIX[6:])


def test_whom_you_can_still_keep_comes_before_a_backlog_of_years() -> None:
    years_ago = [called(f"Long ago {n}", 1000 + n) for n in range(9)]
    recent = [called(f"Due {n}", 40 + n) for n in range(3)]
    assert picks(*years_ago, *recent)[:4] == ["due due-2", "due due-1", "due due-0", "quiet long-ago-8"]
    assert [pick.split()[0] for pick in picks(*years_ago)] == ["quiet"] * 5


def test_a_place_for_the_quiet_goes_to_the_next_due() -> None:
    assert picks(*(called(f"Due {n}", 40 + n) for n in range(6)), new("Newcomer")) == [
        "due due-5",
        "due due-4",
        "due due-3",
        "due due-2",
        "new newcomer",
    ]


def test_a_place_for_somebody_new_goes_to_the_next_due() -> None:
    assert picks(*MIX[:6]) == ["due due-a", "due due-b", "due due-c", "due due-d", "quiet quieter"]


def test_places_for_the_due_go_to_new_people_when_nobody_is_due() -> None:
    found = picks(*(new(f"New {n}") for n in range(7)))
    assert [pick.split()[0] for pick in found] == ["new"] * 5


def test_who_is_not_due_fills_no_place() -> None:
    assert picks(called("Bill", 29)) == []


def test_who_is_due_today_is_called_today() -> None:
    assert picks(called("Bill", 30)) == ["due bill"]


@pytest.mark.parametrize(
    ("per_day", "slots"),
    [(1, ["due"]), (2, ["quiet", "new"]), (3, ["due", "quiet", "new"]), (6, ["due"] * 4 + ["quiet", "new"])],
)
def test_the_number_of_places_is_yours_to_set(per_day: int, slots: list[str]) -> None:
    assert [pick.split()[0] for pick in picks(*MIX, per_day=per_day)] == slots


def test_somebody_never_called_has_their_turn_by_score() -> None:
    assert picks(new("Ann", added="2026-11-20"), new("Zoe", added="2025-12-01"), per_day=1)[0].endswith("zoe")


def test_a_dream_whose_time_has_come_takes_the_new_place_though_you_spoke_before() -> None:
    dream = called("Dream", 45, circle="dream")
    rivals = [called(f"Due {n}", 50 + n) for n in range(6)]
    assert "new dream" in picks(*rivals, dream)
    assert "new dream" not in picks(*rivals, called("Dream", 20, circle="dream"))


def test_ties_go_to_the_longest_since_touch_then_to_the_id() -> None:
    of_equal_score = (called("Zoe", 90), called("Ann", 61), called("Bea", 90), called("Cid", 75))
    assert picks(*of_equal_score)[:3] == ["due bea", "due zoe", "due cid"]


def test_entered_today_comes_in_only_where_a_place_is_left() -> None:
    full = [called(f"Due {n}", 40 + n) for n in range(5)]
    assert "new today" not in picks(*full, new("Today", added="2026-11-22"))
    assert picks(*full[:4], new("Today", added="2026-11-22"))[-1] == "new today"


def test_met_today_comes_in_only_where_a_place_is_left() -> None:
    full = [called(f"Due {n}", 40 + n) for n in range(5)]
    assert "new today" not in picks(*full, person("Today", met="2026-11-22"))


def test_a_book_imported_today_is_mixed_like_any_other() -> None:
    everybody = [replace(contact, added=TODAY) for contact in MIX]
    assert [pick.split()[0] for pick in picks(*everybody)] == ["due", "due", "due", "quiet", "new"]


def test_who_arrived_today_fills_what_is_left_of_the_mix() -> None:
    arrived = [replace(contact, added=TODAY) for contact in MIX]
    assert [pick.split()[0] for pick in picks(called("Zed", 31), called("Zoe", 31), *arrived)] == [
        *("due", "due", "due", "quiet", "new")
    ]


@pytest.mark.parametrize("touch", ["call", "voicemail", "requalified", "tried", "lunch", "call in", "note"])
def test_what_is_done_today_does_not_change_the_list(touch: str) -> None:
    after = [replace(contact, log=(*contact.log, line(f"2026-11-22 {touch}"))) for contact in MIX]
    assert picks(*after) == picks(*MIX)


@pytest.mark.parametrize(
    ("touch", "ticked"),
    [
        ("call", True),
        ("voicemail", True),
        ("requalified", True),
        ("tried", False),
        ("lunch", False),
        ("call in", False),
    ],
)
def test_a_karma_call_you_made_today_is_ticked(touch: str, ticked: bool) -> None:
    bill = called("Bill", 40)
    of_bill = book(replace(bill, log=(*bill.log, line(f"2026-11-22 {touch}"))))
    assert [call.done for call in five(of_bill, TODAY)] == [ticked]


def test_snoozing_lets_the_next_one_in() -> None:
    people = [called(f"Due {n}", 40 + n) for n in range(6)]
    snoozed = [*people[:5], replace(people[5], snooze=day("2026-12-01"))]
    assert "due due-0" not in picks(*people)
    assert picks(*snoozed) == [f"due due-{n}" for n in (4, 3, 2, 1, 0)]


def test_keeping_the_promise_to_call_today_does_not_change_the_list() -> None:
    asked = called("Asked", 31, promises=("[ ] 2026-11-20 call",))
    kept = called("Asked", 31, promises=("[x] 2026-11-20 call ✅ 2026-11-22",))
    rivals = [called(f"Due {n}", 40 + n) for n in range(5)]
    assert picks(*rivals, asked) == picks(*rivals, kept)
    assert "due asked" in picks(*rivals, asked)


def test_who_was_tried_today_keeps_the_place_with_a_mark() -> None:
    bill = called("Bill", 40)
    tried = replace(bill, log=(*bill.log, line("2026-11-22 tried")))
    assert [(call.done, call.tried) for call in five(book(tried), TODAY)] == [(False, True)]


def test_a_private_person_is_called_like_anybody() -> None:
    assert picks(called("Bill", 40, private=("true",))) == ["due bill"]


def test_an_empty_book_has_no_calls() -> None:
    assert five(Book(book().config, ()), TODAY) == ()


def test_past_the_limit_is_said_in_words() -> None:
    assert reason(person("Bill", "2026-10-02 call", every="4w..6w")) == (
        "You last spoke 7 weeks ago (call, 2 Oct); you like to be in touch every 4 to 6 weeks: past the limit by a week."
    )


@pytest.mark.parametrize(
    ("log", "every", "says"),
    [
        (
            "2026-10-23 call",
            "30d",
            "You last spoke 4 weeks ago (call, 23 Oct); you like to be in touch every 30 days: today is the day.",
        ),
        (
            "2026-10-20 voicemail",
            "monthly",
            "You last left a message 5 weeks ago (voicemail, 20 Oct); you like to be in touch every month: "
            "it has been time since 19 Nov.",
        ),
        (
            "2026-10-20 lunch",
            "4w..6w",
            "You last met 5 weeks ago (lunch, 20 Oct); you like to be in touch every 4 to 6 weeks: "
            "a good time, before the limit (1 Dec).",
        ),
        (
            "2025-10-02 call",
            "1y",
            "You last spoke 14 months ago (call, 2 Oct 2025); you like to be in touch every year: "
            "it has been time since 2 Oct.",
        ),
    ],
)
def test_the_reason_says_when_and_how_often(log: str, every: str, says: str) -> None:
    assert reason(person("Bill Okafor", log, every=every)) == says


def test_on_the_day_of_the_limit_it_says_so() -> None:
    assert reason(person("Bill", "2026-10-11 call", every="4w..6w")).endswith(": the limit is today.")


def test_the_reason_for_somebody_gone_quiet() -> None:
    quiet = person("Quinn", "2026-03-02 call", every="1m..3m")
    calls = five(book(*(heavy(f"Due {n}", 50) for n in range(3)), quiet), TODAY)
    assert calls[-1].reason == (
        "You last spoke 9 months ago (call, 2 Mar); you like to be in touch every 1 to 3 months: "
        "it has gone quiet, past the limit by 6 months."
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"added": "2026-11-03"}, "You have never called Bill; entered on 3 Nov."),
        (
            {"met": "2026-11-03", "met_at": "the fair"},
            "You have never called Bill; met on 3 Nov at the fair.",
        ),
        ({"circle": "dream"}, "You always wanted to speak with Bill and have not yet."),
        ({"met": "2026-11-03", "met_at": "the fair", "private": ("met",)}, "You have never called Bill."),
    ],
)
def test_the_reason_for_somebody_new(fields: Any, says: str) -> None:
    assert reason(person("Bill Okafor", **{"every": "20y", "id": "bill"} | fields)) == says


def test_attempts_are_told() -> None:
    tried = person("Bill Okafor", "2026-11-02 tried", "2026-11-09 tried", every="20y", added="2026-11-01")
    assert reason(tried) == "You have not reached Bill yet (tried twice); entered on 1 Nov."


@pytest.mark.parametrize(
    ("log", "head"),
    [
        (
            ("2026-11-02 tried", "2026-11-05 tried", "2026-11-08 email"),
            "You have not reached Bill yet (tried twice)",
        ),
        (("2026-11-02 tried", "2026-11-05 reached"), "No call with Bill is in the log yet"),
        (("2026-11-05 won USD 100",), "No call with Bill is in the log yet"),
        (("2026-11-05 email",), "You have never called Bill"),
        (("2026-11-05 email", "2026-11-22 tried"), "You have never called Bill"),
    ],
)
def test_who_was_tried_or_reached_was_not_never_called(log: tuple[str, ...], head: str) -> None:
    bill = person("Bill Okafor", *log, every="20y", added="2026-11-01")
    assert reason(bill) == f"{head}; entered on 1 Nov."


def test_a_dream_come_true_by_another_way_is_not_told_as_a_wish() -> None:
    dream = person("Bill", "2026-11-05 reached", every="20y", circle="dream")
    assert reason(dream) == "No call with Bill is in the log yet."


def test_what_moves_them_up_is_part_of_the_reason() -> None:
    found = reason(called("Bill", 30, birthday="--11-23", promises=("[ ] 2026-11-20 call",)))
    assert found.endswith(
        "today is the day. Birthday tomorrow, on 23 Nov. You said that you would call, and the day has come."
    )


def test_a_private_birthday_is_not_told() -> None:
    assert "Birthday" not in reason(called("Bill", 30, birthday="--11-23", private=("birthday",)))


def test_a_declared_touch_is_told_in_its_own_word() -> None:
    letter = replace(line("2026-10-02 call"), verb="letter", inbound=True)
    call = book().config.verbs["call"]
    verbs = {"letter": call._replace(name="letter", voice=False, answered=False, karma=False)}
    bill = replace(person("Bill", every="30d"), log=(letter,))
    calls = five(book(bill, verbs=dict(book().config.verbs) | verbs), TODAY)
    assert calls[0].reason == (
        "Their last letter came 7 weeks ago (letter, 2 Oct); you like to be in touch every 30 days: "
        "it has been time since 1 Nov."
    )


def test_somebody_never_called_whose_day_has_come_takes_the_new_place_first() -> None:
    assert picks(called("Due", 40), new("Newcomer", added="2020-01-01")) == ["due due", "new newcomer"]
