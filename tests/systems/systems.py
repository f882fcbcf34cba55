"""Every system's answer on a day, as data to compare, and what the terminal says of it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import karma.core
from karma.core.balance.balance import Balance
from karma.core.balance.chances import Chance, give_and_take
from karma.core.balance.turn import Between
from karma.core.book import Book, Contact
from karma.core.call_me.asked import asked_to_call
from karma.core.call_me.met import Met, met_and_quiet
from karma.core.cultivation.overview import cultivation
from karma.core.dates import add_days
from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import sheets
from karma.core.drafts.fitting import fitting
from karma.core.drafts.kinds import KINDS
from karma.core.lazily import Lazily
from karma.core.logline import LogLine
from karma.core.logline import write as line_text
from karma.core.matching.matches import matches_of
from karma.core.partners.overview import partners_of
from karma.core.plan.overview import plan
from karma.core.promise import Promise
from karma.core.promise import write as promise_text
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.tree import referral_tree
from karma.core.review.review import review_of
from karma.core.standing import Standing
from karma.core.today import today_of
from karma.core.trust import trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from karma.core.agenda import Also
    from karma.core.referrals.referral import Pipeline

_MODULES = (found.name for found in pkgutil.walk_packages(karma.core.__path__, "karma.core."))
_FOUND = {name: getattr(importlib.import_module(name), "suggestions", None) for name in _MODULES}
SUGGESTIONS = {name.removeprefix("karma.core."): found for name, found in _FOUND.items() if found}

SYSTEMS: dict[str, Callable[[Book, date, Pipeline], Any]] = {
    "pipeline": lambda _, __, pipeline: pipeline,
    "reports": lambda book, today, pipeline: reports_of(pipeline, book, today),
    "tree": lambda book, _, pipeline: referral_tree(pipeline, book),
    "partners": partners_of,
    "cultivation": cultivation,
    "trust": trust,
    "met": lambda book, today, _: met_and_quiet(book, today),
    "asked": lambda book, today, _: asked_to_call(book, today),
    "balance": give_and_take,
    "plan": plan,
    "plan of a circle": lambda book, today, pipeline: plan(book, today, pipeline, "client"),
    "matches": matches_of,
    "review": review_of,
    "review since": lambda book, today, pipeline: review_of(book, today, pipeline, add_days(today, -45)),
    "today": lambda book, today, _: today_of(book, today),
    "drafts": lambda book, today, _: list(drafts(book, today)),
}


_IN_WORDS: dict[type, Callable[[Any], Any]] = {
    Contact: lambda contact: f"@{contact.id}",
    Book: lambda _: None,
    LogLine: line_text,
    Promise: promise_text,
}

_WHEN_ASKED: dict[type, tuple[str, ...]] = {
    Standing: ("due", "limit", "terms"),
    Balance: ("turns", "year_ago", "kinds", "people", "quarters", "given", "received"),
    Between: ("turns", "given", "received", "given_lately", "received_lately", "entries", "not_helped_back"),
    Chance: ("turn", "last", "reason", "idea"),
    Met: ("call",),
}
"""What is worked out, or read, when somebody asks for it."""


def answers(book: Book, today: date) -> dict[str, Any]:
    """What each system says, and each system's suggestions, as data."""
    pipeline = pipeline_of(book, today)
    found = {name: as_data(system(book, today, pipeline)) for name, system in SYSTEMS.items()}
    return found | {name: as_data(list(given)) for name, given in suggested(book, today).items()}


def suggested(book: Book, today: date) -> dict[str, list[Also]]:
    """What each system would do today."""
    morning = pipeline_of(book, add_days(today, -1))
    return {name: list(system(book, today, morning)) for name, system in SUGGESTIONS.items()}


def drafts(book: Book, today: date) -> Iterator[Any]:
    desk = Desk(book, today)
    for contact in sorted(book.contacts, key=lambda one: one.id):
        yield contact.id, fitting(contact, desk)
        yield from (sheets(contact, kind, desk) for kind in KINDS)


def as_data(thing: Any) -> Any:
    """The same data for the same answer; people are their ids, so that their files do not count."""
    for kind, words in _IN_WORDS.items():
        if isinstance(thing, kind):
            return words(thing)
    if is_dataclass(thing):
        names = [spec.name for spec in fields(thing) if spec.compare]
        names += _WHEN_ASKED.get(type(thing), ())
        return type(thing).__name__, [(name, as_data(getattr(thing, name))) for name in names]
    if isinstance(thing, dict):
        return {str(as_data(key)): as_data(value) for key, value in thing.items()}
    if isinstance(thing, (frozenset, set)):
        return sorted(map(str, map(as_data, thing)))
    return [as_data(one) for one in thing] if isinstance(thing, (tuple, list, Lazily)) else thing
