"""Settings: what karma.toml may say, and that a slip in it costs only the one setting."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.config import Config, Event
from karma.core.configfile import parse_config


def test_no_settings_are_the_defaults() -> None:
    assert parse_config("") == (Config(), ())


def test_every_setting_is_read() -> None:
    config, problems = parse_config(WHOLE)
    assert problems == ()
    assert (config.name, config.per_day, config.min_gap, str(config.every)) == ("Nora", 8, 10, "3m")
    assert (config.today, config.started, config.timezone) == (
        date(2026, 11, 20),
        date(2024, 11, 4),
        "America/Los_Angeles",
    )
    assert config.workdays == ("mon", "tue")
    assert config.events == (Event(date(2026, 12, 3), "Breakfast", ("marine",)),)
    assert (str(config.circle("client").every), config.circle("client").weight) == ("6w", 1.2)
    assert config.circle("alumni").weight == 0.9
    assert (config.verbs["letter"].resets, config.verbs["letter"].voice) == (True, False)
    assert config.commit is False


def test_a_circle_nobody_declared_has_the_cadence_of_the_book() -> None:
    config, _ = parse_config('every = "3m"')
    assert str(config.circle("strangers").every) == "3m"
    assert str(config.circle(None).every) == "3m"


@pytest.mark.parametrize(
    ("line", "says"),
    [('per_day = "five"', "whole number"), ("per_day = 0", "from 1 to 50"), ("per_day = true", "whole number"), ("every = 6", "cadence"),
     ('today = "2026-11-20"', "without quotes"), ("today = 2026-11-20T10:00:00", "without quotes"), ('timezone = "Portland"', "time zone"),
     ('timezone = "../../etc/passwd"', "time zone"), ("workdays = []", "list of days"), ('workdays = ["funday"]', "list of days"),
     ("organisations = 1", "list of texts"), ("name = 1", "text in quotes"), ("perday = 4", "“per_day”"), ("[circles.client]\nweight = 2", "0.9"),
     ("[circles.client]\ncolour = 2", "`every` and `weight`"), ("circles = 3", "[circles.name]"), ("[circles]\nclient = 3", "[circles.client]"),
     ("[touch.call]\nvoice = true", "not a verb yet"), ('[touch."a b"]\nvoice = true', "one word"), ("[touch.letter]\nvoice = 1", "`true`"),
     ("[[events]]\nname = 'x'", "date ="), ("[git]\ncommit = 'no'", "`true`")],
)  # fmt: skip
def test_a_slip_is_reported_with_its_line_and_costs_nothing_else(line: str, says: str) -> None:
    config, [problem] = parse_config(f'email = "nora@lindqvist.example"\n\n{line}\n')
    assert problem.line in (3, 4)
    assert says in problem.remedy
    assert config.email == "nora@lindqvist.example"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("events = [1]", "double brackets"),
        ("[events]\nname = 'x'", "double brackets"),
        ("git = 3", "`[git]`"),
        ("[git]\ncomit = true", "`commit`"),
        ("[[events]]\ndate = 2026-12-03\nname = 'x'\nplace = 'y'", "`date`"),
        ("today = 9999-12-31", "2026-11-22"),
        ("started = 0001-01-01", "2026-11-22"),
    ],
)
def test_no_setting_is_dropped_without_a_word(line: str, says: str) -> None:
    _, [problem] = parse_config(line)
    assert says in problem.remedy


def test_capitals_in_the_names_of_circles_and_verbs_do_not_matter() -> None:
    config, problems = parse_config('[circles.VIP]\nevery = "2w"\n[touch.Letter]\nresets = true\n')
    assert problems == ()
    assert str(config.circle("vip").every) == "2w"
    assert config.verbs["letter"].resets


@pytest.mark.parametrize("toml", ["a=" + "[" * 5000, "a = " + "9" * 5000, "a = {" * 500])
def test_settings_that_no_parser_survives_are_reported(toml: str) -> None:
    config, [problem] = parse_config(toml)
    assert (problem.code, config) == ("settings-syntax", Config())


def test_what_is_no_toml_is_reported_where_it_stops() -> None:
    config, [problem] = parse_config('name = "Nora"\nper_day = five\n')
    assert (problem.line, problem.code, config) == (2, "settings-syntax", Config())


@given(st.text(max_size=100))
def test_nothing_makes_it_raise(text: str) -> None:
    parse_config(text)


WHOLE = """
name = "Nora"
per_day = 8
min_gap = 10
every = "3m"
today = 2026-11-20
started = 2024-11-04
timezone = "America/Los_Angeles"
workdays = ["Tuesday", "mon"]

[circles.client]
every = "6w"

[circles.alumni]
weight = 0.9

[touch.letter]
meaning = "a letter on paper"
resets = true

[[events]]
date = 2026-12-03
name = "Breakfast"
tags = ["Marine"]

[git]
commit = false
"""
