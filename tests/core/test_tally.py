"""Touches counted by day are what `events` and `calls_by_day` say, one by one (S1, S4, S9)."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from karma.core.dates import add_days
from karma.core.tally import LATELY, tally
from karma.core.touch import calls_by_day, events, events_with_people
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book

TODAY = day("2026-11-20")
VERBS = ("call", "voicemail", "tried", "lunch", "meeting", "note", "email", "requalified", "got", "heard")
PEOPLE = ("ann", "bo", "cy", "di")
LONG_AGO = add_days(TODAY, -LATELY - 30)


def random_book(seed: int) -> Book:
    """Touches alone and shared, pasted from file to file, twice in one file, of days to come and of old."""
    of = Random(seed)  # noqa: S311 - any book will do
    logs: dict[str, list[str]] = {name: [] for name in PEOPLE}
    for _ in range(60):
        when = add_days(TODAY, -of.choice((0, 1, 2, 40, LATELY, LATELY + 1, LATELY + 20, -1)))
        linked = "".join(
            f" [[{who}]]" for who in of.sample((*PEOPLE, "nobody here"), of.choice((0, 0, 1, 2)))
        )
        head = f"{when} {of.choice(VERBS)}{of.choice(('', '', ' in'))}{' with' if linked else ''}{linked}"
        line = head + of.choice((": noodles", ": plans", ""))
        for who in of.sample(PEOPLE, of.choice((1, 1, 2))):
            logs[who] += [line] * of.choice((1, 1, 2))
    return book(*(person(name.title(), *log) for name, log in logs.items()))


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("start", [TODAY, add_days(TODAY, -45), LONG_AGO], ids=str)
def test_what_is_counted_is_what_happened(seed: int, start: object) -> None:
    found, begun, end = random_book(seed), day(str(start)), add_days(TODAY, 1)
    counted, touches = tally(found, TODAY), list(events(found, begun, end))
    calls = calls_by_day(events_with_people(found, begun, end), found.config.verbs)
    assert counted.calls(begun, end) == calls.total()
    assert counted.touches(VERBS, begun, end) == len(touches)
    for verb in VERBS:
        yours = [line for line in touches if line.verb == verb and not line.inbound]
        assert counted.made(verb, begun, end) == len(yours)
    assert counted.each_day(VERBS, begun, end) == [
        sum(line.date == add_days(begun, place) for line in touches) for place in range((end - begun).days)
    ]


def test_a_call_that_links_only_its_own_person_is_no_second_call() -> None:
    found = book(person("Ann", "2026-11-20 call: at nine", "2026-11-20 call with [[ann]]: at ten"))
    assert tally(found, TODAY).calls(TODAY, add_days(TODAY, 1)) == 1


def test_a_verb_that_the_book_does_not_know_was_never_done() -> None:
    assert tally(book(person("Ann", "2026-11-20 call")), TODAY).made("sauna", LONG_AGO, TODAY) == 0
