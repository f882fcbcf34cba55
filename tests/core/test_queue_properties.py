"""The queue obeys its rules over decades of dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karma.core.around import Around
from karma.core.book import Book, Contact
from karma.core.config import CIRCLES, Config, Event
from karma.core.dates import Birthday, Period, add_days
from karma.core.gratitude import gratitude
from karma.core.logline import LogLine
from karma.core.opener import opener
from karma.core.promise import Promise
from karma.core.queue import five
from karma.core.spread import fresh_start, spread
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.verbs import VERBS
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Call, Opener

DECADES = settings(max_examples=settings().max_examples // 5)
"""For tests whose every example runs over decades."""

SPOKEN = {"call", "voicemail", "lunch", "meeting", "exchange", "requalified"}
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
any_day = st.one_of(days, st.sampled_from([date(2028, 2, 29), date(2999, 12, 31), date(1000, 1, 1)]))
verbs = st.sampled_from([verb.name for verb in VERBS.values() if not verb.needs_link])
words = st.sampled_from(
    ["", "congratulated him", "opened a shop", "an idea", "spoke of [[p1]] #sea", "thanked him"]
)
lines = st.builds(LogLine, date=days, verb=verbs, text=words, inbound=st.sampled_from([False, False, True]))
cadences = st.sampled_from([None, "off", "1d", "30d", "4w..6w", "1y", "20y"])
birthdays = st.none() | st.builds(
    lambda when, year: Birthday(when.month, when.day, when.year if year else None), days, st.booleans()
)


@st.composite
def contacts(draw: st.DrawFn, number: int) -> Contact:
    made = person(
        f"P{number}",
        every=draw(cadences),
        circle=draw(st.sampled_from([None, "dream", "other", *CIRCLES])),
        snooze=draw(st.none() | days),
        added=draw(st.none() | any_day),
        met=draw(st.none() | days),
        birthday=draw(birthdays),
        archived=draw(st.sampled_from([False, False, False, True])),
        next_time=draw(st.sampled_from([(), ("Ask his opinion",), ("Congratulate him", "Thank him")])),
        interests=draw(st.sampled_from([(), ("sea",)])),
        offers=draw(st.sampled_from([(), ("printing",)])),
        needs=draw(st.sampled_from([(), ("a printer",)])),
    )
    log = tuple(sorted(draw(st.lists(lines, max_size=6)), key=lambda entry: entry.date))
    day_of = draw(st.none() | days)
    asked = draw(
        st.sampled_from(
            [(), (Promise("call: as asked", Period(day_of, add_days(day_of, 1), "day") if day_of else None),)]
        )
    )
    return replace(made, log=log, promises=asked)


@st.composite
def books(draw: st.DrawFn) -> Book:
    config = Config(
        per_day=draw(st.sampled_from([1, 2, 3, 5, 5, 7])),
        min_gap=draw(st.sampled_from([0, 1, 14, 14, 30])),
        events=(Event(draw(days), "Fair", ("sea",)),),
    )
    size = draw(st.integers(0, 9))
    return Book(config, tuple(draw(contacts(number)) for number in range(size)))


def names(calls: tuple[Call, ...]) -> list[tuple[str, str, str, str]]:
    return [(call.slot, call.contact.id, call.reason, call.opener.text) for call in calls]


def days_since(contact: Contact, today: date, wanted: set[str]) -> int:
    ages = [(today - entry.date).days for entry in contact.log if entry.date < today and entry.verb in wanted]
    return min(ages, default=10**6)


def assert_rules(of: Book, calls: tuple[Call, ...], today: date) -> None:
    people = [call.contact for call in calls]
    assert len(people) == len({contact.id for contact in people}) <= of.config.per_day
    for contact in people:
        assert not contact.archived
        assert not (contact.every and contact.every.off)
        assert not (contact.snooze and contact.snooze > today)
        assert days_since(contact, today, SPOKEN) >= of.config.min_gap
        assert days_since(contact, today, {"tried"}) >= 3
    assert all(call.standing.lateness >= 1 for call in calls if call.slot != "new")
    assert all(call.reason.endswith(".") for call in calls)


@given(books(), any_day)
def test_nobody_is_called_whom_a_rule_protects(of: Book, today: date) -> None:
    assert_rules(of, five(of, today), today)


@given(books(), any_day)
def test_the_score_is_capped_lateness_by_weight_and_the_boosts(of: Book, today: date) -> None:
    thanks = gratitude(of)
    for found in standings(of, today):
        contact = found.contact
        weight = of.config.circles[contact.circle].weight if contact.circle in CIRCLES else 1.0
        boosts = 0.2 if thanks.owed(contact, today) else 0.0
        if contact.birthday and abs((contact.birthday.nearest(today) - today).days) <= 3:
            boosts += 0.3
        if any(promise.by and promise.by.start <= today for promise in contact.promises):
            boosts += 0.5
        assert found.score == pytest.approx(min(found.lateness, 2) * weight + boosts)
        assert [term.name for term in found.terms][:2] == ["lateness", "circle"]


@given(books(), any_day, st.lists(st.tuples(st.integers(0, 8), verbs, st.booleans()), max_size=5))
def test_what_is_done_today_never_changes_the_list(
    of: Book, today: date, touches: list[tuple[int, str, bool]]
) -> None:
    people = list(of.contacts)
    for number, verb, inbound in touches:
        if number < len(people):
            added = LogLine(today, verb, "done today", inbound=inbound)
            log = sorted((*people[number].log, added), key=lambda entry: entry.date)
            people[number] = replace(people[number], log=tuple(log))
    before, now = names(five(of, today)), names(five(replace(of, contacts=tuple(people)), today))
    assert [call[:3] for call in now] == [call[:3] for call in before]
    if not any(verb == "thanked" for _, verb, _ in touches):  # whoever was thanked is not thanked again
        assert now == before


@given(books(), any_day, st.randoms(use_true_random=False))
def test_the_order_in_which_people_were_read_decides_nothing(of: Book, today: date, random: Any) -> None:
    shuffled = list(of.contacts)
    random.shuffle(shuffled)
    assert names(five(replace(of, contacts=tuple(shuffled)), today)) == names(five(of, today))


@given(books(), any_day)
def test_a_free_place_means_that_nobody_due_waits(of: Book, today: date) -> None:
    calls = five(of, today)
    if len(calls) < of.config.per_day:
        called = {call.contact.id for call in calls}
        free = [
            found for found in standings(of, today) if not found.not_now and found.contact.id not in called
        ]
        assert all(found.lateness < 1 and found.last for found in free)


@given(books(), any_day)
def test_the_whole_day_can_be_told_on_any_date(of: Book, today: date) -> None:
    assert len(today_of(of, today).also) <= 5
    for snooze in (*spread(of, today), *fresh_start(of, today)):
        assert snooze.until > today or today == date(2999, 12, 31)


def call_them(of: Book, calls: tuple[Call, ...], today: date, how: list[str]) -> Book:
    """The book after these calls, each with the next of these verbs."""
    done = {call.contact.id: how[place % len(how)] for place, call in enumerate(calls)}
    return replace(
        of,
        contacts=tuple(
            replace(contact, log=(*contact.log, LogLine(today, done[contact.id])))
            if contact.id in done
            else contact
            for contact in of.contacts
        ),
    )


@DECADES
@given(
    books(),
    st.lists(st.sampled_from(["call", "call", "voicemail", "tried", "note"]), min_size=1, max_size=4),
    days,
)
def test_calling_as_proposed_for_twenty_years_never_breaks_a_rule(
    of: Book, how: list[str], start: date
) -> None:
    """Every proposal is acted on, every three months or so, and no opener comes twice running."""
    of = replace(of, contacts=tuple(replace(contact, log=()) for contact in of.contacts))
    used: dict[str, Opener] = {}
    today = start
    for step in range(80):
        calls = five(of, today)
        assert_rules(of, calls, today)
        after = call_them(of, calls, today, how)
        assert names(five(after, today)) == names(calls)
        for place, call in enumerate(calls):
            before = used.get(call.contact.id)
            if before and len(call.contact.next_time) != 1:  # your only note stands until you strike it
                assert before.text != call.opener.text
                assert before.kind != call.opener.kind or call.contact.next_time
            if how[place % len(how)] in ("call", "voicemail"):
                used[call.contact.id] = call.opener
        of, today = after, add_days(today, 1 + (step * 37) % 180)


@given(books().filter(lambda of: bool(of.contacts)), days, st.integers(1, 400))
def test_the_opener_after_a_call_is_of_another_kind(of: Book, today: date, later: int) -> None:
    contact = replace(of.contacts[0], next_time=())
    contact = replace(contact, log=tuple(entry for entry in contact.log if entry.date < today))
    before = replace(of, contacts=(contact, *of.contacts[1:]))
    first = opener(contact, before, today)
    called = replace(contact, log=(*contact.log, LogLine(today, "call", "opened a shop, thanked him")))
    after = replace(of, contacts=(called, *of.contacts[1:]))
    then = opener(called, after, add_days(today, later), Around(after))
    assert then.kind != first.kind
    assert then.text != first.text


NOTES = [(), ("Ask his opinion",), ("Congratulate him", "Thank him"), ("Ask about the dog",)]


@given(
    books().filter(lambda of: bool(of.contacts)),
    days,
    st.integers(1, 400),
    st.permutations(NOTES),
)
def test_notes_may_come_and_go_and_no_opener_is_said_twice_running(
    of: Book, today: date, later: int, notes: list[tuple[str, ...]]
) -> None:
    log = tuple(entry for entry in of.contacts[0].log if entry.date < today)
    contact = replace(of.contacts[0], log=log, next_time=notes[0])
    first = opener(contact, replace(of, contacts=(contact, *of.contacts[1:])), today)
    called = replace(contact, log=(*log, LogLine(today, "call", "a long talk")), next_time=notes[1])
    after = replace(of, contacts=(called, *of.contacts[1:]))
    assert opener(called, after, add_days(today, later)).text != first.text


def test_five_hundred_imported_people_keep_coming_in_small_numbers() -> None:
    """Nobody calls at all, and still on no day do more than a few fall due together."""
    start = day("2026-01-05")
    of = book(*(person(f"Imported {number:03}", added=start, every="2m") for number in range(500)))
    fell_due = Counter(found.due for found in standings(of, start))
    assert max(fell_due.values()) <= 3 * 500 / 61
    assert all(start <= due < start + timedelta(days=61) for due in fell_due if due)


def test_five_hundred_imported_people_are_called_by_turns() -> None:
    start = day("2026-01-05")
    people = [
        person(f"Imported {number:03}", added=start - timedelta(days=1), every="6m") for number in range(500)
    ]
    of = book(*people)
    seen: Counter[str] = Counter()
    for place in range(100):
        today = start + timedelta(days=place)
        calls = five(of, today)
        assert len(calls) == 5
        seen.update(call.contact.id for call in calls)
        of = call_them(of, calls, today, ["call"])
    assert len(seen) == 500
