"""A command that karma prints may be pasted: what stands in it is read back as it was (faults.md T01)."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.typed import quoted, word


@pytest.mark.parametrize(
    ("stem", "typed"),
    [
        ("bill-okafor", "bill-okafor"),
        ("zoë-carrasco", "zoë-carrasco"),
        ("bill okafor", '"bill okafor"'),
        ("o'brien", '"o\'brien"'),
        ("$(rm)", "'$(rm)'"),
        ("a;b", '"a;b"'),
        ("", '""'),
    ],
)
def test_a_stem_is_one_word_and_quoted_only_where_it_must_be(stem: str, typed: str) -> None:
    assert word(stem) == typed


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_whatever_it_is_a_shell_reads_it_back_as_one_word(text: str) -> None:
    assert shlex.split(word(text)) == [text]
    assert shlex.split(quoted(text)) == [text]


@given(st.text("ab$`!\\\"' ;&|<>()", min_size=1))
def test_nothing_that_a_shell_obeys_stands_outside_single_quotes(text: str) -> None:
    typed = quoted(text)
    assert typed.startswith("'") or not set(typed[1:-1]) & set('$`!\\"')
