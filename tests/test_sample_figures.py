"""The figures of the sample network, worked out by hand in docs/sample-figures.md, are what karma says."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.core.money import money_words, summed
from karma.core.phrases import first_name
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.tree import referral_tree
from karma.files.book import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.reports import Reports
    from karma.core.referrals.tree import Branch

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "sample-figures.md").read_text("utf-8")
TODAY = date(2026, 11, 20)
ROWS = re.findall(r"^\| (?!figure \||---)([^|]+) \| ([^|]*) \|", PAGE, re.MULTILINE)


@cache
def book() -> Book:
    return load(ROOT)


@cache
def pipeline() -> Pipeline:
    return pipeline_of(book(), TODAY)


@cache
def reports() -> Reports:
    return reports_of(pipeline(), book(), TODAY)


def root(stem: str) -> Branch:
    return next(branch for branch in referral_tree(pipeline(), book()) if branch.id == stem)


def named(target: str | None) -> str:
    person = book().resolve(target or "")
    return first_name(person.name) if person else ""


def at(referrals: Iterable[Referral], *stages: str) -> str:
    return str(sum(found.stage in stages for found in referrals))


def by_giver(referrals: Iterable[Referral]) -> str:
    found: dict[str, list[str]] = {}
    for one in referrals:
        found.setdefault(named(one.giver), []).append(first_name(one.prospect.name))
    return " · ".join(f"{giver}: {', '.join(found[giver])}" for giver in sorted(found))


REFERRALS: dict[str, Callable[[], str]] = {
    "referrals received": lambda: str(len(pipeline().inbound)),
    "referrals given": lambda: str(len(pipeline().outbound)),
    "prospects of her own": lambda: str(sum(one.direction == "own" for one in pipeline().referrals)),
    "received and won": lambda: at(pipeline().inbound, "won"),
    "received and lost": lambda: at(pipeline().inbound, "lost"),
    "received and no fit": lambda: at(pipeline().inbound, "no-fit"),
    "received and cultivating": lambda: at(pipeline().inbound, "cultivating"),
    "received and at a next step": lambda: at(pipeline().inbound, "next-step"),
    "received and unreachable": lambda: at(pipeline().inbound, "unreachable"),
    "received and approached": lambda: at(pipeline().inbound, "approached"),
    "given and won": lambda: at(pipeline().outbound, "won"),
    "given and still open": lambda: str(sum(not one.closed for one in pipeline().outbound)),
    "value received": lambda: money_words(summed(one.value for one in pipeline().inbound)),
    "value given": lambda: money_words(summed(one.value for one in pipeline().outbound)),
    "value that came through Sam": lambda: money_words(root("sam-lee").total),
    "value that came through Helen": lambda: money_words(root("helen-ochoa").total),
    "days to the first contact, half of them at most": lambda: f"{reports().first_contact.median:g}",
    "to be told": lambda: by_giver(one for one in pipeline().inbound if one.to_tell),
    "to be thanked": lambda: by_giver(one for one in pipeline().inbound if one.to_thank),
}
FIGURES = {**REFERRALS}


@pytest.mark.parametrize(("figure", "by_hand"), ROWS, ids=[figure for figure, _ in ROWS])
def test_karma_counts_as_a_pencil_does(figure: str, by_hand: str) -> None:
    assert FIGURES[figure]() == by_hand


def test_every_figure_that_is_asked_for_stands_on_the_page() -> None:
    assert [figure for figure, _ in ROWS] == list(FIGURES)
