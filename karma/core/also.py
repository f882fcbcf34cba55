"""At most five other things worth doing today, across all systems (S1, S15)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from karma.core.also_people import another_touch, birthdays, just_met, thanks
from karma.core.turns import in_turns
from karma.core.welcome import proposable_people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from karma.core.agenda import Also
    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline
    from karma.core.standing import Standings

MOST = 5
SYSTEMS = (
    *("referrals.suggest", "cultivation.suggest", "partners.suggest", "matching.suggest"),
    *("plan.suggest", "balance.chances", "call_me.suggest"),
)
"""The modules of core whose `suggestions` say what each system would do today, the best first."""


def also(everybody: Standings, book: Book, today: date, called: Collection[str]) -> tuple[Also, ...]:
    """At most five things for people who are not among today's calls (`called`, by id), one for each person.

    What is bound to its day (birthdays, people just met, thanks) and the other systems take turns; among the
    others a different one begins each day, so that none waits for ever. Like the list of calls it is this
    morning's: what was done today stands, done.
    """
    ids = {contact.id for contact in proposable_people(book, today)}.difference(called)
    if len(everybody) < len(book.contacts):
        ids &= {contact.id for contact in everybody.contacts}
    pressing = in_turns([birthdays(ids, book, today), just_met(ids, book, today), thanks(ids, book, today)])
    others = in_turns(_rotated([another_touch(ids, everybody, book, today), *_systems(book, today)], today))
    picked: dict[str, Also] = {}
    for thing in in_turns([pressing, others]):
        if thing.contact.id in ids:
            picked.setdefault(thing.contact.id, thing)
        if len(picked) == MOST:
            break
    kinds = list(dict.fromkeys(thing.kind for thing in picked.values()))
    return tuple(sorted(picked.values(), key=lambda thing: kinds.index(thing.kind)))


def _systems(book: Book, today: date) -> list[Iterator[Also]]:
    """What each system would do today; it is given the pipeline as it stood this morning."""

    @cache
    def morning() -> Pipeline:
        from karma.core.referrals.pipeline import pipeline_this_morning  # noqa: PLC0415  (start-up)

        return pipeline_this_morning(book, today)

    def suggestions(name: str) -> Iterator[Also]:
        # Few of them have their turn on a day: the others are not even imported.
        system = import_module(f"karma.core.{name}")
        yield from system.suggestions(book, today, morning())

    return [suggestions(name) for name in SYSTEMS]


def _rotated(kinds: list[Iterator[Also]], today: date) -> list[Iterator[Also]]:
    first = today.toordinal() % len(kinds)
    return kinds[first:] + kinds[:first]
