"""What is kept beside the book says the same as the files, and changes when they do (S14, S6)."""

from __future__ import annotations

import marshal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from karma.core.matching.matches import Matches, matches_of
from karma.core.matching.reading import reading, written
from karma.core.matching.synonyms import synonyms_of
from karma.core.matching.words import parts
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

TODAY = day("2026-11-20")
WORDS = ("tax lawyer", "bakeries", "boat", "for", "of", "café", "需要记账员", "HR", "a, b")


def found(*people: Any) -> Matches:
    of = book(*people)
    return matches_of(of, TODAY, pipeline_of(of, TODAY))


@given(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))
def test_what_is_written_in_the_notation_is_read_as_it_was(text: str) -> None:
    read = parts(text, synonyms_of([("tax lawyer", "accountant"), ("boat", "sail")]))
    assert reading(written(read)).parts == read


def network(**expert: Any) -> Matches:
    needer = person("Ann", needs=("a bookkeeper",), interests=("kelp",))
    return found(needer, person("Bob", **expert), person("Zoe", "2026-10-14 heard: a grant for kelp"))


def test_the_key_of_a_share_is_plain_and_changes_with_what_is_shown() -> None:
    """Bob begins to offer bookkeeping, and then something before it: both times Ann's page is another."""
    keys = []
    for offers in ((), ("bookkeeping",), ("golf", "bookkeeping")):
        matches = network(offers=offers)
        ann = matches.intel[0].listeners[0].contact
        people, values = matches.of(ann).key
        marshal.dumps(values)
        keys.append(([one.id for one in people], values))
        assert [one.offer for one in matches.of(ann).helped_by] == list(offers[-1:])
    assert len({repr(key) for key in keys}) == 3
    assert "zoe" in keys[0][0]
    assert "bob" in keys[1][0]


def test_who_has_no_share_has_an_empty_key() -> None:
    matches = network()
    assert matches.of(person("Carl")).key == ([], [0, []])
    assert matches.of(person("Carl")).helped_by == ()


def test_who_is_asked_about_alone_has_the_same_share_as_among_all() -> None:
    """Of twelve people the last ones are given of what was gathered of everybody; either way it is theirs."""
    people = [
        person(f"P{at:02}", f"2026-10-{at + 10} heard: a grant for kelp", needs=(need,), offers=(offer,))
        for at, (need, offer) in enumerate([("a bookkeeper", "kelp"), ("kelp", "bookkeeping")] * 6)
    ]
    fans = [person(f"Fan {at}", interests=("kelp",)) for at in range(3)]
    everybody = [*people, *fans]
    one_way, other_way = found(*everybody), found(*everybody)
    shares = {one.id: one_way.of(one)._share for one in everybody}
    assert shares == {one.id: other_way.of(one)._share for one in reversed(everybody)}
    assert all(shares[one.id].news for one in fans)
    assert all(shares[one.id].helped_by or shares[one.id].could_help for one in people)


def test_the_best_introduction_is_the_first_of_the_share() -> None:
    matches = network(offers=("bookkeeping",))
    best = matches.best_for.get("ann")
    assert best
    assert [best] == list(matches.introductions.proposed)
    assert matches.best_for.get("bob") is None
