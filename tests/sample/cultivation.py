"""Cultivation: who is in it, when each is to be asked again, who stayed and who was let go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core.cultivation.overview import cultivation
from tests.sample.book import TODAY, book, called, listed, on, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.cultivation.overview import Answer, Cultivation
    from karma.core.cultivation.recall import Recall


@cache
def found() -> Cultivation:
    return cultivation(book(), TODAY, pipeline())


def days(recalls: Iterable[Recall]) -> str:
    return listed(f"{called(one.contact)} {on(one.due)}" for one in recalls)


def answers(given: Iterable[Answer]) -> str:
    return listed(f"{called(one.contact)} {on(one.line.date)}" for one in given)


def requalified() -> str:
    return listed(f"{called(one.contact)} {len(one.requalified)}" for one in found().everybody)


FIGURES = {
    "in cultivation": lambda: ", ".join(called(one.contact) for one in found().everybody),
    "due this month": lambda: days(found().due),
    "due next": lambda: days(one for one in found().everybody if one not in found().due),
    "times requalified": requalified,
    "stayed this quarter": lambda: answers(found().requalified),
    "let go in twelve months": lambda: answers(found().let_go),
    "moved on in twelve months": lambda: answers(found().moved_on),
    "recalls a month": lambda: f"{found().per_month:.1f}",
    "recalls by month, from November": lambda: " ".join(str(len(one.recalls)) for one in found().ahead),
}
