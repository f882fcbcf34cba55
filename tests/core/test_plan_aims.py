"""How often a kind is wanted: what [plan] may say, and what that comes to in a span of days (S9)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.config import Config
from karma.core.configfile import parse_config
from karma.core.plan.aim import KINDS, UNITS, Aim, Aims, parse_aim
from karma.core.plan.wanted import aims, kinds, wanted_in
from tests.core.build import day

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2 a month", Aim(2, "month")),
        ("1 a quarter each", Aim(1, "quarter", each=True)),
        ("25 per week", Aim(25, "week")),
        (" 1 A YEAR ", Aim(1, "year")),
    ],
)
def test_an_aim_is_a_number_and_a_period(written: str, means: Aim) -> None:
    assert parse_aim(written) == means


@pytest.mark.parametrize(
    "written", ["", "often", "2", "0 a month", "2 a day", "-1 a week", "1000 a year", "2 a month all"]
)
def test_anything_else_is_no_aim(written: str) -> None:
    assert parse_aim(written) is None


@given(st.builds(Aim, st.integers(1, 999), st.sampled_from(UNITS), st.booleans()))
def test_what_is_written_is_read_again(aim: Aim) -> None:
    assert parse_aim(str(aim)) == aim


def test_the_plan_is_read_for_all_and_for_circles() -> None:
    config, problems = parse_config(
        '[touch.postcard]\nmeaning = "a card"\n\n'
        '[plan]\nlunch = "1 a week"\nemail = "none"\npostcard = "3 a year"\n\n'
        '[plan.Client]\nnote = "1 a quarter each"\n'
    )
    assert problems == ()
    assert config.plan.whole == {"lunch": Aim(1, "week"), "email": None, "postcard": Aim(3, "year")}
    assert config.plan.circles == {"client": {"note": Aim(1, "quarter", each=True)}}


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ('lunch = "often"', '“lunch” cannot be "often"', "such as `"),
        ("lunch = 2", "“lunch” cannot be 2", "such as `"),
        ('note = "1 a month each"', '“note” cannot be "1 a month each"', "[plan.client]"),
        ('lunhc = "2 a month"', "[plan] has no “lunhc”", "Did you mean “lunch”?"),
        ('voicemail = "2 a month"', "[plan] has no “voicemail”", "It has call, lunch, exchange"),
        ('[plan.clint]\nnote = "1 a month"', "there is no circle “clint”", "Did you mean “client”?"),
        ("[plan.client]\nnote = true", "“note” cannot be true", "such as `"),
    ],
)
def test_a_slip_is_reported_where_it_stands_and_costs_only_itself(
    line: str, message: str, remedy: str
) -> None:
    config, [problem] = parse_config(f'[plan]\ngift = "1 a year"\n{line}\n')
    assert problem.line in (3, 4)
    assert problem.message == message
    assert remedy in problem.remedy
    assert config.plan.whole == {"gift": Aim(1, "year")}


def test_a_plan_that_is_no_table_leaves_the_usual_one() -> None:
    config, [problem] = parse_config('plan = "2 lunches"\n')
    assert (problem.line, problem.message) == (1, "“plan” is not a table")
    assert config.plan == Aims()


def test_without_a_plan_calls_are_those_of_the_workdays_and_e_mail_has_no_aim() -> None:
    usual = aims(Config(per_day=3, workdays=("mon", "tue")))
    assert list(usual) == list(KINDS)
    assert usual["call"] == Aim(6, "week")
    assert usual["lunch"] == usual["exchange"] == Aim(2, "month")
    assert usual["email"] is None


def test_what_the_plan_says_replaces_the_usual_aim_and_nothing_else() -> None:
    config, _ = parse_config('[plan]\ncall = "10 a week"\nnote = "none"\n')
    assert aims(config)["call"] == Aim(10, "week")
    assert aims(config)["note"] is None
    assert aims(config)["lunch"] == Aim(2, "month")


def test_a_kind_of_ones_own_follows_the_eight_once_it_is_planned() -> None:
    config, _ = parse_config('[touch.letter]\n[touch.postcard]\n[plan.friend]\npostcard = "1 a year each"\n')
    assert kinds(config) == (*KINDS, "postcard")


def test_what_is_wanted_in_a_span_is_its_share_of_the_periods() -> None:
    config, _ = parse_config('[plan]\nlunch = "2 a month"\ngift = "1 a quarter"\n')
    assert wanted_in(config, "lunch", day("2026-11-01"), day("2026-12-01")) == 2
    assert wanted_in(config, "lunch", day("2026-10-01"), day("2027-01-01")) == 6
    assert wanted_in(config, "lunch", day("2026-11-16"), day("2026-12-01")) == 1
    assert wanted_in(config, "gift", day("2026-10-01"), day("2027-01-01")) == 1
    assert wanted_in(config, "call", day("2026-11-16"), day("2026-11-23")) == 25
    assert wanted_in(config, "email", day("2026-11-01"), day("2026-12-01")) is None
    assert wanted_in(config, "lunch", day("2026-11-01"), day("2026-11-01")) == 0


def test_calls_are_wanted_on_workdays_and_the_last_quarter_has_sixty_six_of_them() -> None:
    config = Config()
    assert wanted_in(config, "call", day("2026-10-01"), day("2027-01-01")) == 330
    assert wanted_in(config, "call", day("2026-11-09"), day("2026-11-21")) == 50
    assert wanted_in(config, "call", day("2026-11-21"), day("2026-11-23")) == 0


def test_calls_a_month_are_shared_out_by_workdays_as_well() -> None:
    config, _ = parse_config('[plan]\ncall = "42 a month"\n')
    assert wanted_in(config, "call", day("2026-11-01"), day("2026-12-01")) == 42
    assert wanted_in(config, "call", day("2026-11-16"), day("2026-11-21")) == 10
    assert wanted_in(config, "call", day("2026-11-16"), day("2026-11-23")) == 10
