"""Whatever text a field is given, the loader reads the same text back (faults.md Y02–Y14, Y18, Y19)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karma.files.scalar import double_quoted, means, quote
from karma.files.yaml_events import Scalar, read_pairs

HOSTILE = [
    *("no", "Null", "~", "yes", "12:30", "02134", "+14155550123", ".NaN", "0x1F", "1_000", "2026-02-30"),
    *(
        "@handle",
        "%x",
        "`x`",
        "*bold*",
        "&anchor foo",
        "!tag x",
        "{{ name }}",
        "[[bob]]",
        "[[bob]] and [[al]]",
    ),
    *(
        "Foo: Bar",
        "room #5",
        "#general",
        "a:",
        ": a",
        "- a",
        "-",
        "---",
        "--- a",
        "...",
        "? a",
        "<<",
        "=",
        "|",
    ),
    *(
        "it's",
        '"quoted"',
        "back\\slash",
        "tab\there",
        " padded ",
        "",
        "a  b",
        "\u00a0",
        "\ufeffbom",
        "日本",
        "😀",
    ),
    *(
        "NEL\u0085",
        "LS\u2028PS\u2029",
        "NUL\0",
        "ESC\x1b[31m",
        "DEL\x7f",
        "line\nbreak\r\n",
        "\ufffe",
        "\x9b",
    ),
    *(">", "x" * 2000, "a, b", "]", "}", "'", '"', "key: 'v' # c", "\\N", "true", "off", "--04-12"),
]


def read_back(written: str) -> list[str]:
    """What the loader makes of `written` as one value and as the item of a list."""
    pairs = read_pairs(f"one: {written}\nmany:\n  - {written}\n  - end\n")
    one, many = pairs[0][1], pairs[1][1]
    assert isinstance(one, Scalar)
    assert isinstance(many, list)
    return [node.text for node in (one, *many[:-1]) if isinstance(node, Scalar)]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_yaml_would_change_is_quoted(value: str) -> None:
    assert read_back(quote(value)) == [value, value]


@given(st.text())
@example("a\u2028b")
def test_any_text_reads_back_as_itself(value: str) -> None:
    assert read_back(quote(value)) == [value, value]
    assert read_back(double_quoted(value)) == [value, value]


@given(st.text(alphabet="ab :#-'\"[]{}&*!|>%@`\\,?\t\n1."))
def test_any_text_of_signs_reads_back_as_itself(value: str) -> None:
    assert read_back(quote(value)) == [value, value]


@given(st.text(alphabet="ab '\"\\-:#["), st.text(alphabet="ab '\"\\-:#["))
def test_a_line_is_only_kept_when_it_surely_says_the_value(written: str, value: str) -> None:
    if means(written, value):
        assert read_back(written) == [value, value]


@pytest.mark.parametrize(
    "value",
    [
        "Bill Okafor",
        "bill@harbormarine.example",
        "4w..6w",
        "off",
        "2024-06-03",
        "--04-12",
        "true",
        "José (NFC)",
    ],
)
def test_plain_words_stay_plain(value: str) -> None:
    assert quote(value) == value


@pytest.mark.parametrize("value", ["+1 503 555 0142 (mobile)", "[[sam-lee]]", "no", "555", "1.5e3", "~"])
def test_what_other_programs_would_take_for_something_else_is_quoted(value: str) -> None:
    assert quote(value) == f'"{value}"'
