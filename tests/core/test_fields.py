"""The table of fields and the contact agree, so that nothing is typed in one place and lost in the other."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.book import Contact
from karma.core.fields import FIELDS, Field
from karma.core.problems import Fault

DERIVED = {"id", "path", "unknown", "next_time", "promises", "log", "prose", "archived", "lines"}


def test_every_field_has_its_attribute_and_every_attribute_its_field() -> None:
    assert {attribute.name for attribute in dataclasses.fields(Contact)} - DERIVED == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_the_example_of_each_field_is_valid(field: Field) -> None:
    assert not isinstance(field.parse(field.example), Fault)


@given(st.sampled_from(list(FIELDS.values())), st.text(min_size=1, max_size=40))
def test_no_value_makes_a_field_raise(field: Field, text: str) -> None:
    field.parse(text)
