"""`[balance]` in karma.toml: what each kind of good turn weighs (S8)."""

from __future__ import annotations

import pytest

from karma.core.balance.kinds import WEIGHTS
from karma.core.configfile import parse_config


def test_a_weight_is_changed_and_the_others_stay() -> None:
    config, problems = parse_config("[balance]\ngift = 2.5\nnews = 1\n")
    assert dict(config.balance) == dict(WEIGHTS) | {"gift": 2.5}
    assert [(problem.line, problem.message) for problem in problems] == [(3, "[balance] has no “news”")]


@pytest.mark.parametrize("value", ["-1", "101", "true", '"5"', "nan"])
def test_a_weight_is_a_number_from_0_to_100(value: str) -> None:
    config, (problem,) = parse_config(f"[balance]\ngift = {value}\n")
    assert config.balance["gift"] == WEIGHTS["gift"]
    assert (problem.line, problem.remedy) == (2, "Write a number from 0 to 100.")


def test_a_balance_that_is_no_table_is_told() -> None:
    config, (problem,) = parse_config("balance = 5\n")
    assert config.balance == WEIGHTS
    assert problem.message == "“balance” is not a table"


def test_the_kinds_keep_their_order_whatever_the_file_says_first() -> None:
    config, _ = parse_config("[balance]\nthanks = 1\nreferral = 9\n")
    assert list(config.balance) == list(WEIGHTS)
