"""Last touch, attempts in a row, and events that count once."""

from __future__ import annotations

from collections import Counter

import pytest

from karma.core.touch import (
    calls_made,
    events,
    karma_calls,
    last_touch,
    made_today,
    resetting,
    tried_today,
    unanswered,
)
from karma.core.verbs import VERBS
from tests.core.build import book, day, line, person

TODAY = day("2026-11-22")


def last(*log: str) -> str | None:
    found = last_touch(person("Bill", *log), VERBS, TODAY)
    return found.date.isoformat() if found else None


@pytest.mark.parametrize(
    "verb", ["call", "call in", "voicemail", "lunch", "meeting", "exchange", "requalified"]
)
def test_these_touches_reset_the_cadence(verb: str) -> None:
    assert last("2026-10-02 call", f"2026-10-20 {verb}") == "2026-10-20"


@pytest.mark.parametrize(
    "verb",
    [
        "tried",
        "email",
        "text",
        "note",
        "gift",
        "article",
        "heard: x",
        "helped",
        "told: x",
        "intro to [[x]]",
        "won 5",
    ],
)
def test_these_lines_do_not_reset_the_cadence(verb: str) -> None:
    assert last("2026-10-02 call", f"2026-10-20 {verb}") == "2026-10-02"


def test_the_last_touch_is_before_today() -> None:
    assert last("2026-10-02 call", "2026-11-22 call") == "2026-10-02"


def test_a_touch_in_the_future_does_not_count() -> None:
    assert last("2026-10-02 call", "2027-01-02 call") == "2026-10-02"


def test_backdating_does_not_move_the_last_touch_backwards() -> None:
    assert last("2026-10-02 call", "2026-08-01 lunch: written down later") == "2026-10-02"


def test_resetting_touches_come_newest_first() -> None:
    bill = person("Bill", "2026-08-01 lunch", "2026-09-01 tried", "2026-10-02 call", "2026-11-22 call")
    assert [touch.date.month for touch in resetting(bill, VERBS, TODAY)] == [10, 8]


def test_nobody_touched_has_no_last_touch() -> None:
    assert last("2026-10-20 tried") is None


def attempts(*log: str) -> int:
    return len(unanswered(person("Bill", *log), VERBS, TODAY))


def test_attempts_and_voicemails_add_up() -> None:
    assert attempts("2026-10-02 call", "2026-10-20 tried", "2026-10-25 voicemail", "2026-11-12 tried") == 3


@pytest.mark.parametrize(
    "answer",
    [
        "call",
        "lunch",
        "email in",
        "voicemail in",
        "tried in",
        "note",
        "gift",
        "text",
        "email",
        "article",
        "reached: yes",
    ],
)
def test_an_answer_or_another_kind_of_touch_ends_the_run(answer: str) -> None:
    assert attempts("2026-10-20 tried", "2026-10-25 tried", f"2026-11-01 {answer}", "2026-11-12 tried") == 1


def test_what_is_no_touch_leaves_the_run_alone() -> None:
    assert attempts("2026-10-20 tried", "2026-10-25 unreachable: PAIN: renewal", "2026-11-12 tried") == 2


def test_an_attempt_today_is_not_counted_this_morning() -> None:
    assert attempts("2026-10-20 tried", "2026-11-22 tried") == 1


def test_karma_calls_are_those_you_made() -> None:
    bill = person(
        "Bill",
        "2026-11-01 call",
        "2026-11-02 call in",
        "2026-11-03 voicemail",
        "2026-11-04 tried",
        "2026-11-05 lunch",
        "2026-11-06 requalified",
        "2026-11-07 call",
    )
    found = karma_calls(bill, VERBS, day("2026-11-01"), day("2026-11-07"))
    assert [touch.verb for touch in found] == ["call", "voicemail", "requalified"]


