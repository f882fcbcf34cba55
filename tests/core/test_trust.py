"""Trust: promises kept, loops closed, and e-mail only to those who opted in (S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.referrals.pipeline import pipeline_of
from karma.core.trust import Trust, trust
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact

TODAY = day("2026-11-20")


def now(*people: Contact) -> Trust:
    everybody = book(*people)
    return trust(everybody, TODAY, pipeline_of(everybody, TODAY))


def test_a_loop_is_closed_when_the_giver_was_told_and_thanked() -> None:
    gus = person("Gus")
    referred = "2026-01-10 referred by [[gus]]"
    both = person("Both", referred, "2026-01-12 told [[gus]]", "2026-01-12 thanked [[gus]]: tamales")
    told = person("Told", referred, "2026-01-12 told [[gus]]")
    thanked = person("Thanked", referred, "2026-01-12 thanked [[gus]]")
    neither = person("Neither", referred, "2026-11-21 told [[gus]]: not yet true")
    found = now(gus, both, told, thanked, neither)
    assert (found.received, found.told, found.thanked, found.closed) == (4, 2, 2, 1)


def test_an_outcome_that_the_giver_does_not_know_opens_the_loop_again() -> None:
    jane = ("2026-01-10 referred by [[gus]]", "2026-01-12 told [[gus]]", "2026-01-12 thanked [[gus]]")
    assert now(person("Gus"), person("Jane", *jane)).closed == 1
    assert now(person("Gus"), person("Jane", *jane, "2026-06-01 won USD 3000")).closed == 0


def test_whom_you_sent_to_others_and_prospects_of_your_own_have_no_loop_of_yours() -> None:
    jane = person("Jane", "2026-01-10 intro to [[gus]]")
    kofi = person("Kofi", "2026-03-03 cultivating", met="2026-03-01")
    assert now(person("Gus"), jane, kofi).received == 0


def test_the_kept_rate_is_the_one_of_the_promises() -> None:
    bill = person(
        "Bill",
        promises=(
            "[x] 2026-11-03 On time ✅ 2026-11-03",
            "[x] 2026-11-03 Late ✅ 2026-11-05",
            "[ ] 2026-11-10 Waiting",
        ),
    )
    found = now(bill)
    assert (found.kept_on_time, found.kept_late, found.overdue, found.kept_rate) == (1, 1, 1, 1 / 3)
    assert now(person("Bill")).kept_rate is None


def test_an_email_to_who_asked_for_calls_is_a_slip() -> None:
    tomas = person("Tomas", "2026-10-23 email: the lease can wait", opt_in=("call",))
    silent = person("Silent", "2026-11-01 email: hello")
    found = now(tomas, silent)
    assert [(slip.contact.id, slip.line.date) for slip in found.slips] == [
        ("silent", day("2026-11-01")),
        ("tomas", day("2026-10-23")),
    ]


def test_emails_of_one_day_stand_as_they_stand_in_the_file() -> None:
    found = now(person("Tomas", "2026-10-23 email: one", "2026-10-23 email: two", "2026-10-24 email: three"))
    assert [slip.line.text for slip in found.slips] == ["three", "one", "two"]


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-23 email in: can you call?",
        "2026-10-23 text: hello",
        "2025-11-20 email: more than a year ago",
        "2026-11-21 email: still to come",
    ],
)
def test_what_is_no_email_of_yours_of_the_last_year_is_no_slip(line: str) -> None:
    assert not now(person("Tomas", line, opt_in=("call",))).slips


def test_who_opted_in_is_glad_of_the_email() -> None:
    assert not now(person("Ann", "2026-10-23 email: the list", opt_in=("call", "email"))).slips
