"""Everything printed passes `show` (faults.md T01–T03)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.views.show import fit, pad, show, width_of, wrap

HOSTILE = [
    ("\x1b[31mred", r"\x1b[31mred"),
    ("\x1b]52;c;ZXZpbA==\x07", r"\x1b]52;c;ZXZpbA==\x07"),
    ("a\rb\nc\td\0", r"a\x0db\x0ac\x09d\x00"),
    ("\x9b31m\x7f", r"\x9b31m\x7f"),
    ("\u202egnp.exe", r"\u202egnp.exe"),
    ("a\u200bb\u200fc\u061cd", r"a\u200bb\u200fc\u061cd"),
    ("\u2066x\u2069\ufeff", r"\u2066x\u2069\ufeff"),
    ("x\u2028y", r"x\u2028y"),
    ("\U000e0041", r"\U000e0041"),
    ("caf\udce9", r"caf\udce9"),
]
DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_what_commands_a_terminal_becomes_visible(text: str, shown: str) -> None:
    assert show(text) == shown


@pytest.mark.parametrize(
    "text", ["Bill Okafor", "José Ñandú", "李雷", "Владимир", "e\u0301", "🙂 – “quoted”"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert show(text) == text


@given(st.text())
def test_nothing_dangerous_passes_and_showing_twice_changes_nothing(text: str) -> None:
    assert not DANGEROUS.search(show(text))
    assert show(show(text)) == show(text)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Bill", 4, "Bill"),
        ("Okafor", 4, "Oka…"),
        ("李雷李雷", 4, "李…"),
        ("李雷李雷", 5, "李雷…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("x" * 10_000, 5, "xxxx…"),
        ("abc", 0, ""),
        ("a\x1b", 5, "a\\x1b"),
    ],
)
def test_fitting_counts_columns_and_not_characters(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(st.text(), st.integers(1, 40))
def test_what_is_fitted_fits(text: str, width: int) -> None:
    assert width_of(fit(text, width)) <= width
    assert width_of(pad(text, width)) == width


@given(st.text(), st.integers(2, 40))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(show(text).split())