def test_a_call_of_today_is_made_today() -> None:
    bill = person("Bill", "2026-11-21 call", "2026-11-22 voicemail", "2026-11-23 call")
    assert [touch.verb for touch in made_today(bill, VERBS, TODAY)] == ["voicemail"]


def count(*people: object) -> Counter[str]:
    found = events(book(*people), day("2026-10-01"), TODAY)  # type: ignore[arg-type]
    return Counter(touch.verb for touch in found)


def test_a_meeting_stands_in_each_file_and_counts_once() -> None:
    assert count(
        person("Bill", "2026-10-20 lunch with [[ann]] [[jo]]: harbour café"),
        person("Ann", "2026-10-20 lunch with [[bill]] [[jo]]: harbour café"),
        person("Jo", "2026-10-20 lunch with [[ann]], [[Bill]]: harbour café"),
    ) == {"lunch": 1}


def test_a_line_pasted_into_each_file_counts_once() -> None:
    pasted = "2026-10-20 lunch with [[ann]] [[jo]]: harbour café"
    assert count(person("Bill", pasted), person("Ann", pasted), person("Jo", pasted)) == {"lunch": 1}


def test_two_meetings_of_other_people_are_two() -> None:
    assert count(
        person("Bill", "2026-10-20 lunch with [[ann]]"),
        person("Jo", "2026-10-20 lunch with [[ann]]"),
        person("Ann"),
    ) == {"lunch": 2}


def test_calls_to_two_people_on_one_day_are_two() -> None:
    assert count(person("Bill", "2026-10-20 call"), person("Ann", "2026-10-20 call")) == {"call": 2}


def test_two_like_lines_in_one_file_are_two() -> None:
    assert count(person("Bill", "2026-10-20 tried", "2026-10-20 tried")) == {"tried": 2}


def test_events_are_half_open_and_only_touches() -> None:
    assert count(
        person("Bill", "2026-09-30 call", "2026-10-01 note", "2026-10-05 heard: x", "2026-11-22 call")
    ) == {"note": 1}


def test_a_call_with_two_people_is_one_karma_call() -> None:
    of_two = book(
        person("Bill", "2026-10-20 call with [[ann]]"), person("Ann", "2026-10-20 call with [[bill]]")
    )
    assert calls_made(of_two, day("2026-10-20"), day("2026-10-21")) == 1


def test_three_calls_to_one_person_on_a_day_are_one() -> None:
    bill = person("Bill", "2026-11-22 call", "2026-11-22 call: again", "2026-11-22 voicemail")
    ann = person("Ann", "2026-11-22 call", "2026-11-22 call in")
    assert calls_made(book(bill, ann), TODAY, day("2026-11-23")) == 2


def test_who_is_called_on_two_days_is_two_calls() -> None:
    bill = person("Bill", "2026-11-21 call", "2026-11-21 call: again", "2026-11-22 voicemail")
    assert calls_made(book(bill), day("2026-11-21"), day("2026-11-23")) == 2


def test_a_call_pasted_into_both_files_is_one() -> None:
    pasted = "2026-11-22 call with [[ann]] [[bill]]: the plan"
    people = person("Ann", pasted), person("Bill", pasted)
    assert calls_made(book(*people), TODAY, day("2026-11-23")) == 1


@pytest.mark.parametrize(
    ("log", "tried"),
    [
        (("2026-11-22 tried",), True),
        (("2026-11-22 tried", "2026-11-22 note"), True),
        (("2026-11-22 tried", "2026-11-22 call"), False),
        (("2026-11-22 tried", "2026-11-22 call in"), False),
        (("2026-11-22 tried in",), False),
        (("2026-11-21 tried", "2026-11-23 tried"), False),
        (("2026-11-22 voicemail",), False),
    ],
)
def test_tried_today_until_you_get_through(log: tuple[str, ...], tried: bool) -> None:
    assert tried_today(person("Bill", *log), VERBS, TODAY) is tried


def test_the_builder_keeps_what_was_typed() -> None:
    assert line("2026-10-20 call in: asked about slips").inbound
