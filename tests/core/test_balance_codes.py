"""The balance is summed from numbers: it comes to the same as its turns read one by one, whoever tells them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.balance.balance import balance_of
from karma.core.balance.kinds import HELP, WEIGHTS
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.balance.balance import Balance
    from karma.core.book import Book

TODAY = day("2026-11-20")
NAMES = ("ann", "bill", "cleo")
DAYS = ("2025-11-19", "2025-11-20", "2025-11-21", "2026-03-01", "2026-11-20", "2026-11-21")
SAYINGS = (
    *(
        "call: hello",
        "got",
        "got: a loaf",
        "got in: a loaf",
        "helped: with the boat",
        "helped in",
        "gift",
        "note in",
    ),
    *("heard: docks #port", "thanked", "intro in to [[{}]]", "intro to [[{}]]", "referred by [[{}]]", "won"),
    *(
        "got from [[{}]]: a loaf",
        "got from [[{}]]",
        "helped with [[{}]]: with the boat",
        "gift [[{}]] and [[ann]]",
    ),
    *("told: about [[{}]]", "told [[{}]]", "told: about [[{}]] #port", "heard from [[{}]]: docks #port"),
    *(
        "thanked [[{}]]",
        "note with [[nobody]]",
        "got from [[nobody]]",
        "intro to [[nobody]]",
        "referred by [[nobody]]",
    ),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    saying = st.tuples(st.sampled_from(DAYS), st.sampled_from(SAYINGS), st.sampled_from(NAMES))
    lines = st.lists(saying.map(lambda said: f"{said[0]} {said[1].format(said[2])}"), max_size=7)
    weights = draw(
        st.sampled_from([{}, {"note": 0, "gift": 2.3, "favour": 0.7}, {"referral": 0, "intel": 0.1}])
    )
    people = [person(name.title(), *draw(lines)) for name in NAMES]
    return book(*people, balance={**WEIGHTS, **weights})


def balance(found: Book) -> Balance:
    return balance_of(found, TODAY, pipeline_of(found, TODAY))


@given(books())
def test_what_is_between_two_is_summed_as_its_turns_are(found: Book) -> None:
    sums = balance(found)
    for contact in found.contacts:
        between = sums.of(contact)
        assert between.turns == tuple(turn for turn in sums.turns if contact in turn.people)
        assert between.given == sum(turn.weight for turn in between.turns if turn.given)
        assert between.received == sum(turn.weight for turn in between.turns if not turn.given)
        lately = [turn for turn in between.turns if turn.date >= sums.year_ago]
        assert between.given_lately == sum(turn.weight for turn in lately if turn.given)
        assert between.received_lately == sum(turn.weight for turn in lately if not turn.given)
        assert between.gave_last == (between.last_given.date if between.last_given else None)
        sent = any(turn.kind == "referral" and not turn.given for turn in between.turns)
        assert (contact.id in sums.ledger.senders) == sent


@given(books())
def test_kinds_and_quarters_count_each_turn_once(found: Book) -> None:
    sums = balance(found)
    ever = Counter((turn.kind, turn.given) for turn in sums.turns)
    lately = Counter((turn.kind, turn.given) for turn in sums.turns if turn.date >= sums.year_ago)
    for one in sums.kinds:
        assert (one.given, one.received) == (ever[one.kind, True], ever[one.kind, False])
        assert (one.given_lately, one.received_lately) == (lately[one.kind, True], lately[one.kind, False])
    assert sum(one.given + one.received for one in sums.quarters) == pytest.approx(
        sum(turn.weight for turn in sums.turns)
    )
    assert bool(sums.quarters) == bool(sums.turns) == bool(sums.people)


@given(books())
def test_people_come_in_the_order_of_what_went_lately(found: Book) -> None:
    sums = balance(found)
    with_something = [one for one in map(sums.of, found.contacts) if one.turns]
    expected = sorted(
        with_something,
        key=lambda one: (
            -(one.given_lately + one.received_lately),
            -(one.given + one.received),
            one.contact.id,
        ),
    )
    assert [one.contact.id for one in sums.people] == [one.contact.id for one in expected]


@given(books())
def test_who_helped_you_last_is_known_by_number(found: Book) -> None:
    sums = balance(found)
    waiting = [one for one in map(sums.of, found.contacts) if one.not_helped_back]
    assert {contact.id for _, contact in sums.ledger.not_helped_back} == {one.contact.id for one in waiting}
    assert all(one.not_helped_back and one.not_helped_back.weight >= HELP for one in waiting)
    beyond = {one.contact.id: one.given - one.received for one in waiting}
    assert [less for less, _ in sums.ledger.not_helped_back] == sorted(beyond.values())


def test_of_the_same_turn_in_two_files_the_line_in_their_own_is_shown() -> None:
    ann = person("Ann", "2026-11-01 heard from [[bill]]: docks #port")
    sums = balance(book(ann, person("Bill", "2026-11-01 heard: docks #port")))
    (turn,) = sums.turns
    assert turn.source.id == "bill"
    assert sums.people[0].turns == (turn,)


def test_the_same_good_turn_in_two_files_counts_once_and_twice_where_one_has_it_twice() -> None:
    told = "2026-11-01 got from [[bill]]: a loaf"
    for in_anns, received in (([told], 2), ([told, told], 4)):
        found = book(person("Ann", *in_anns), person("Bill", "2026-11-01 got: a loaf"))
        assert balance(found).of(found.by_id["bill"]).received == received
