"""What is found by an index is what the plain definition finds, whatever the book."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.config import Config
from karma.core.dates import Birthday
from karma.core.matching import rarity
from karma.core.matching.crowd import HALF_AS_GOOD
from karma.core.matching.listeners import Audience
from karma.core.matching.market import LOOKED_AT, Market
from karma.core.matching.meeting import AS_GOOD
from karma.core.matching.notice import tells
from karma.core.matching.reading import heads, reading_of, senses
from karma.core.matching.synonyms import synonyms_of
from karma.core.matching.tastes import topic_words
from karma.core.once import once_per_book
from karma.core.touch import between, newest_first
from tests.core.build import book, line, person

NOUNS = ("bread", "honey", "boat", "sail", "lease", "lawyer", "services")
texts = st.lists(st.sampled_from([*NOUNS, "for", "of", "who"]), min_size=1, max_size=4).map(" ".join)
wishes = st.lists(texts, max_size=3).map(tuple)


@pytest.fixture(autouse=True)
def few_are_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word in more than two texts is common, so that a small book has common ones."""
    monkeypatch.setattr(rarity, "COMMON_TEXTS", 2)


def plainly(market: Market, need: Any) -> list[tuple[str, str, float]]:
    """The experts as the rule says them: everybody is compared who shares a rare word, or the common thing."""
    head = {thing[-1].sense for thing in need.reading.things[:1]}
    compared = []
    for sense, word in need.words.items():
        if tells(word) and market.rare(word):
            compared += [offer for offer in market.offers if sense in offer.words]
        elif tells(word) and sense in head:
            compared += [offer for offer in market.offers if sense in offer.heads][:LOOKED_AT]
    met = [one for offer in compared if (one := market.meet(need, offer))]
    met.sort(key=lambda one: (-one.score, one.offer.contact.id, one.offer.text))
    named: dict[str, tuple[str, str, float]] = {}
    for one in met:
        if one.score >= AS_GOOD * met[0].score:
            named.setdefault(one.offer.contact.id, (one.offer.contact.id, one.offer.text, one.score))
    return list(named.values())


@given(st.lists(st.tuples(wishes, wishes), min_size=1, max_size=8))
def test_the_experts_are_those_whom_comparing_everybody_finds(people: list[tuple[Any, Any]]) -> None:
    market = Market(
        tuple(person(f"P{at}", needs=needs, offers=offers) for at, (needs, offers) in enumerate(people)),
        synonyms_of([("boat", "sail")]),
    )
    for need in market.needs:
        found = [(one.offer.contact.id, one.offer.text, one.score) for one in market.experts(need)]
        assert found == plainly(market, need)
        assert all(one.score <= market.at_most(need.reading.written) for one in market.experts(need))


@given(st.lists(st.sampled_from([*NOUNS, "for", ",", "帆船", "Zoë"]), max_size=5).map(" ".join))
def test_senses_and_heads_of_the_notation_are_those_of_the_whole_reading(text: str) -> None:
    read = reading_of(text, synonyms_of([("boat", "sail")]))
    assert senses(read.written) == set(read.words)
    assert heads(read.written) == read.heads


likes = st.lists(st.sampled_from(NOUNS), max_size=3, unique=True).map(tuple)


@given(
    st.lists(st.tuples(likes, likes, likes, st.sampled_from(["client", "friend", None])), max_size=9),
    st.lists(st.sampled_from(NOUNS), min_size=1, max_size=4).map(" ".join),
    st.sets(st.sampled_from(["p0", "p1", "p2"])),
)
def test_the_crowd_is_everybody_whom_the_news_suits_half_as_well_as_the_best(
    people: list[tuple[Any, Any, Any, str | None]], words: str, but: set[str]
) -> None:
    everybody = tuple(
        person(f"P{at}", interests=interests, tags=tags, offers=offers, circle=circle)
        for at, (interests, tags, offers, circle) in enumerate(people)
    )
    audience = Audience(everybody, Config())
    heard = line(f"2026-11-01 heard: {words} #{words.split(maxsplit=1)[0]}")
    crowd = audience.crowd(audience.about(heard.tags, topic_words(heard, audience.synonyms)), but)
    all_of_them = list(crowd.best(99, but=().__contains__))
    assert [score for _, score in all_of_them] == sorted((score for _, score in all_of_them), reverse=True)
    assert not but & {audience.people[place].id for place, _ in all_of_them}
    assert all(score >= HALF_AS_GOOD * all_of_them[0][1] for _, score in all_of_them)
    assert crowd.among(audience.bits(one.id for one in everybody)) == dict(all_of_them)
    assert list(crowd.best(2, but=().__contains__)) == all_of_them[:2]
    told = {place for place, _ in all_of_them[:1]}
    assert list(crowd.best(99, but=told.__contains__)) == all_of_them[1:]


days = st.dates(date(1999, 12, 1), date(2001, 3, 31))


@given(days, st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.integers(0, 14))
def test_a_birthday_is_near_when_the_nearest_is(today: date, born: date, within: int) -> None:
    birthday = Birthday(born.month, born.day)
    assert birthday.is_near(today, within) == (abs((birthday.nearest(today) - today).days) <= within)


@given(st.lists(days), days, days)
def test_lines_between_two_days_are_those_of_these_days_newest_first(
    dates: list[date], start: date, end: date
) -> None:
    contact = person("Ann", *(f"{day} call" for day in dates))
    assert list(between(contact, start, end)) == [
        one for one in newest_first(contact, end) if one.date >= start
    ]


def test_a_fact_of_a_book_is_found_once_for_each_book_and_question() -> None:
    asked = SimpleNamespace(times=0)

    @once_per_book
    def people(of: Any, more: int = 0) -> int:
        asked.times += 1
        return len(of.contacts) + more

    one, other = book(person("Ann")), book(person("Ann"), person("Bill"))
    assert [people(one), people(one), people(one, 5), people(other), people(other)] == [1, 1, 6, 2, 2]
    assert asked.times == 3
