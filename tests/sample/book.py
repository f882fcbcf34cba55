"""The sample network on its day, and how docs/sample-figures.md says names, days and sums."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.phrases import day_words
from karma.core.referrals.pipeline import pipeline_of
from karma.files.book import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Book, Contact
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Pipeline, Referral

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
PAGE = ROOT / "docs" / "sample-figures.md"


@cache
def book() -> Book:
    return load(ROOT)


@cache
def pipeline() -> Pipeline:
    return pipeline_of(book(), TODAY)


@cache
def by_hand() -> dict[str, dict[str, str]]:
    """The rows of each table of the page: heading, figure, what was counted."""
    found: dict[str, dict[str, str]] = {}
    for section in PAGE.read_text("utf-8").split("\n## ")[1:]:
        heading, *lines = section.splitlines()
        table = [line.split(" | ") for line in lines if line.startswith("| ")][1:]
        found[heading] = {figure.removeprefix("| "): counted for figure, counted, _ in table}
    return found


def person(stem: str) -> Contact:
    return book().by_id[stem]


def called(contact: Contact) -> str:
    return first_name(contact.name)


def named(target: str | None) -> str:
    found = book().resolve(target or "")
    return called(found) if found else ""


def sent(referral: Referral) -> str:
    """`Jane`, or `Jane with Eve` for one that was given."""
    prospect = called(referral.prospect)
    return f"{prospect} with {named(referral.receiver)}" if referral.receiver else prospect


def on(day: date | None) -> str:
    return day_words(day, TODAY) if day else ""


def promised(promise: Promise | None) -> str:
    return on(promise.by.last) if promise and promise.by else ""


def listed(texts: Iterable[object]) -> str:
    return " · ".join(map(str, texts))
