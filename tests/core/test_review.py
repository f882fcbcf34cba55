"""The week and the quarter in figures, what moved, and one thing to do next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.referrals.pipeline import pipeline_of
from karma.core.review.review import review_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book
    from karma.core.review.figures import Figures
    from karma.core.review.review import Review

FRIDAY = day("2026-11-20")
JANE = (
    "2026-10-02 referred by [[bill]]",
    "2026-10-22 reached",
    "2026-11-17 won USD 12000: signed",
)


def review(found: Book, since: str | None = None, today: str = "2026-11-20") -> Review:
    on = day(today)
    return review_of(found, on, pipeline_of(found, on), day(since) if since else None)


def week(found: Book) -> Figures:
    return review(found).parts[0].now


def quarter(found: Book) -> Figures:
    return review(found).parts[1].now


def test_the_week_and_the_quarter_stand_beside_as_many_days_before() -> None:
    spans = [
        (part.name, *(str(one) for one in (part.now.start, part.now.end, part.before.start, part.before.end)))
        for part in review(book()).parts
    ]
    assert spans == [
        ("This week", "2026-11-16", "2026-11-21", "2026-11-09", "2026-11-14"),
        ("This quarter", "2026-10-01", "2026-11-21", "2026-07-01", "2026-08-21"),
    ]


def test_a_day_asked_for_stands_beside_as_many_days_before_it() -> None:
    (part,) = review(book(), since="2026-11-11").parts
    assert (str(part.now.start), str(part.before.start), str(part.before.end)) == (
        "2026-11-11",
        "2026-11-01",
        "2026-11-11",
    )
    assert part.than == "the 10 days before"


def test_the_quarter_before_does_not_run_into_this_one() -> None:
    before = review(book(), today="2026-06-30").parts[1].before
    assert (str(before.start), str(before.end)) == ("2026-01-01", "2026-04-01")


def test_calls_a_day_are_karma_calls_over_working_days() -> None:
    lines = ("2026-11-16 call", "2026-11-17 voicemail", "2026-11-18 call in", "2026-11-19 tried")
    found = week(book(person("Bill", *lines, "2026-11-15 call", "2026-11-21 call")))
    assert (found.calls, found.workdays, found.calls_a_day) == (2, 5, 0.4)


def test_on_a_day_off_the_calls_still_count() -> None:
    assert (
        review(book(person("Bill", "2026-11-21 call")), since="2026-11-21", today="2026-11-22")
        .parts[0]
        .now.calls_a_day
        == 1
    )


def test_touches_by_kind_stand_against_the_plan_of_the_whole_span() -> None:
    found = quarter(book(person("Bill", "2026-10-05 lunch", "2026-11-02 gift in")))
    kinds = {kind.kind: (kind.done, kind.aim) for kind in found.kinds}
    assert kinds["lunch"] == (1, 6)
    assert kinds["gift"] == (0, 3)
    assert kinds["email"] == (0, 0)


def test_less_than_half_a_touch_is_not_wanted_yet() -> None:
    assert {kind.kind: kind.aim for kind in week(book()).kinds}["gift"] == 0


def test_referrals_in_and_out_count_on_the_day_they_were_opened() -> None:
    found = book(
        person("Bill"),
        person("Eve"),
        person("Jane", "2026-11-16 referred by [[bill]]", "2026-11-20 intro to [[eve]]"),
        person("Joe", "2026-11-13 referred by [[bill]]", "2026-11-21 intro to [[eve]]"),
    )
    assert (week(found).referrals_in, week(found).referrals_out) == (1, 1)


def test_what_was_won_is_told_by_currency_yours_and_that_of_others_apart() -> None:
    found = book(
        person("Bill"),
        person("Eve"),
        person("Jane", *JANE, "2026-11-18 intro to [[eve]]", "2026-11-19 won EUR 300 with [[eve]]"),
        person("Joe", "2026-11-16 referred by [[bill]]", "2026-11-17 won 500", "2026-11-18 won EUR 7"),
        currency="USD",
    )
    assert week(found).won == (("EUR", Decimal(7)), ("USD", Decimal(12500)))
    assert week(found).won_for_others == (("EUR", Decimal(300)),)


def test_one_line_that_closes_the_referrals_of_two_givers_is_money_once() -> None:
    log = ("2026-10-02 referred by [[ann]]", "2026-10-03 referred by [[bill]]", "2026-11-17 won USD 10")
    found = book(person("Ann"), person("Bill"), person("Jane", *log))
    assert week(found).won == (("USD", Decimal(10)),)
    assert [move.stage for move in week(found).moved] == ["won"]


def test_promises_kept_count_on_the_day_they_were_ticked() -> None:
    promises = (
        "[x] 2026-11-18 on the day ✅ 2026-11-18",
        "[x] 2026-11-13 late ✅ 2026-11-16",
        "[x] someday ✅ 2026-11-20",
        "[x] 2026-11-18 they: theirs ✅ 2026-11-18",
        "[x] 2026-11-13 last week ✅ 2026-11-13",
        "[x] 2026-11-18 on a day nobody wrote",
        "[-] 2026-11-18 let go",
    )
    found = week(book(person("Bill", promises=promises)))
    assert (found.kept, found.kept_on_time, found.past) == (3, 2, 0)


@pytest.mark.parametrize(
    ("by", "past"),
    [
        ("2026-11-15", 0),
        ("2026-11-16", 1),
        ("2026-11-19", 1),
        ("2026-11-20", 0),
        ("2026-W46", 0),
        ("2026-W47", 0),
    ],
)
def test_a_promise_is_past_when_its_day_came_in_the_span_and_is_over(by: str, past: int) -> None:
    assert week(book(person("Bill", promises=(f"[ ] {by} the list",)))).past == past


def test_people_met_are_those_of_the_span() -> None:
    found = book(
        person("Ann", met="2026-11-15"), person("Bea", met="2026-11-16"), person("Cleo", met="2026-11-21")
    )
    assert [one.id for one in week(found).met] == ["bea"]


def test_what_moved_tells_each_change_of_stage_the_newest_first() -> None:
    found = book(
        person("Bill"),
        person("Eve"),
        person(
            "Jane",
            *JANE,
            "2026-11-02 intro to [[eve]]",
            "2026-11-05 reached with [[eve]]",
            "2026-11-06 reached with [[eve]]",
        ),
        person("Kofi", "2026-11-04 cultivating", met_at="the boat festival"),
    )
    assert [f"{move.date} {move.says}" for move in quarter(found).moved] == [
        "2026-11-17 [[jane]]: from reached to won",
        "2026-11-05 [[jane]]: from introduced to reached, with [[eve]]",
        "2026-11-04 [[kofi]]: to cultivating",
        "2026-11-02 [[jane]]: you introduced them to [[eve]]",
        "2026-10-22 [[jane]]: from referred to reached",
        "2026-10-02 [[jane]]: sent to you by [[bill]]",
    ]


def calls_in(weeks: dict[str, int], **settings: Any) -> Book:
    """So many people called on the Monday of each week."""
    most = max(weeks.values())
    days = ([f"{monday} call" for monday, count in weeks.items() if place < count] for place in range(most))
    return book(*(person(f"Bill {place}", *lines) for place, lines in enumerate(days)), **settings)


def test_consistency_is_the_mean_share_of_the_calls_wanted_and_no_week_makes_up_for_another() -> None:
    found = review(calls_in({"2026-11-02": 50, "2026-11-09": 5, "2026-11-16": 25}, started=day("2026-10-26")))
    assert [(str(one.start), one.calls) for one in found.weeks] == [
        ("2026-10-26", 0),
        ("2026-11-02", 50),
        ("2026-11-09", 5),
    ]
    assert found.consistency == pytest.approx((0 + 1 + 0.2) / 3)


def test_the_week_in_which_the_book_began_counts_only_when_it_was_whole() -> None:
    friday, monday = ({"started": day(began)} for began in ("2026-11-06", "2026-11-09"))
    for book_began in (friday, monday):
        found = review(calls_in({"2026-11-06": 5, "2026-11-09": 25}, **book_began))
        assert [(str(one.start), one.calls) for one in found.weeks] == [("2026-11-09", 25)]
        assert found.consistency == 1


def test_twelve_whole_weeks_are_enough() -> None:
    found = review(book(person("Bill", "2020-01-01 call", "2026-08-23 call: before", "2026-08-24 call: in")))
    assert len(found.weeks) == 12
    assert (str(found.weeks[0].start), found.weeks[0].calls) == ("2026-08-24", 1)


def test_a_young_book_has_no_consistency_yet() -> None:
    assert review(book(person("Bill", "2026-11-17 call"))).consistency is None
    assert review(book()).consistency is None


STEADY: dict[str, Any] = {"started": FRIDAY}
"""A book so young that its calls are not weighed yet."""


def test_the_one_thing_next_is_first_of_all_the_promise_that_waited_longest() -> None:
    found = book(
        person("Bill", *JANE[:0], promises=("[ ] 2026-11-13 the checklist",)),
        person("Ann", promises=("[ ] 2026-11-16 a date", "[ ] 2026-10-01 they: theirs")),
        **STEADY,
    )
    advice = review(found).advice
    assert advice.text == "Keep, move or release what you promised Bill: the checklist."
    assert advice.why == "Its day was 13 Nov; settled either way, it is off both your minds."
    assert advice.contact
    assert advice.contact.id == "bill"


def test_then_the_giver_who_does_not_know_what_became_of_somebody() -> None:
    found = book(person("Bill"), person("Jane Doe", "2026-11-01 referred by [[bill]]"), **STEADY)
    assert review(found).advice.text == "Tell Bill what became of Jane Doe."


def test_a_referral_of_this_week_need_not_be_told_yet() -> None:
    found = book(
        person("Bill", "2026-11-18 helped"), person("Jane", "2026-11-16 referred by [[bill]]"), **STEADY
    )
    advice = review(found).advice
    assert (advice.text, advice.why) == (
        "Go on as you are.",
        "No promise is past its day, and no giver has waited a week for word.",
    )


def test_a_prospect_who_is_hidden_is_not_named_to_the_giver() -> None:
    found = book(
        person("Bill"), person("Jane Doe", "2026-11-01 referred by [[bill]]", private=("true",)), **STEADY
    )
    assert review(found).advice.text == "Tell Bill what became of somebody."


def test_then_voice_when_e_mail_leads() -> None:
    found = book(person("Bill", "2026-11-18 email", "2026-11-19 email in"), **STEADY)
    assert review(found).advice.text == "Make your next answer a call."


def test_then_the_calls_when_few_of_those_wanted_were_made() -> None:
    few = dict.fromkeys(("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09"), 5)
    found = review(calls_in(few))
    assert found.advice.text == "Make one call before you open your mail."
    assert "20% were made" in found.advice.why
    young = review(calls_in({"2026-11-09": 5})).advice
    assert young.text == found.advice.text
    assert "%" not in young.why


def test_then_a_good_turn() -> None:
    advice = review(book(person("Bill", "2026-11-18 got"), **STEADY)).advice
    assert (advice.text, advice.why) == (
        "Ask Bill what would help most just now.",
        "Bill did you a favour on 18 Nov.",
    )


def test_then_a_partner_who_had_nothing_from_you_for_long() -> None:
    found = book(person("Ann", circle="partner", added="2025-01-01"), **STEADY)
    assert review(found).advice.why == "Nothing from you to Ann is in the log yet."


def test_with_nothing_waiting_all_is_well() -> None:
    assert review(book(person("Bill"), **STEADY)).advice.text == "Go on as you are."


def test_an_empty_book_is_invited_to_begin() -> None:
    assert review(book()).advice.text == "Write down the first person you would like to call."


def test_nothing_was_wanted_of_the_days_before_the_book_began() -> None:
    young = book(person("Ann", "2026-11-19 call", "2026-11-20 call"))
    (quarter,) = [part.now for part in review_of(young, FRIDAY, pipeline_of(young, FRIDAY)).parts[1:]]
    assert [one.aim for one in quarter.kinds if one.kind == "call"] == [31 * 5]
    assert (quarter.calls, quarter.calls_a_day) == (2, 1.0)


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ((1, 1), "1, on time"),
        ((3, 3), "3, all on time"),
        ((2, 1), "2, 1 on time"),
        ((2, 0), "2"),
        ((0, 0), ""),
    ],
)
def test_promises_kept_are_said_as_one_would_say_it(kept: tuple[int, int], says: str) -> None:
    assert replace(week(book()), kept=kept[0], kept_on_time=kept[1]).kept_says == says


def test_archived_people_count_in_the_figures_and_are_not_advised() -> None:
    found = book(
        person("Bill", "2026-11-18 call", "2026-11-17 got", promises=("[ ] 2026-11-16 x",), archived=True),
        **STEADY,
    )
    assert week(found).calls == 1
    assert review(found).advice.contact is None


def test_only_those_who_may_be_named_are_named_and_everybody_counts() -> None:
    both = book(
        person("Ann", "2026-11-18 call", met="2026-11-16"),
        person(
            "Someone", "2026-11-18 call", met="2026-11-16", promises=("[ ] 2026-11-16 x",), private=("true",)
        ),
    )
    named = book(both.by_id["ann"])
    found = review_of(both, FRIDAY, pipeline_of(named, FRIDAY), named=named)
    assert found.parts[0].now.calls == 2
    assert [one.id for one in found.parts[0].now.met] == ["ann"]
    assert found.advice.contact is None


def test_a_promise_of_the_last_day_of_last_week_is_past_by_now() -> None:
    promises = (
        "[ ] 2026-11-09 the list",
        "[ ] 2026-11-13 the key",
        "[ ] 2026-W46 the map",
        "[ ] 2026-11-14 x",
    )
    before = review(book(person("Bill", promises=promises))).parts[0].before
    assert before.past == 2
