"""The story of format.md, told to its end: Bill sends Jane, who cannot be reached, and is won after all."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline

LOG = """
2026-10-02 referred by [[bill-okafor]]: needs a survey before closing
2026-10-05 tried
2026-10-09 voicemail
2026-10-15 unreachable: PAIN: insurance renewal due in January
2026-10-22 reached: interested, wants a quote
2026-11-10 won USD 12000: signed
2026-11-11 told [[bill-okafor]]
2026-11-11 thanked [[bill-okafor]]: chocolate bar
2026-11-14 intro to [[eve-ng]]: needs a bookkeeper
2026-12-02 won 3000 with [[eve-ng]]
"""


@cache
def the_book() -> Book:
    jane = person("Jane Doe", *LOG.strip().splitlines())
    return book(jane, person("Bill Okafor"), person("Eve Ng"))


def on(text: str) -> Pipeline:
    return pipeline_of(the_book(), day(text))


def test_nothing_before_the_first_line() -> None:
    assert on("2026-10-01").referrals == ()


@pytest.mark.parametrize(
    ("today", "stage", "days"),
    [
        ("2026-10-02", "referred", 0),
        ("2026-10-14", "referred", 12),
        ("2026-10-15", "unreachable", 0),
        ("2026-10-25", "reached", 3),
        ("2026-11-10", "won", 0),
        ("2026-12-25", "won", 45),
    ],
)
def test_the_stage_of_each_day(today: str, stage: str, days: int) -> None:
    [referral] = on(today).inbound
    assert (referral.stage, referral.days(day(today))) == (stage, days)


def test_three_parties() -> None:
    inbound, outbound = on("2026-12-25").referrals
    assert (inbound.giver, inbound.prospect.id, inbound.receiver) == ("bill-okafor", "jane-doe", None)
    assert (outbound.giver, outbound.prospect.id, outbound.receiver) == (None, "jane-doe", "eve-ng")


def test_attempts_are_counted_until_she_answers() -> None:
    [referral] = on("2026-11-20").inbound
    assert (referral.attempts, referral.contacted) == (2, day("2026-10-22"))


def test_the_money_stands_with_the_referral_that_made_it() -> None:
    inbound, outbound = on("2026-12-25").referrals
    assert inbound.value == (("USD", Decimal(12000)),)
    assert outbound.value == (("", Decimal(3000)),)


def test_bill_is_to_be_told_and_thanked_until_he_was() -> None:
    [before] = on("2026-11-10").inbound
    [after] = on("2026-11-11").inbound
    assert (before.to_tell, before.to_thank) == (True, True)
    assert (after.to_tell, after.to_thank) == (False, False)


def test_the_referral_to_eve_goes_its_own_way() -> None:
    [sent] = on("2026-11-20").outbound
    assert (sent.stage, sent.opened, sent.closed) == ("referred", day("2026-11-14"), False)
    [won] = on("2026-12-02").outbound
    assert (won.stage, won.contacted) == ("won", day("2026-12-02"))
