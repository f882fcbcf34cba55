"""Front matter as people and other programs leave it, where one line must not cost the person (Y10, Y14, Y16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.files.contact import parse_contact

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.problems import Problem


def read(text: str) -> tuple[Contact, list[Problem]]:
    contact, problems = parse_contact(text, "contacts/bill-okafor.md", Config())
    return contact, list(problems)


@pytest.mark.parametrize("deep", ["[" * 100_000, "[" * 50_000 + "]" * 50_000, "{a: " * 20_000, "- " * 20_000])
def test_a_hundred_thousand_brackets_cost_one_line_and_not_the_person(deep: str) -> None:
    bill, problems = read(f"---\nname: Bill Okafor\nnotes: {deep}\ncity: Astoria\n---\n")
    assert (bill.name, bill.city) == ("Bill Okafor", "Astoria")
    assert {problem.line for problem in problems} == {3}


def test_depth_is_counted_where_a_flat_value_ends() -> None:
    _, fits = read("---\nname: Bill\nboxes: " + "[" * 19 + "]" * 19 + "\n---\n")
    _, [refused] = read("---\nname: Bill\nboxes: " + "[" * 20 + "]" * 20 + "\n---\n")
    assert (fits, refused.code) == ([], "too-deep")


def test_a_firm_called_and_sons_keeps_its_first_word() -> None:
    bill, [problem] = read("---\nname: Bill Okafor\norg: &Sons Marine\n---\n")
    assert bill.org == "&Sons Marine"
    assert '`org: "&Sons Marine"`' in problem.remedy


def test_a_note_may_begin_with_a_rule() -> None:
    bill, problems = read("---\nname: Bill Okafor\n---\n---\n\nTwo boys, both rowers.\n")
    assert (bill.prose, problems) == ("---\n\nTwo boys, both rowers.", [])
