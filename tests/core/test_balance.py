"""What was given and received: each good turn once, on the right side, with its weight (S8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.balance.balance import balance_of
from karma.core.balance.kinds import WEIGHTS
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.balance.balance import Balance
    from karma.core.book import Book

TODAY = day("2026-11-20")


def balance(found: Book) -> Balance:
    return balance_of(found, TODAY, pipeline_of(found, TODAY))


def sides(found: Book, name: str) -> tuple[float, float]:
    """What went to that person and what came from them, by weight."""
    between = balance(found).of(found.by_id[name])
    return between.given, between.received


@pytest.mark.parametrize(
    ("line", "given", "received"),
    [
        ("2026-11-01 helped: found him a tenant", 2, 0),
        ("2026-11-01 helped in: found me a tenant", 0, 2),
        ("2026-11-01 got: read my terms", 0, 2),
        ("2026-11-01 got in: read his terms", 2, 0),
        ("2026-11-01 gift: a print", 1, 0),
        ("2026-11-01 gift in: an abacus", 0, 1),
        ("2026-11-01 note", 1, 0),
        ("2026-11-01 note in", 0, 1),
        ("2026-11-01 article", 1, 0),
        ("2026-11-01 article in", 0, 1),
        ("2026-11-01 told: the port takes bids #marine", 1, 0),
        ("2026-11-01 told in: the port takes bids", 0, 1),
        ("2026-11-01 heard: the port takes bids #marine", 0, 1),
        ("2026-11-01 intro in to [[jo]]", 0, 3),
        ("2026-11-01 thanked: for the tenant", 0, 0),
        ("2026-11-01 call: a long one", 0, 0),
        ("2026-11-01 lunch", 0, 0),
        ("2026-11-01 email", 0, 0),
    ],
)
def test_a_line_in_somebodys_file_weighs_on_its_side(line: str, given: float, received: float) -> None:
    assert sides(book(person("Bill", line), person("Jo")), "bill") == (given, received)


def test_a_referral_counts_for_who_gave_it_and_not_for_who_was_sent() -> None:
    found = book(person("Bill"), person("Jane", "2026-10-02 referred by [[bill]]: needs a survey"))
    assert sides(found, "bill") == (0, 5)
    assert sides(found, "jane") == (0, 0)


def test_an_introduction_you_made_does_two_people_good() -> None:
    found = book(person("Eve"), person("Jane", "2026-10-30 intro to [[eve]]: needs a bookkeeper"))
    assert sides(found, "eve") == (5, 0)
    assert sides(found, "jane") == (3, 0)


def test_an_introduction_noted_in_the_files_of_both_is_one() -> None:
    found = book(person("Eve", "2026-10-30 intro to [[jane]]"), person("Jane", "2026-10-30 intro to [[eve]]"))
    assert balance(found).given == 8
    assert {kind.kind: kind.given for kind in balance(found).kinds if kind.given} == {
        "referral": 1,
        "intro": 1,
    }


def test_a_gift_to_two_is_one_gift_and_counts_for_both() -> None:
    found = book(
        person("Ann", "2026-10-20 gift with [[bill]]: oysters"),
        person("Bill", "2026-10-20 gift with [[ann]]: oysters"),
    )
    assert sides(found, "ann") == sides(found, "bill") == (1, 0)
    assert balance(found).given == 1


def test_two_like_lines_in_one_file_are_two() -> None:
    assert sides(book(person("Ann", "2026-10-20 gift: oysters", "2026-10-20 gift: oysters")), "ann") == (2, 0)


def test_thanks_name_whom_they_are_for_when_they_weigh_anything() -> None:
    weights = dict(WEIGHTS) | {"thanks": 1}
    found = book(person("Bill"), person("Jane", "2026-11-11 thanked [[bill]]: chocolate"), balance=weights)
    assert sides(found, "bill") == (1, 0)
    assert sides(found, "jane") == (0, 0)


@pytest.mark.parametrize(
    "told",
    [
        {"jane": ("2026-11-11 told [[bill]]: she has signed",)},
        {"bill": ("2026-11-11 told: [[jane]] has signed",)},
    ],
)
def test_telling_a_giver_what_became_of_somebody_is_no_news_given(told: dict[str, tuple[str, ...]]) -> None:
    found = book(
        person("Bill", *told.get("bill", ())),
        person("Jane", "2026-10-02 referred by [[bill]]", *told.get("jane", ())),
    )
    assert sides(found, "bill") == (0, 5)


def test_news_for_a_giver_is_news_all_the_same() -> None:
    found = book(
        person("Bill", "2026-11-11 told: the port takes bids, from [[jane]] #marine"),
        person("Jane", "2026-10-02 referred by [[bill]]"),
    )
    assert sides(found, "bill") == (1, 5)


def test_weights_are_yours_and_a_kind_without_any_is_left_out() -> None:
    weights = dict(WEIGHTS) | {"favour": 4, "gift": 0}
    found = book(person("Bill", "2026-11-01 helped", "2026-11-02 gift"), balance=weights)
    assert sides(found, "bill") == (4, 0)
    assert "gift" not in [kind.kind for kind in balance(found).kinds]
    assert len(balance(found).of(found.by_id["bill"]).turns) == 1


def test_what_is_dated_after_today_does_not_count_yet() -> None:
    found = book(
        person("Bill", "2026-11-21 helped", "2026-11-21 intro to [[jo]]"),
        person("Jo", "2026-11-21 referred by [[bill]]"),
    )
    assert balance(found).turns == ()
    assert balance(found).quarters == ()


def test_who_is_not_in_the_book_is_nobodys_ledger() -> None:
    found = book(person("Jane", "2026-10-02 referred by [[nobody-here]]"))
    assert balance(found).turns == ()


def test_the_last_twelve_months_begin_the_day_after_this_day_a_year_ago() -> None:
    found = book(person("Bill", "2025-11-20 helped: then", "2025-11-21 gift: now"))
    between = balance(found).of(found.by_id["bill"])
    assert (between.given, between.given_lately) == (3, 1)
    assert balance(found).given == 1


def test_quarters_run_without_a_gap_from_the_first_turn_to_today() -> None:
    found = book(person("Bill", "2026-01-31 helped", "2026-10-01 got", "2026-11-20 got"))
    assert [(one.name, one.given, one.received) for one in balance(found).quarters] == [
        ("2026 Q1", 2, 0),
        ("2026 Q2", 0, 0),
        ("2026 Q3", 0, 0),
        ("2026 Q4", 0, 4),
    ]


def test_a_ledger_says_what_it_was_the_newest_first() -> None:
    found = book(
        person(
            "Bill Okafor", "2026-02-24 helped: found him a tenant", "2026-07-01 intro to [[eve]]", id="bill"
        ),
        person("Eve"),
        person("Jane", "2026-10-02 referred by [[bill]]: needs a survey"),
    )
    entries = balance(found).of(found.by_id["bill"]).entries
    assert [(entry.date.isoformat(), entry.text) for entry in entries] == [
        ("2026-10-02", "Bill sent you [[jane]]: needs a survey"),
        ("2026-07-01", "You introduced Bill to [[eve]]"),
        ("2026-02-24", "You did Bill a favour: found him a tenant"),
    ]


def test_archived_people_keep_their_ledger() -> None:
    found = book(person("Bill", "2026-02-24 got", archived=True))
    assert sides(found, "bill") == (0, 2)


def test_an_empty_book_has_nothing_and_says_so_quietly() -> None:
    found = balance(book())
    assert (found.given, found.received, found.people, found.quarters) == (0, 0, (), ())


def test_the_29th_of_february_has_a_year_ago() -> None:
    found = book(person("Bill", "2023-03-01 helped"))
    today = day("2024-02-29")
    assert balance_of(found, today, pipeline_of(found, today)).given == 2


def test_news_of_a_prospect_told_in_the_givers_own_file_is_no_news_for_the_prospect() -> None:
    pia = person("Pia", "2026-09-08 referred by [[gil]]")
    for line, given in (("she is well on her way", 0), ("the dock reopens #marine", 1)):
        found = book(person("Gil", f"2026-09-20 told [[pia]]: {line}"), pia)
        assert sides(found, "pia") == (given, 0), line


def test_what_the_giver_knows_is_news_when_you_tell_the_prospect() -> None:
    pia = person("Pia", "2026-09-08 referred by [[gil]]", "2026-09-20 told: the fund opens, from [[gil]]")
    assert sides(book(person("Gil"), pia), "pia") == (1, 0)
