"""What holds of every system, whatever stands in the files and in whatever order they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karma.core.drafts.desk import Desk
from karma.core.drafts.kinds import KINDS
from karma.core.matching.matches import matches_of
from karma.core.plan.overview import plan
from karma.core.referrals.pipeline import pipeline_of
from karma.views.messages import Messages
from karma.views.theme import theme_folder
from tests.systems.odd_books import HUSH, odd_books, todays, with_lines_ahead
from tests.systems.systems import SYSTEMS, answers, suggested

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact

pytestmark = pytest.mark.slow  # each example asks every system: `make torture`

FEW = settings(max_examples=settings().max_examples * 3 // 4)
FEWER = settings(max_examples=settings().max_examples // 4)
"""For tests that ask every system of every book, which takes tens of milliseconds."""
IN_THE_ORDER_OF_THE_BOOK = {"pipeline", "matches", "review", "review since"}
_SENTENCE = re.compile(r"[.!?…][”’)]?$")


def regardless_of_order(answer: Any) -> Any:
    """Some lists are in the order of the book by design: what fits nowhere, unmet needs, people met."""
    if isinstance(answer, dict):
        return {key: regardless_of_order(value) for key, value in answer.items()}
    if isinstance(answer, (list, tuple)):
        return sorted((regardless_of_order(one) for one in answer), key=str)
    return answer


@FEWER
@given(odd_books(), todays, st.randoms(use_true_random=False))
def test_every_system_answers_and_the_order_of_reading_decides_nothing(
    of: Book, today: date, random: Any
) -> None:
    shuffled = list(of.contacts)
    random.shuffle(shuffled)
    read_so, sorted_by_id = answers(replace(of, contacts=tuple(shuffled)), today), answers(of, today)
    assert regardless_of_order(read_so) == regardless_of_order(sorted_by_id)
    for name in read_so.keys() - IN_THE_ORDER_OF_THE_BOOK:
        assert read_so[name] == sorted_by_id[name], name


@FEWER
@given(odd_books(), todays, st.data())
def test_lines_dated_after_today_change_nothing(of: Book, today: date, data: st.DataObject) -> None:
    assert answers(data.draw(with_lines_ahead(of, today)), today) == answers(of, today)


@FEW
@given(odd_books(), todays)
def test_a_suggestion_is_one_for_each_person_in_sentences_that_can_be_read(of: Book, today: date) -> None:
    for name, found in suggested(of, today).items():
        people = [also.contact.id for also in found]
        assert len(people) == len(set(people)), name
        for said in (text for also in found for text in (also.text, also.reason)):
            assert _SENTENCE.search(said), (name, said)
            assert "[[" not in said, (name, said)
            assert not re.search(r"\bNone\b", said), (name, said)


@FEW
@given(odd_books(), todays)
def test_nobody_is_proposed_who_is_archived_or_to_be_left_in_peace(of: Book, today: date) -> None:
    for where, contact in proposed(of, today):
        assert not contact.archived, where
        assert not (contact.snooze and contact.snooze > today), where


def proposed(of: Book, today: date) -> Iterator[tuple[str, Contact]]:
    """Everybody whom some system would have you call, write to, meet or introduce, and where it says so."""
    pipeline = pipeline_of(of, today)
    for name, found in suggested(of, today).items():
        yield from ((name, also.contact) for also in found)
    day = SYSTEMS["today"](of, today, pipeline)
    yield from (("today", one.contact) for one in (*day.calls, *day.also))
    matches = matches_of(of, today, pipeline)
    for intro in matches.introductions.proposed:
        yield from (("introduction", one) for one in (intro.needer, intro.expert))
    for news in matches.intel:
        yield from (("news", listener.contact) for listener in news.listeners)
    for choice in plan(of, today, pipeline).next:
        yield from (("plan", one) for one in choice.people)
    balance = SYSTEMS["balance"](of, today, pipeline)
    yield from (("balance", one.contact) for one in (*balance.helped_you, *balance.not_fed))
    for name in ("met", "asked"):
        yield from ((name, one.contact) for one in SYSTEMS[name](of, today, pipeline))


@FEWER
@given(odd_books(), todays)
def test_no_message_to_somebody_names_somebody_hidden_or_says_none(of: Book, today: date) -> None:
    messages = Messages(Desk(of, today), [theme_folder()])
    for contact in (one for one in of.contacts if not one.hidden):
        for kind in KINDS:
            for message in messages.draft(contact, kind):
                said = f"{message.subject}\n{message.body}"
                assert HUSH.casefold() not in said.casefold(), (kind, said)
                assert not re.search(r"\bNone\b|\[\[|\{\{ x", said), (kind, said)
                assert not any(one.hidden for one in message.to)
