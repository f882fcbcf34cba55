"""The dashboard: what the pages say, computed once from the book and the day, with nothing private in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.phrases import day_words
from karma.core.promises import promises
from karma.core.reason import last_words
from karma.core.referrals.pipeline import pipeline_of
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.agenda import Call, Owed, Today
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.problems import Problem
    from karma.core.promise import Promise
    from karma.core.promises import PromiseBook, Strength
    from karma.core.referrals.referral import Pipeline
    from karma.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Year:
    """What happened with a person in one year, the newest first."""

    year: int
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page: the brief first, then the timeline, the fields and the prose.

    `call` is their place on today's list, None when they are not on it. `why` says where you
    stand with them, and why today or why not. `mine` and `theirs` are the open
    promises, the earliest first, those for someday last. `ahead` holds lines dated after today: a problem of
    the file, shown but not counted. `standing` is None for somebody who is archived.
    """

    contact: Contact
    standing: Standing | None
    call: Call | None
    why: str
    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    years: tuple[Year, ...]
    ahead: tuple[LogLine, ...]


@dataclass(frozen=True)
class Dashboard:
    """Everything that the pages show, and nothing else. `people` are sorted by name as an index would be.

    `pinned`: the day is a setting of the book (a sample), so that a page does not grow old. `unnamed_calls`
    of the day are for private people; `unnamed_problems` stand in files that keep something private. `book`
    is the visible one, to follow links.
    """

    book: Book
    today: date
    pinned: bool
    day: Today
    unnamed_calls: int
    promises: PromiseBook
    people: tuple[PersonPage, ...]
    problems: tuple[Problem, ...]
    unnamed_problems: int

    def person(self, target: str) -> Contact | None:
        """Whom a link means, None when nobody of that name has a page."""
        found = self.book.resolve(target)
        return None if found is None or found.hidden else found

    @cached_property
    def named(self) -> Book:
        """The visible book of people who have a page: what the pages of the systems are computed from."""
        return replace(self.book, contacts=tuple(one for one in self.book.contacts if not one.hidden))

    @cached_property
    def pipeline(self) -> Pipeline:
        """Every referral."""
        return pipeline_of(self.named, self.today)


def dashboard(book: Book, today: date) -> Dashboard:
    """What the pages say about `book` on the day `today`."""
    shown = visible(book)
    full_day = today_of(shown, today)
    day = _without_hidden(full_day)
    calls = {call.contact.id: call for call in day.calls}
    return Dashboard(
        book=shown,
        today=today,
        pinned=book.config.today is not None,
        day=day,
        unnamed_calls=len(full_day.calls) - len(day.calls),
        promises=_promises(shown, today),
        people=tuple(
            _person(standing, shown, today, calls.get(standing.contact.id))
            for standing in sorted(standings(shown, today, so_far=True), key=_in_the_index)
            if not standing.contact.hidden
        ),
        problems=tuple(sorted(shown.problems)),
        unnamed_problems=len(book.problems) - len(shown.problems),
    )


def _person(standing: Standing, book: Book, today: date, call: Call | None) -> PersonPage:
    contact = standing.contact
    still_open = sorted((p for p in contact.promises if p.state == "open"), key=_by_day)
    return PersonPage(
        contact=contact,
        standing=None if contact.archived else standing,
        call=call,
        why=call.reason if call else _why(standing, book, today),
        mine=tuple(promise for promise in still_open if not promise.theirs),
        theirs=tuple(promise for promise in still_open if promise.theirs),
        years=_years(line for line in reversed(contact.log) if line.date <= today),
        ahead=tuple(line for line in contact.log if line.date > today),
    )


def _why(found: Standing, book: Book, today: date) -> str:
    """Where you stand with somebody who is not on today's list, in a sentence or two."""
    last = last_words(found, book, today)
    if found.not_now:
        says_it_too = found.not_now.startswith(last.partition(" (")[0])
        return found.not_now if says_it_too else f"{last}. {found.not_now}"
    if found.due and found.due > today:
        return f"{last}. Next around {day_words(found.due, today)}."
    return f"{last}. A hello would be welcome any day now."


def _years(lines: Iterable[LogLine]) -> tuple[Year, ...]:
    found: dict[int, list[LogLine]] = {}
    for line in lines:
        found.setdefault(line.date.year, []).append(line)
    return tuple(Year(year, tuple(of_it)) for year, of_it in found.items())


def _by_day(promise: Promise) -> tuple[bool, str, int]:
    return promise.by is None, promise.by.last.isoformat() if promise.by else "", promise.line


def _in_the_index(standing: Standing) -> tuple[str, str]:
    """By name without accents, so that Zoë stands beside Zoe; then by id, so that the order is fixed."""
    name = standing.contact.name
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return fold(plain), standing.contact.id


def _without_hidden(day: Today) -> Today:
    return replace(
        day,
        calls=tuple(call for call in day.calls if not call.contact.hidden),
        promises=_named(day.promises),
        also=tuple(also for also in day.also if not also.contact.hidden),
    )


def _promises(book: Book, today: date) -> PromiseBook:
    """Open promises of people who have a page; the rate counts everybody's, as it does on the terminal."""
    every = promises(book, today)
    return replace(
        every,
        mine=tuple(_strength(strength) for strength in every.mine),
        theirs=tuple(_strength(strength) for strength in every.theirs),
        overdue=_named(every.overdue),
    )


def _strength(strength: Strength) -> Strength:
    return replace(strength, promises=_named(strength.promises))


def _named(found: Iterable[Owed]) -> tuple[Owed, ...]:
    return tuple(owed for owed in found if not owed.contact.hidden)
