"""A referral is three parties and the stages it went through, read off the log lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.money import money_words
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.referrals.referral import Pipeline, Referral

OTHERS = (person("Ann"), person("Bill"), person("Eve"))


def pipeline(*people: Contact, today: str = "2026-11-20", **settings: Any) -> Pipeline:
    here = {one.id for one in people}
    return pipeline_of(book(*people, *(one for one in OTHERS if one.id not in here), **settings), day(today))


def jane(*log: str, **fields: Any) -> Contact:
    return person("Jane", *log, **fields)


def only(*log: str, **fields: Any) -> Referral:
    [referral] = pipeline(jane(*log, **fields)).referrals
    return referral


def outline(found: Pipeline) -> list[tuple[str, str | None, str, str]]:
    return [
        (one.direction, one.giver or one.receiver, one.stage, money_words(one.value))
        for one in found.referrals
    ]


SENT = "2026-10-02 referred by [[bill]]"


def test_a_referral_is_a_lead_until_the_prospect_knows_and_agrees() -> None:
    assert not only(SENT).consents
    assert only(f"{SENT}: she expects your call #consents").consents


@pytest.mark.parametrize(
    ("text", "level"), [("", None), (": #level-4", 4), (": warm #level3", 3), (": #level-9", None)]
)
def test_how_warm_it_is(text: str, level: int | None) -> None:
    assert only(SENT + text).level == level


def test_a_giver_without_a_file_is_a_giver() -> None:
    assert only("2026-10-02 referred by [[Uncle Joe]]").giver == "uncle joe"


def test_a_giver_may_be_linked_by_name() -> None:
    assert only("2026-10-02 referred by [[BILL]]").giver == "bill"


def test_several_givers_of_one_prospect_are_several_referrals_and_move_together() -> None:
    found = pipeline(jane(SENT, "2026-10-05 referred by [[ann]]", "2026-10-09 won USD 100"))
    assert outline(found) == [("in", "bill", "won", ""), ("in", "ann", "won", "USD 100")]


def test_a_stage_can_name_the_giver_whose_referral_it_moves() -> None:
    found = pipeline(jane(SENT, "2026-10-05 referred by [[ann]]", "2026-10-09 won USD 100 by [[bill]]"))
    assert outline(found) == [("in", "bill", "won", "USD 100"), ("in", "ann", "referred", "")]


def test_what_you_gave_and_what_you_received_go_their_own_ways() -> None:
    log = (SENT, "2026-10-03 intro to [[eve]]", "2026-10-04 reached", "2026-10-05 lost with [[eve]]")
    assert outline(pipeline(jane(*log))) == [("in", "bill", "reached", ""), ("out", "eve", "lost", "")]


def test_the_same_two_again_while_it_is_open_is_a_reminder() -> None:
    assert len(pipeline(jane(SENT, "2026-10-05 referred by [[bill]]: did you call?")).referrals) == 1


def test_the_same_two_again_after_the_end_is_a_new_referral() -> None:
    found = pipeline(jane(SENT, "2026-10-05 lost", "2026-11-05 referred by [[bill]]", "2026-11-06 reached"))
    assert outline(found) == [("in", "bill", "lost", ""), ("in", "bill", "reached", "")]


def test_a_line_after_the_end_opens_it_again() -> None:
    found = only(SENT, "2026-10-05 lost", "2026-11-05 reached")
    assert (found.stage, found.closed) == ("reached", False)


def test_work_that_is_won_twice_adds_up() -> None:
    found = only(SENT, "2026-10-05 won USD 100", "2026-10-06 won EUR 7", "2026-11-05 won USD 50.50")
    assert money_words(found.value) == "EUR 7 + USD 150.50"
    assert money_words(found.amount) == "USD 50.50"


def test_what_was_offered_or_lost_is_no_value() -> None:
    found = only(SENT, "2026-10-05 next-step 900", "2026-10-06 lost")
    assert (money_words(found.value), money_words(found.amount)) == ("", "900")


def test_the_books_currency_is_that_of_amounts_that_name_none() -> None:
    [found] = pipeline(jane(SENT, "2026-10-05 won 100", "2026-10-06 won USD 1"), currency="USD").referrals
    assert money_words(found.value) == "USD 101"


def test_somebody_you_met_by_yourself_is_a_prospect_of_your_own() -> None:
    found = only("2026-10-02 reached", "2026-10-05 cultivating", met="2026-10-01")
    assert (found.direction, found.giver, found.opened) == ("own", None, day("2026-10-02"))
    assert [step.stage for step in found.steps] == ["reached", "cultivating"]


@pytest.mark.parametrize(
    ("log", "fields"),
    [
        (["2026-10-02 reached"], {}),
        (["2026-10-02 reached"], {"met": "2026-10-01", "via": "bill"}),
        (["2026-10-02 won with [[eve]]"], {"met": "2026-10-01"}),
        (["2026-10-02 reached", "2026-10-03 referred by [[bill]]"], {}),
        (["2026-10-01 intro to [[eve]]", "2026-10-02 reached"], {}),
    ],
    ids=["nobody", "introduced", "not sent", "too early", "sent on"],
)
def test_a_stage_without_a_referral_is_unfit(log: list[str], fields: dict[str, Any]) -> None:
    found = pipeline(jane(*log, **fields))
    assert [one.line.date for one in found.unfit] == [day("2026-10-02")]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("2026-10-02 referred by [[bill]] to [[eve]]", [("in", "bill", "referred", "")]),
        ("2026-10-02 referred by [[bill]] with [[ann]]", [("in", "bill", "referred", "")]),
        ("2026-10-02 referred from [[bill]]", [("in", "bill", "referred", "")]),
        ("2026-10-02 referred [[bill]]", [("in", "bill", "referred", "")]),
        ("2026-10-02 intro to [[eve]] with [[bill]]", [("out", "eve", "referred", "")]),
        ("2026-10-02 intro [[eve]]", [("out", "eve", "referred", "")]),
    ],
)
def test_who_was_only_there_neither_gives_nor_receives(
    log: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert outline(pipeline(jane(log))) == expected


@pytest.mark.parametrize("log", ["referred to [[eve]]", "referred with [[eve]]", "intro by [[ann]]"])
def test_an_opening_that_leads_the_wrong_way_opens_nothing_and_is_said(log: str) -> None:
    found = pipeline(jane(f"2026-10-02 {log}"))
    assert (found.referrals, len(found.unfit)) == ((), 1)


def test_an_introduction_that_they_made_opens_nothing() -> None:
    assert pipeline(jane("2026-10-02 intro in to [[eve]]")).referrals == ()


@pytest.mark.parametrize("answer", ["call", "call in", "email in", "lunch", "reached", "cultivating"])
def test_the_first_contact_is_an_answer(answer: str) -> None:
    assert only(SENT, f"2026-10-05 {answer}").contacted == day("2026-10-05")


@pytest.mark.parametrize("silence", ["email", "voicemail", "tried", "approached", "heard in", "lost"])
def test_silence_is_no_contact(silence: str) -> None:
    assert only(SENT, f"2026-10-05 {silence}").contacted is None


def test_attempts_end_with_the_first_contact_and_begin_with_the_referral() -> None:
    log = ("2026-09-01 tried", SENT, "2026-10-03 tried", "2026-10-04 voicemail", "2026-10-05 call")
    assert only(*log, "2026-10-09 tried").attempts == 2


def test_a_stage_begins_with_the_first_line_that_says_it() -> None:
    found = only(SENT, "2026-10-05 reached", "2026-10-09 reached: again")
    assert (found.since, found.days(day("2026-10-15"))) == (day("2026-10-05"), 10)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([jane(SENT, "2026-10-05 told [[bill]]"), person("Bill")], "2026-10-05"),
        ([jane(SENT), person("Bill", "2026-10-06 told: [[jane]] is well")], "2026-10-06"),
        ([jane(SENT, "2026-10-05 told [[ann]]"), person("Bill")], None),
        ([jane("2026-09-30 told [[bill]]", SENT), person("Bill")], None),
        ([jane(SENT), person("Bill", "2026-10-06 told: a rumour from [[jane]] #boats")], None),
        ([jane(SENT, "2026-11-21 told [[bill]]"), person("Bill")], None),
    ],
    ids=["in hers", "in his", "somebody else", "before", "intel", "to come"],
)
def test_the_giver_was_told(people: list[Contact], told: str | None) -> None:
    [found] = pipeline(*people).referrals
    assert found.told == (day(told) if told else None)


@pytest.mark.parametrize(
    ("people", "thanked"),
    [
        ([jane(SENT, "2026-10-05 thanked [[bill]]"), person("Bill")], True),
        ([jane(SENT), person("Bill", "2026-10-05 thanked")], True),
        ([jane(SENT), person("Bill", "2026-10-05 thanked: for sending [[jane]]")], True),
        ([jane(SENT), person("Bill", "2026-10-05 thanked: for sending [[eve]]")], False),
        ([jane(SENT), person("Bill", "2026-10-05 thanked in")], False),
        ([jane(SENT), person("Bill", "2026-10-01 thanked")], False),
    ],
    ids=["in hers", "for all", "for her", "for another", "the other way", "before"],
)
def test_the_giver_was_thanked(people: list[Contact], thanked: bool) -> None:
    [found] = pipeline(*people).referrals
    assert found.to_thank is not thanked


def test_whose_referrals_these_are() -> None:
    found = pipeline(
        jane(SENT, "2026-10-03 intro to [[eve]]"), person("Pete", "2026-10-09 referred by [[jane]]")
    )
    by_name = {one.prospect.id: one.prospect for one in found.referrals}
    assert [one.direction for one in found.of(by_name["jane"])] == ["in", "out"]
    assert [one.prospect.name for one in found.given_by(by_name["jane"])] == ["Pete"]
    assert [one.prospect.name for one in found.sent_to(OTHERS[2])] == ["Jane"]
    assert found.given_by(OTHERS[0]) == ()


def test_nobody_sends_themselves() -> None:
    found = pipeline(jane("2026-10-01 referred by [[jane]]", "2026-10-02 intro to [[jane]]"))
    assert (found.referrals, [one.line.verb for one in found.unfit]) == ((), ["referred", "intro"])


def test_of_two_stages_on_one_day_the_one_with_a_time_is_the_newer_word() -> None:
    """Whoever mends a stage on the day on which it was written is believed."""
    lines = (SENT, "2026-10-14 15:04 next-step: she called back", "2026-10-14 no-fit")
    assert only(*lines).stage == only(*reversed(lines)).stage == "next-step"
    assert only(*lines, "2026-10-14 16:00 lost").stage == "lost"


def test_a_stage_after_the_end_opens_again_what_ended_last() -> None:
    """Ann's referral was won long ago; Bill's, which went nowhere yesterday, is what moves on today."""
    found = pipeline(
        jane(
            *("2026-09-01 referred by [[ann]]", "2026-09-08 won USD 6500 by [[ann]]"),
            *("2026-09-01 referred by [[bill]]", "2026-09-15 lost", "2026-09-16 next-step"),
        )
    )
    assert outline(found) == [("in", "ann", "won", "USD 6,500"), ("in", "bill", "next-step", "")]


@pytest.mark.parametrize(
    ("since", "unanswered"),
    [
        (("2026-10-05 tried", "2026-10-06 voicemail"), 2),
        (("2026-10-05 voicemail", "2026-10-06 call", "2026-10-07 tried", "2026-10-08 tried"), 2),
        (("2026-10-05 tried", "2026-10-06 note", "2026-10-07 tried"), 2),
        (("2026-10-05 tried", "2026-10-06 text in: later, please"), 0),
        (("2026-10-05 tried", "2026-10-06 lost"), 0),
    ],
)
def test_attempts_are_counted_from_the_last_answer(since: tuple[str, ...], unanswered: int) -> None:
    assert only(SENT, *since).unanswered == unanswered


def test_work_that_was_taken_back_on_its_day_was_never_won() -> None:
    found = only(SENT, "2026-10-30 won USD 900", "2026-10-30 lost: a mistake")
    assert (found.stage, found.outcome, found.wins, money_words(found.value)) == ("lost", "lost", (), "")


def test_work_that_ended_later_was_work() -> None:
    """A client who leaves after a year paid for that year."""
    found = only(SENT, "2026-10-30 won USD 900", "2026-11-15 lost: gone to a bigger firm")
    assert (found.stage, found.outcome, money_words(found.value)) == ("lost", "won", "USD 900")
