"""How referrals ended, how soon you were in touch, and the thirds of S12."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import Conversion, conversion, first_contacts, reports_of
from karma.core.referrals.stages import STAGES, Stage
from karma.core.referrals.thirds import EXPECTED, Thirds, thirds
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.referrals.referral import Pipeline

TODAY = day("2026-11-20")


def pipeline(*logs: tuple[str, ...]) -> Pipeline:
    """One prospect for each log, sent by Bill."""
    people = [person(f"P{number}", *log) for number, log in enumerate(logs)]
    return pipeline_of(book(*people, person("Bill")), TODAY)


def sent(on: str, *more: str) -> tuple[str, ...]:
    return (f"{on} referred by [[bill]]", *more)


def test_every_referral_ended_in_one_way_or_is_open() -> None:
    ends = ("won", "won", "lost", "no-fit", "reached", "unreachable")
    found = conversion(pipeline(*(sent("2026-01-01", f"2026-02-01 {end}") for end in ends)).inbound)
    assert found == Conversion(won=2, lost=1, no_fit=1, open=2)
    assert (found.ended, found.rate) == (4, 0.5)


def test_nothing_ended_has_no_rate() -> None:
    assert conversion(pipeline(sent("2026-01-01")).inbound).rate is None


def test_the_time_to_the_first_contact_is_the_middle_one() -> None:
    found = first_contacts(
        pipeline(
            sent("2026-01-01", "2026-01-03 call"),
            sent("2026-02-01", "2026-02-01 reached"),
            sent("2026-03-01", "2026-04-10 email in: at last"),
            sent("2026-05-01", "2026-05-02 tried"),
            sent("2026-06-01", "2026-06-02 lost"),
        )
    )
    assert [one.days for one in found.each] == [2, 0, 40, None, None]
    assert (found.median, found.waiting) == (2.0, 1)


def test_of_two_in_the_middle_the_mean() -> None:
    found = first_contacts(
        pipeline(sent("2026-01-01", "2026-01-04 call"), sent("2026-01-01", "2026-01-05 call"))
    )
    assert found.median == 3.5


def test_nobody_contacted_has_no_middle() -> None:
    assert first_contacts(pipeline(sent("2026-01-01"))).median is None


def counted(found: Thirds) -> dict[str, int]:
    return {third.name: len(third.referrals) for third in found.thirds} | {"yet": len(found.nothing_yet)}


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_counts_in_one_place(stage: Stage) -> None:
    log = sent("2026-10-01") if stage == "referred" else sent("2026-10-01", f"2026-10-02 {stage}")
    places = {
        "no future": {"lost", "no-fit"},
        "cultivate": {"cultivating"},
        "next step": {"reached", "next-step", "won"},
        "yet": {"referred", "approached", "unreachable"},
    }
    expected = {place: int(stage in stages) for place, stages in places.items()}
    assert counted(thirds(pipeline(log).inbound, TODAY)) == expected


def test_shares_are_of_what_something_followed_from() -> None:
    stages = ("lost", "cultivating", "cultivating", "won", "approached")
    found = thirds(pipeline(*(sent("2026-10-01", f"2026-10-02 {stage}") for stage in stages)).inbound, TODAY)
    assert [third.share for third in found.thirds] == [0.25, 0.5, 0.25]
    assert found.followed == 4
    assert pytest.approx(1 / 3) == EXPECTED


def test_nothing_followed_has_no_shares() -> None:
    assert [third.share for third in thirds((), TODAY).thirds] == [None, None, None]


def test_the_thirds_look_back_twelve_months() -> None:
    found = thirds(
        pipeline(sent("2025-11-20", "2026-10-01 won"), sent("2025-11-21", "2026-10-01 won")).inbound, TODAY
    )
    assert counted(found) == {"no future": 0, "cultivate": 0, "next step": 1, "yet": 0}


def test_plays_of_the_archive_are_over() -> None:
    log = sent("2026-10-01", "2026-10-02 unreachable")
    of = book(person("Jane", *log), person("Rosa", *log, archived=True), person("Bill"))
    found = reports_of(pipeline_of(of, TODAY), of, TODAY)
    assert [play.referral.prospect.name for play in found.plays] == ["Jane"]
    assert [one.referral.prospect.name for one in found.stuck] == ["Jane"]
