"""S7: the referral who cannot be reached. After the third attempt, a play instead of a fourth call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.referrals.interest import Interest, interest_in
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.unreachable import play_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.referrals.unreachable import Play, PlayStep

SENT = "2026-10-13 referred by [[carl-jensen]]"
TRIED = (SENT, "2026-10-15 tried", "2026-10-20 voicemail", "2026-10-27 tried")
FOUND = "2026-11-03 unreachable: PAIN: excise audit in February; GAIN: a credit never claimed"
TODAY = "2026-11-20"


def dolores(*log: str, **fields: Any) -> Contact:
    return person("Dolores Finch", *log, **fields)


def carl(*log: str, **fields: Any) -> Contact:
    return person("Carl Jensen", *log, **fields)


def play(*people: Contact, today: str = TODAY) -> Play | None:
    of = book(*people)
    [referral] = pipeline_of(of, day(today)).referrals
    return play_of(referral, of, day(today))


def step(name: str, *people: Contact) -> PlayStep:
    found = play(*people)
    assert found
    return next(one for one in found.steps if one.name == name)


def next_step(*people: Contact, today: str = TODAY) -> str | None:
    found = play(*people, today=today)
    assert found
    return found.next.name if found.next else None


def test_instead_of_a_fourth_call_a_play() -> None:
    """Find what moves her, appeal to it, name a day, ask the giver: each line done brings the next one."""
    log = list(TRIED)
    assert play(dolores(*log[:3]), carl()) is None
    assert next_step(dolores(*log), carl()) == "find"
    log.append(FOUND)
    assert next_step(dolores(*log), carl()) == "appeal"
    log.append("2026-11-12 note: a card with an apple, and a line on the credit")
    assert next_step(dolores(*log), carl()) == "wait"
    call = ("[ ] 2026-11-26 call",)
    assert next_step(dolores(*log, promises=call), carl()) == "ask"
    asked = carl("2026-11-13 call: how do I reach [[dolores-finch]]? After Thanksgiving, he says")
    assert next_step(dolores(*log, promises=call), asked) is None
    log.append("2026-11-27 call in: the credit did it")
    assert play(dolores(*log, promises=call), asked, today="2026-11-27") is None


def test_each_step_says_how_to_record_it() -> None:
    found = play(dolores(*TRIED), carl())
    assert found
    assert [one.command for one in found.steps] == [
        'karma stage dolores-finch unreachable -m "PAIN: …; GAIN: …"',
        "karma draft dolores-finch appeal",
        'karma promise dolores-finch call --by "in 2 weeks"',
        'karma promise carl-jensen "ask about [[dolores-finch]]" --by fri',
    ]


def test_what_was_done_is_said_with_its_day() -> None:
    log = (*TRIED, FOUND, "2026-11-12 note: a card", "2026-11-13 told [[carl-jensen]]")
    found = play(dolores(*log, promises=("[ ] 2026-W49 call: on paper",)), carl())
    assert found
    assert [(one.on, one.says) for one in found.steps] == [
        (day("2026-11-03"), "PAIN: excise audit in February; GAIN: a credit never claimed"),
        (day("2026-11-12"), "note: a card"),
        (day("2026-12-06"), "call: on paper"),
        (day("2026-11-13"), "told [[carl-jensen]]"),
    ]
    assert found.until == day("2026-12-06")


def test_unreachable_begins_the_play_before_the_third_attempt() -> None:
    assert next_step(dolores(SENT, "2026-10-14 tried", "2026-10-15 unreachable"), carl()) == "find"


@pytest.mark.parametrize(
    "answer", ["2026-11-05 call", "2026-11-05 email in: yes", "2026-11-05 reached", "2026-11-05 lost"]
)
def test_an_answer_or_an_end_ends_the_play(answer: str) -> None:
    assert play(dolores(*TRIED, FOUND, answer), carl()) is None


def test_who_answered_once_and_is_unreachable_now_wants_the_play_again() -> None:
    log = (SENT, "2026-10-14 reached", "2026-11-03 unreachable: GAIN: a grant", "2026-11-05 note")
    assert next_step(dolores(*log), carl()) == "wait"
    assert play(dolores(*log, "2026-11-06 call in"), carl()) is None


def test_what_moved_them_the_first_time_is_to_be_found_anew() -> None:
    log = (SENT, "2026-10-14 unreachable: PAIN: an audit", "2026-10-20 reached", "2026-11-03 unreachable")
    assert next_step(dolores(*log), carl()) == "find"


def test_a_referral_you_gave_has_no_play() -> None:
    assert play(dolores("2026-10-13 intro to [[carl-jensen]]", *TRIED[1:]), carl()) is None


def test_a_prospect_of_your_own_has_nobody_to_ask() -> None:
    found = play(dolores("2026-10-13 approached", *TRIED[1:], met="2026-10-01"))
    assert found
    assert [one.name for one in found.steps] == ["find", "appeal", "wait"]


@pytest.mark.parametrize("givers", [(), (carl(archived=True),)], ids=["without a file", "in the archive"])
def test_a_giver_who_cannot_be_asked_is_not(givers: tuple[Contact, ...]) -> None:
    found = play(dolores(*TRIED), *givers)
    assert found
    assert found.giver is None
    assert [one.name for one in found.steps] == ["find", "appeal", "wait"]


def test_unreachable_without_pain_or_gain_finds_nothing() -> None:
    assert not step("find", dolores(*TRIED, "2026-11-03 unreachable: never at home"), carl()).done


def test_the_newest_pain_and_gain_are_kept() -> None:
    log = (*TRIED, FOUND, "2026-11-06 unreachable: gain: a grant for small producers")
    found = play(dolores(*log), carl())
    assert found
    assert found.interest == Interest("excise audit in February", "a grant for small producers")


def test_what_is_found_anew_wants_an_appeal_of_its_own() -> None:
    log = (*TRIED, FOUND, "2026-11-05 note", "2026-11-06 unreachable: GAIN: a grant")
    assert not step("appeal", dolores(*log), carl()).done
    assert step("appeal", dolores(*log, "2026-11-06 text: of the grant"), carl()).done


@pytest.mark.parametrize(
    "message",
    [
        "2026-11-02 note",
        "2026-11-03 voicemail",
        "2026-11-03 tried",
        "2026-11-04 voicemail: of the credit",
        "2026-11-04 heard: a rumour",
        "2026-11-21 note",
    ],
)
def test_no_appeal_is_what_came_before_or_said_nothing(message: str) -> None:
    assert not step("appeal", dolores(*TRIED, FOUND, message), carl()).done


def test_a_note_on_the_day_of_the_finding_speaks_to_it() -> None:
    assert step("appeal", dolores(*TRIED, FOUND, "2026-11-03 note: of the credit"), carl()).done


def test_unreachable_without_a_finding_leaves_a_message_nothing_to_speak_to() -> None:
    log = (*TRIED, "2026-11-03 unreachable: never at home", "2026-11-04 note")
    assert not step("appeal", dolores(*log), carl()).done


def test_a_message_before_anything_was_found_is_no_appeal() -> None:
    assert not step("appeal", dolores(*TRIED, "2026-10-28 note"), carl()).done


def test_an_e_mail_is_proposed_to_those_who_opted_in() -> None:
    from karma.core.fields import Labelled  # noqa: PLC0415

    mail = {"email": (Labelled("d@finch.example"),), "phone": (Labelled("+1 503 555 0172"),)}
    silent = step("appeal", dolores(*TRIED, **mail), carl())
    agreed = step("appeal", dolores(*TRIED, **mail, opt_in=("email",)), carl())
    assert silent.text == "Send Dolores a note by hand or a text that speaks to it."
    assert agreed.text == "Send Dolores a note by hand, a text or an e-mail that speaks to it."


@pytest.mark.parametrize(
    "promise",
    [
        "[ ] call",
        "[ ] 2026-10-20 call",
        "[-] 2026-11-26 call",
        "[ ] 2026-11-26 they: call",
        "[ ] 2026-11-23 Write one page on excise returns and send it on paper",
        "[ ] 2026-11-23 Recall the forms, and spring the news",
        "[x] 2026-11-26 call ✅ 2026-10-01",
    ],
)
def test_no_day_to_wait_for(promise: str) -> None:
    assert not step("wait", dolores(*TRIED, FOUND, promises=(promise,)), carl()).done


@pytest.mark.parametrize("said", ["call", "Call: after the press", "Wait for Thanksgiving", "ring her again"])
def test_a_promise_to_call_or_to_wait_names_the_day(said: str) -> None:
    named = dolores(*TRIED, FOUND, promises=("[ ] 2026-11-23 One page on paper", f"[ ] 2026-11-27 {said}"))
    assert step("wait", named, carl()).on == day("2026-11-27")


def test_of_several_days_the_next_one_to_come_is_waited_for() -> None:
    several = ("[ ] 2026-12-24 call again", "[ ] 2026-11-26 call", "[x] 2026-11-10 phone ✅ 2026-11-09")
    assert step("wait", dolores(*TRIED, FOUND, promises=several), carl()).on == day("2026-11-26")
    assert step("wait", dolores(*TRIED, FOUND, promises=several[2:]), carl()).on == day("2026-11-10")


@pytest.mark.parametrize(
    "giver",
    [
        carl("2026-11-13 email: where is [[dolores-finch]]?"),
        carl("2026-11-13 told: nobody answers at [[dolores-finch]]"),
        carl(promises=("[ ] 2026-11-27 ask about [[dolores-finch]]",)),
        carl(promises=("[x] 2026-11-13 Tell him how it stands with [[Dolores Finch]] ✅ 2026-11-12",)),
        carl(promises=("[ ] they: put in a word with [[dolores-finch]]",)),
        carl("2026-11-02 call: asked how to reach Dolores; wait for Thanksgiving"),
        carl("2026-11-02 email: where is dolores finch?"),
        carl(promises=("[ ] 2026-11-13 Tell him how it stands with Dolores",)),
    ],
)
def test_the_giver_was_asked_or_told(giver: Contact) -> None:
    assert step("ask", dolores(*TRIED, FOUND), giver).done


@pytest.mark.parametrize(
    "giver",
    [
        carl("2026-10-13 call in: a cider woman, [[dolores-finch]]"),
        carl("2026-11-13 tried: about [[dolores-finch]]"),
        carl("2026-10-13 call in: Dolores, a cider woman"),
        carl("2026-11-13 call: about the Doloreses of this world"),
        carl("2026-11-13 lunch with [[dolores-marsh]]: and of [[dolores-marsh|Dolores]]"),
        carl("2026-11-13 thanked [[dolores-finch]]"),
        carl(promises=("[-] ask about [[dolores-finch]]",)),
        carl(promises=("[x] 2026-10-14 ask about [[dolores-finch]]",)),
    ],
)
def test_the_giver_was_not_asked_yet(giver: Contact) -> None:
    assert not step("ask", dolores(*TRIED, FOUND), giver).done


def test_a_stem_that_a_shell_would_read_is_quoted() -> None:
    odd = person("D", *TRIED, id="d finch's $1")
    found = play(odd, carl())
    assert found
    assert found.steps[1].command == """karma draft 'd finch'"'"'s $1' appeal"""
    assert found.steps[3].command.startswith("karma promise carl-jensen 'ask about [[d finch'")


@pytest.mark.parametrize(
    ("text", "pain", "gain"),
    [
        ("PAIN: an audit; GAIN: a credit", "an audit", "a credit"),
        ("gain: a credit, pain: an audit", "an audit", "a credit"),
        ("she says PAIN : an audit", "an audit", ""),
        ("no pain, no gain", "", ""),
        ("a campaign: none", "", ""),
        ("", "", ""),
    ],
)
def test_pain_and_gain_are_read_in_any_order(text: str, pain: str, gain: str) -> None:
    assert interest_in(text) == Interest(pain, gain)


def test_whoever_spoke_once_and_then_falls_silent_gets_a_play_as_well() -> None:
    spoke = (SENT, "2026-10-14 call: she wants a quote", "2026-10-20 tried", "2026-10-27 voicemail")
    assert play(dolores(*spoke), carl()) is None
    assert next_step(dolores(*spoke, "2026-11-03 tried"), carl()) == "find"
    assert play(dolores(*spoke, "2026-11-03 tried", "2026-11-04 text in: sorry, so busy"), carl()) is None


def test_how_it_goes_with_somebody_to_whom_you_sent_them_is_no_answer_to_you() -> None:
    log = (*TRIED, "2026-11-01 intro to [[eve]]", "2026-11-02 reached with [[eve]]: they have a date")
    of = book(dolores(*log), carl(), person("Eve"))
    received, _sent = pipeline_of(of, day(TODAY)).referrals
    assert play_of(received, of, day(TODAY))
    assert received.unanswered == 3


def test_a_name_that_is_a_word_is_no_word_with_the_giver() -> None:
    will = person("Will Hart", *TRIED)
    asked = carl("2026-11-05 call: she will call back about the boat")
    assert not step("ask", will, asked).done
    assert step("ask", will, carl("2026-11-05 call: says that Will is at sea")).done
