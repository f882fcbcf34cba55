"""The figures of the sample network, worked out by hand in docs/sample-figures.md, are what karma says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sample import (
    balance,
    cultivation,
    help_first,
    messages,
    partners,
    plan,
    referrals,
    reports,
    review,
    trust,
)
from tests.sample.book import by_hand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KARMA_SAYS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "Referrals": referrals.FIGURES,
    "The reports of the pipeline": reports.FIGURES,
    "Partners": partners.FIGURES,
    "Cultivation": cultivation.FIGURES,
    "Trust": trust.FIGURES,
    "Call me": trust.CALL_ME,
    "Balance": balance.FIGURES,
    "The plan": plan.FIGURES,
    "Help first": help_first.FIGURES,
    "Review": review.FIGURES,
    "Messages": messages.FIGURES,
}
NEEDS = "Who could help whom"
EVERY = [(system, figure) for system, figures in KARMA_SAYS.items() for figure in figures]


@pytest.mark.parametrize(("system", "figure"), EVERY, ids=[": ".join(one) for one in EVERY])
def test_karma_counts_as_a_pencil_does(system: str, figure: str) -> None:
    assert KARMA_SAYS[system][figure]() == by_hand()[system][figure]


def test_karma_proposes_whom_a_person_with_the_files_at_hand_would() -> None:
    assert help_first.proposed() == by_hand()[NEEDS]


def test_no_figure_stands_on_the_page_that_nobody_asks_for() -> None:
    page = [(system, figure) for system, rows in by_hand().items() for figure in rows if system != NEEDS]
    assert page == EVERY
