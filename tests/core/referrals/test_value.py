"""What the referrals of each giver were worth in the last twelve months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.value import value_by_giver
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.referrals.value import GiverValue, ValueTable

TODAY = day("2026-11-20")


def table(*people: Contact) -> ValueTable:
    of = book(*people)
    return value_by_giver(pipeline_of(of, TODAY), of, TODAY)


def row(value: GiverValue) -> tuple[str, int, int, str]:
    return value.giver, value.given, value.won, money_words(value.value)


def test_what_was_won_in_the_span_counts_whenever_it_was_given() -> None:
    old = person("Old", "2024-01-01 referred by [[bill]]", "2025-11-20 won 1000", "2025-11-21 won 200")
    late = person("Late", "2026-01-01 referred by [[bill]]", "2026-02-01 won 30", "2026-11-21 won 4000")
    found = table(old, late, person("Bill"))
    assert [row(one) for one in found.givers] == [("bill", 1, 2, "230")]
    assert row(found.total) == ("", 1, 2, "230")
    assert (found.start, found.end) == (day("2025-11-21"), day("2026-11-21"))


def test_currencies_stand_side_by_side() -> None:
    jane = person("Jane", "2026-01-01 referred by [[bill]]", "2026-02-01 won USD 9", "2026-03-01 won EUR 5")
    [bill] = table(jane, person("Bill")).givers
    assert bill.value == (("EUR", Decimal(5)), ("USD", Decimal(9)))


def test_whoever_had_most_won_comes_first_then_who_sent_most_then_by_name() -> None:
    """No sum is above another in a second currency, so sums make no order."""
    people = [
        person("A", "2026-01-01 referred by [[ann]]", "2026-02-01 won EUR 99000"),
        person("B", "2026-01-01 referred by [[bob]]", "2026-02-01 won USD 10"),
        person("C", "2026-01-01 referred by [[cleo]]", "2026-02-01 won USD 20"),
        person("D", "2026-01-01 referred by [[dan]]"),
        person("E", "2026-01-01 referred by [[eve]]", "2026-01-02 won"),
        person("F", "2026-01-01 referred by [[dan]]"),
        person("G", "2026-01-01 referred by [[abe]]"),
    ]
    assert [one.giver for one in table(*people).givers] == ["ann", "bob", "cleo", "eve", "dan", "abe"]


def test_a_prospect_of_two_givers_is_paid_for_once() -> None:
    oscar = person(
        "Oscar",
        "2026-06-09 referred by [[maria]]",
        "2026-09-22 referred by [[helen]]",
        "2026-10-30 won USD 5000",
    )
    found = table(oscar, person("Maria"), person("Helen"))
    assert [row(one) for one in found.givers] == [("helen", 1, 1, "USD 5,000"), ("maria", 1, 1, "")]
    assert row(found.total) == ("", 2, 2, "USD 5,000")


def test_prospects_of_your_own_stand_apart_and_those_you_gave_count_nowhere() -> None:
    kofi = person("Kofi", "2026-01-01 reached", "2026-02-01 won 700", met="2025-12-01")
    tomas = person("Tomas", "2026-01-01 intro to [[vivian]]", "2026-02-01 won 3000 with [[vivian]]")
    found = table(kofi, tomas, person("Vivian"))
    assert found.givers == ()
    assert row(found.own) == ("", 1, 1, "700")
    assert row(found.total) == ("", 0, 0, "")


def test_a_giver_without_a_file_is_named_as_the_line_names_them() -> None:
    [found] = table(person("Jane", "2026-01-01 referred by [[Uncle Joe]]")).givers
    assert (found.giver, found.contact) == ("uncle joe", None)
