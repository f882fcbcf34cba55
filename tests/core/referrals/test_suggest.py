"""What is worth doing for referrals today, and that it stays on the list, ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.suggest import suggestions
from karma.core.visible import visible
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Also
    from karma.core.book import Contact

TODAY = day("2026-11-20")
SENT = "2026-10-02 referred by [[carl-jensen]]"
WON = (SENT, "2026-10-09 reached", "2026-11-10 won 12000")


def suggested(*people: Contact) -> list[Also]:
    of = book(*people)
    return list(suggestions(of, TODAY, pipeline_of(of, add_days(TODAY, -1))))


def texts(*people: Contact) -> list[tuple[str, bool]]:
    return [(one.text, one.done) for one in suggested(*people)]


def jane(*log: str, **fields: Any) -> Contact:
    return person("Jane Doe", *log, **fields)


def carl(*log: str, **fields: Any) -> Contact:
    return person("Carl Jensen", *log, **fields)


def test_a_giver_is_told_what_became_of_it() -> None:
    [found] = suggested(jane(*WON), carl())
    assert (found.contact.name, found.kind, found.text) == (
        "Carl Jensen",
        "tell",
        "Tell Carl what became of Jane.",
    )
    assert found.reason == "Carl sent you Jane Doe on 2 Oct, and has not heard yet."


def test_who_heard_before_the_end_is_told_how_it_ended() -> None:
    [found] = suggested(jane(*WON, "2026-10-10 told [[carl-jensen]]"), carl())
    assert found.reason == "Carl sent you Jane Doe on 2 Oct, and has not heard how it ended."


def test_several_for_one_giver_are_one_thing() -> None:
    dean = person("Dean Whitlock", "2026-07-14 referred by [[carl-jensen]]", "2026-08-12 cultivating")
    [found] = suggested(jane(*WON), dean, carl())
    assert found.text == "Tell Carl how it stands with Jane and Dean."
    more = [person(f"P{number}", *WON) for number in range(3)]
    [crowd] = suggested(*more, dean, carl())
    assert crowd.text == "Tell Carl how it stands with P0, P1, P2 and others."


def test_an_outcome_comes_before_a_longer_wait() -> None:
    dean = person("Dean Whitlock", "2026-07-14 referred by [[ann]]", "2026-08-12 cultivating")
    found = suggested(jane(*WON), dean, carl(), person("Ann"))
    assert [one.contact.name for one in found] == ["Carl Jensen", "Ann"]


def test_what_was_won_comes_before_what_was_lost_long_ago() -> None:
    ada = person("Ada", "2026-01-14 referred by [[ann]]", "2026-02-12 lost")
    found = suggested(jane(*WON), ada, carl(), person("Ann"))
    assert [one.contact.name for one in found] == ["Carl Jensen", "Ann"]


def test_somebody_just_sent_is_no_news_yet() -> None:
    assert texts(jane("2026-11-18 referred by [[carl-jensen]]"), carl()) == []


@pytest.mark.parametrize(
    "fields",
    [{"archived": True}, {"snooze": "2026-12-01"}, {"every": "off"}],
    ids=lambda one: next(iter(one)),
)
def test_who_is_left_alone_is_not_proposed(fields: dict[str, Any]) -> None:
    assert texts(jane(*WON), carl(**fields)) == []
    assert texts(jane(SENT, "2026-10-03 told [[carl-jensen]]", **fields), carl()) == []


def test_told_today_stands_ticked_and_is_gone_tomorrow() -> None:
    told = jane(*WON, "2026-11-20 told [[carl-jensen]]")
    assert texts(told, carl()) == [("Tell Carl what became of Jane.", True)]
    assert texts(jane(*WON, "2026-11-19 told [[carl-jensen]]"), carl()) == []


def test_a_referral_that_stands_still_has_a_move() -> None:
    [found] = suggested(jane(SENT, "2026-10-09 reached", "2026-10-10 told [[carl-jensen]]"), carl())
    assert (found.contact.name, found.kind) == ("Jane Doe", "play")
    assert found.text == "Agree on a next step with Jane, or ask whether to keep in touch."
    assert found.reason == "Carl sent you Jane Doe on 2 Oct; nothing is in the log for 6 weeks."


def test_the_days_of_silence_are_counted_to_today() -> None:
    [found] = suggested(jane("2026-11-08 approached", met="2026-11-01"))
    assert found.reason == "Jane Doe came to you on 8 Nov; nothing is in the log for 12 days."


def test_a_touch_today_ticks_the_move() -> None:
    log = (SENT, "2026-10-09 reached", "2026-10-10 told [[carl-jensen]]")
    assert [done for _, done in texts(jane(*log), carl())] == [False]
    assert [done for _, done in texts(jane(*log, "2026-11-20 call"), carl())] == [True]


PLAY = (
    SENT,
    "2026-10-05 tried",
    "2026-10-09 voicemail",
    "2026-10-13 tried",
    "2026-10-14 told [[carl-jensen]]",
)
FOUND = "2026-10-15 unreachable: PAIN: insurance renewal in January"


@pytest.mark.parametrize(
    ("log", "who", "text", "reason"),
    [
        (
            PLAY[:-1],
            "Jane Doe",
            "Find out what is pain or gain to Jane.",
            "3 attempts have found no answer; something that matters to Jane may.",
        ),
        (
            (*PLAY[:-1], FOUND),
            "Jane Doe",
            "Send Jane a note by hand that speaks to it.",
            "What may move Jane is in the log: PAIN: insurance renewal in January.",
        ),
        (
            (*PLAY[:-1], FOUND, "2026-10-16 note"),
            "Jane Doe",
            "Name a day to call Jane again, and wait for it.",
            "Your message went out on 16 Oct; with a date it is not forgotten.",
        ),
    ],
    ids=["find", "appeal", "wait"],
)
def test_the_play_is_proposed_step_by_step(log: tuple[str, ...], who: str, text: str, reason: str) -> None:
    [found] = [one for one in suggested(jane(*log), carl()) if one.kind == "play"]
    assert (found.contact.name, found.text, found.reason) == (who, text, reason)


def test_the_giver_is_asked_last() -> None:
    """Carl heard once that she was called; who has heard nothing yet is told how it stands, which is as good."""
    told = "2026-10-03 told [[carl-jensen]]"
    waiting = jane(*PLAY[:-1], told, FOUND, "2026-10-16 note", promises=("[ ] 2026-12-01 call",))
    [found] = [one for one in suggested(waiting, carl()) if one.kind == "play"]
    assert found.contact.name == "Carl Jensen"
    assert found.text == "Ask Carl how to reach Jane, or tell how it stands."
    assert found.reason == "Carl sent you Jane Doe on 2 Oct; 3 attempts have found no answer."


def test_a_step_of_the_play_done_today_is_ticked() -> None:
    today = FOUND.replace("2026-10-15", "2026-11-20")
    [found] = [one for one in suggested(jane(*PLAY, today), carl()) if one.kind == "play"]
    assert (found.text, found.done) == ("Find out what is pain or gain to Jane.", True)


def test_of_a_referral_you_gave_the_receiver_is_asked() -> None:
    [found] = suggested(jane("2026-10-06 intro to [[eve-ng]]"), person("Eve Ng"))
    assert (found.contact.name, found.text) == ("Eve Ng", "Ask Eve how it goes with Jane.")
    assert (
        found.reason == "You brought Jane Doe and Eve together on 6 Oct; nothing is in the log for 6 weeks."
    )


def test_telling_and_moving_take_turns() -> None:
    people = [
        jane(*WON),
        person("Ada", "2026-10-01 referred by [[ann]]", "2026-10-02 lost"),
        person("Bob", "2026-10-06 intro to [[eve-ng]]"),
        *(person("Ann"), person("Eve Ng"), carl()),
    ]
    assert [one.kind for one in suggested(*people)] == ["tell", "play", "tell"]


def test_lines_to_come_are_no_news() -> None:
    assert texts(jane("2026-11-18 referred by [[carl-jensen]]", "2026-11-21 won 1"), carl()) == []


def test_on_pages_nobody_is_named_who_is_hidden() -> None:
    secret = person("Ada Secret", *WON, met="2026-10-01", private=("true",))
    from_secret = jane("2026-10-02 referred by [[ada-secret]]", *PLAY[1:-1])
    shown = visible(book(secret, from_secret, carl()), TODAY)
    every = suggestions(shown, TODAY, pipeline_of(shown, add_days(TODAY, -1)))
    found = [one for one in every if not one.contact.hidden]
    assert [(one.contact.name, one.kind) for one in found] == [("Jane Doe", "play")]
    assert "Ada" not in found[0].text + found[0].reason


def test_to_you_everybody_is_named() -> None:
    secret = person("Ada Secret", *WON, private=("true",))
    assert texts(secret, carl()) == [("Tell Carl what became of Ada.", False)]


def test_a_giver_who_stands_still_as_a_prospect_is_one_thing_to_do() -> None:
    stuck = carl("2026-09-01 referred by [[ann]]", "2026-09-02 tried")
    assert [
        one.kind for one in suggested(jane(*WON), stuck, person("Ann")) if one.contact.id == "carl-jensen"
    ] == ["tell"]
