"""A call can bring what nobody had planned, and both are credited to the call (S6)."""

from __future__ import annotations

from typing import Any

from karma.core.matching.serendipity import Serendipity, serendipity
from tests.core.build import book, day, person


def year(*people: Any) -> Serendipity:
    return serendipity(book(*people), day("2026-11-20"))


def test_a_call_brings_a_referral_and_news() -> None:
    """You call Bill to say hello. He sends you Jane, and says that courses are booming."""
    bill = person("Bill", "2026-10-02 call: just hello", "2026-10-02 heard: courses are booming #marine")
    jane = person("Jane", "2026-10-02 referred by [[bill]]: needs a survey")
    found = year(bill, jane, person("Ann", "2026-10-03 call"))
    assert [(one.person.name, one.talk.text) for one in found.windfalls] == [("Bill", "just hello")]
    assert [one.name for one in found.windfalls[0].referred] == ["Jane"]
    assert (found.calls, found.lucky_calls, found.intel, found.referrals) == (2, 1, 1, 1)


def test_another_day_or_a_message_is_no_credit() -> None:
    bill = person("Bill", "2026-10-01 call", "2026-10-02 voicemail", "2026-10-02 heard: news")
    jane = person("Jane", "2026-10-02 call", "2026-10-02 referred by [[bill]]")
    found = year(bill, jane)
    assert found.windfalls == ()
    assert (found.calls, found.lucky_calls) == (2, 0)


def test_news_from_somebody_else_is_credited_to_the_talk_with_them() -> None:
    ann = person("Ann", "2026-10-02 lunch")
    bill = person("Bill", "2026-10-02 call", "2026-10-02 heard from [[ann]]: news")
    found = year(ann, bill)
    assert [one.person.name for one in found.windfalls] == ["Ann"]
    assert (found.intel, found.lucky_calls) == (1, 0)


def test_only_twelve_months_up_to_today_count() -> None:
    old = person("Old", "2025-11-20 call", "2025-11-20 heard: news")
    first = person("First", "2025-11-21 call", "2025-11-21 heard: news")
    today = person("Today", "2026-11-20 call", "2026-11-20 heard: news")
    ahead = person("Ahead", "2026-11-21 call", "2026-11-21 heard: news")
    assert [one.person.name for one in year(old, first, today, ahead).windfalls] == ["First", "Today"]


def test_a_call_that_they_made_is_a_conversation_and_not_one_of_yours() -> None:
    found = year(person("Bill", "2026-10-02 call in", "2026-10-02 heard: news"))
    assert (found.calls, found.lucky_calls, found.intel) == (0, 0, 1)
