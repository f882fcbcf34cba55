"""Load before rank: what the cadences demand, what is made, and what to loosen."""

from __future__ import annotations

import pytest

from karma.core.cadence import parse_cadence
from karma.core.config import CIRCLES, Circle
from karma.core.load import load
from karma.core.loosen import LADDER, loosen, loosened
from tests.core.build import book, day, person

TODAY = day("2026-11-22")
WEEKLY = {
    "circles": {
        **CIRCLES,
        "client": Circle("client", parse_cadence("4w..6w"), 1.2),
        "acquaintance": Circle("acquaintance", parse_cadence("4w"), 0.9),
    }
}  # type: ignore[arg-type]


def test_the_cadences_demand_calls_a_working_day() -> None:
    people = [person(f"P{number}", every="28d") for number in range(20)]
    assert load(book(*people), TODAY).wanted_per_day == pytest.approx(20 / 28 * 7 / 5)


def test_a_book_with_other_workdays_has_other_days_to_share() -> None:
    found = load(book(person("Bill", every="28d"), workdays=("mon",)), TODAY)
    assert found.wanted_per_day == pytest.approx(7 / 28)


def test_archived_people_and_those_without_a_cadence_demand_nothing() -> None:
    of = book(person("Ann", archived=True), person("Bill", every="off"), person("Cid", circle="none"))
    assert [(circle.name, circle.people) for circle in load(of, TODAY).circles] == [("none", 1)]


def test_calls_made_are_those_of_the_last_eight_weeks_by_you() -> None:
    bill = person(
        "Bill",
        "2026-09-26 call",
        "2026-09-27 call",
        "2026-10-05 voicemail",
        "2026-10-06 call in",
        "2026-10-07 lunch",
        "2026-11-21 requalified",
        "2026-11-22 call",
    )
    assert load(book(bill), TODAY).made_per_day == pytest.approx(3 / 40)


def test_a_call_with_two_people_is_made_once() -> None:
    of = book(person("Ann", "2026-11-02 call with [[bill]]"), person("Bill", "2026-11-02 call with [[ann]]"))
    assert load(of, TODAY).made_per_day == pytest.approx(1 / 40)


def test_circles_come_in_the_order_of_the_settings_people_without_one_last() -> None:
    of = book(
        person("A"), person("B", circle="friend"), person("C", circle="client"), person("D", circle="choir")
    )
    found = load(of, TODAY)
    assert [circle.name for circle in found.circles] == ["client", "friend", "choir", ""]
    assert found.capacity_per_day == 5
    assert sum(circle.wanted_per_day for circle in found.circles) == found.wanted_per_day


def test_a_load_that_fits_suggests_nothing() -> None:
    of = book(person("Bill", circle="client"))
    assert load(of, TODAY).fits
    assert loosen(of).circles == loosen(of).people == ()


def test_a_load_that_just_fits_is_left_alone() -> None:
    of = book(*(person(f"P{n}", every="28d") for n in range(100)))
    assert load(of, TODAY).wanted_per_day == pytest.approx(5)
    assert load(of, TODAY).fits
    assert loosen(of).people == ()


def test_the_circle_of_the_lowest_weight_is_loosened_first() -> None:
    people = [person(f"C{n}", circle="client") for n in range(60)]
    people += [person(f"A{n}", circle="acquaintance") for n in range(70)]
    plan = loosen(book(*people, **WEEKLY))
    assert [(change.name, str(change.before), str(change.after)) for change in plan.circles] == [
        ("acquaintance", "4w", "2m")
    ]
    assert plan.before == pytest.approx(6.5)
    assert plan.after <= 5
    assert plan.fits


def test_loosening_is_suggested_beside_the_circle() -> None:
    people = [person(f"A{n}", circle="acquaintance") for n in range(120)]
    (circle,) = load(book(*people, **WEEKLY), TODAY).circles
    assert str(circle.suggested) == "6w"


def test_people_without_a_circle_share_the_books_own_cadence() -> None:
    plan = loosen(book(*(person(f"P{n}", circle="choir" if n % 2 else None) for n in range(200))))
    assert [(change.name, str(change.after)) for change in plan.circles] == [("", "2m..3m")]


def test_a_cadence_of_their_own_is_loosened_last() -> None:
    people = [person(f"F{n}", circle="friend") for n in range(10)]
    people += [person(f"O{n}", circle="acquaintance", every="1w") for n in range(30)]
    plan = loosen(book(*people))
    assert [str(change.after) for change in plan.circles] == ["1y"]
    assert {str(change.after) for change in plan.people} == {"4w"}
    assert plan.fits


def test_nothing_becomes_rarer_than_once_a_year_even_if_it_does_not_fit() -> None:
    plan = loosen(book(*(person(f"P{n}", every="1w", circle="client") for n in range(2000))))
    assert {str(change.after) for change in plan.people} == {"1y"}
    assert not plan.fits
    assert plan.after == pytest.approx(2000 / 365 * 7 / 5)


def test_what_is_rarer_than_the_ladder_stays() -> None:
    plan = loosen(book(*(person(f"P{n}", every="2y") for n in range(6000))))
    assert plan.people == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1w", "4w"),
        ("4w..6w", "6w..2m"),
        ("1m..3m", "6w..3m"),
        ("monthly", "6w"),
        ("quarterly", "4m"),
        ("9m..2y", "1y..2y"),
        ("9m..10m", "1y"),
        ("1y", None),
        ("off", None),
    ],
)
def test_one_rung_of_the_ladder(before: str, after: str | None) -> None:
    cadence = parse_cadence(before)
    assert cadence is not None
    assert (str(loosened(cadence)) if loosened(cadence) else None) == after


def test_the_ladder_rises() -> None:
    days = [cadence.ideal for rung in LADDER if (cadence := parse_cadence(rung)) and cadence.ideal]
    assert days == sorted(days)
    assert len(days) == len(LADDER)
