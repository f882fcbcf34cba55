"""The partners on a terminal of any width (S10, S12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from karma.core.partners.overview import partners_of
from karma.core.partners.partner import partner_of
from karma.core.referrals.referral import Pipeline
from karma.views.show import show, width_of
from karma.views.terminal.partner import partner_lines
from karma.views.terminal.partners import partners_lines
from tests.core.build import book, person

if TYPE_CHECKING:
    from karma.views.terminal.lines import Line

FRIDAY = date(2026, 11, 20)


def text_of(line: Line) -> str:
    return "".join(show(span.text) for span in line).rstrip()


@given(st.lists(st.text(min_size=1, max_size=60), max_size=5), st.integers(32, 120))
def test_nothing_runs_over_the_edge(names: list[str], width: int) -> None:
    people = [
        person(name, "2026-08-05 exchange: gave 2 got 1", id=f"p{number}", circle="partner")
        for number, name in enumerate(names)
    ]
    those = book(*people)
    lines = partners_lines(partners_of(those, FRIDAY, Pipeline(())), FRIDAY, width)
    for contact in people:
        lines += partner_lines(partner_of(contact, those, FRIDAY, Pipeline(())), those, FRIDAY, width)
    assert all(width_of(text_of(line)) <= width for line in lines)
