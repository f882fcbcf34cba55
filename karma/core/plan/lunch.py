"""A table of two or three people who would gain from meeting each other (S9)."""

from __future__ import annotations

from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.matching.suggest import names_of
from karma.core.partners.meetings import last_meeting
from karma.core.phrases import day_words, listed
from karma.core.plan.pairs import Gain, Guest, gain, may_meet
from karma.core.plan.proposal import Next
from karma.core.touch import last_touch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.plan.proposal import Moment

LATELY = 28
"""Whom you met in person in these last days is not asked to lunch again yet."""
CANDIDATES = 60
"""So many are compared with each other, those you have not seen for longest and who matter most: comparing
everybody with everybody would take minutes in a large book."""
_ENOUGH = 1.5
"""What a third guest must bring at least to one of the others."""
_LONGEST = 365

_Seen = tuple[int | None, int]
"""The day of the last meeting, None without one, and of the last touch."""


class _Table(NamedTuple):
    worth: float
    guests: tuple[Guest, ...]
    gains: tuple[Gain, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(guest.contact.id for guest in self.guests)


def tables(now: Moment, circle: str | None, most: int) -> tuple[Next, ...]:
    """The best tables, nobody at two of them. With a circle, somebody of it sits at each."""
    guests = _candidates(now)
    seen = {guest.contact.id: _worth_seeing(guest.contact, now) for guest in guests}
    pairs = [
        _Table(round(found.weight + seen[one.contact.id] + seen[other.contact.id], 9), (one, other), (found,))
        for one, other in combinations(guests, 2)
        if (not circle or circle in (one.contact.circle, other.contact.circle))
        and (found := gain(one, other)).weight
        and may_meet(one, other)
    ]
    pairs.sort(key=lambda table: (-table.worth, table.ids))
    taken: set[str] = set()
    made: list[Next] = []
    for pair in pairs:
        if len(made) < most and taken.isdisjoint(pair.ids):
            table = _with_a_third(pair, [one for one in guests if one.contact.id not in taken], seen)
            taken.update(table.ids)
            made.append(_proposal(table, now))
    return tuple(made)


def _candidates(now: Moment) -> list[Guest]:
    """People you know and have not met in person lately; hidden ones are never named to others."""
    asked = _seen_by_now if now.so_far else _seen_this_morning
    free = {contact.id for contact in now.people if not contact.hidden}
    today, weights = now.today.toordinal(), now.weights
    places = [
        (-_waited(met, today) * weights[contact.circle], -touched, contact.id, contact)
        for contact, seen in asked.people(now.book, now.today)
        if seen and contact.id in free
        for met, touched in (seen,)
    ]
    return [Guest(contact, now) for *_, contact in nsmallest(CANDIDATES, places)]


@of_each
def _seen_by_now(contact: Contact, config: Config, today: date) -> _Seen | None:
    """When they were seen and heard last, the lines of today included; None for who is not asked to lunch."""
    return _seen(contact, config, today, add_days(today, 1))


@of_each
def _seen_this_morning(contact: Contact, config: Config, today: date) -> _Seen | None:
    """The same before anything was done today."""
    return _seen(contact, config, today, today)


def _seen(contact: Contact, config: Config, today: date, before: date) -> _Seen | None:
    touched, met = last_touch(contact, config.verbs, before), last_meeting(contact, before)
    if touched is None or (met and met.date > add_days(today, -LATELY)):
        return None
    return (met.date.toordinal() if met else None, touched.date.toordinal())


def _worth_seeing(contact: Contact, now: Moment) -> float:
    """0 to 1.3: how long you have not met in person, up to a year, and how much the circle matters."""
    met = last_meeting(contact, now.before)
    return _waited(met.date.toordinal() if met else None, now.today.toordinal()) * now.weight(contact)


def _waited(met: int | None, today: int) -> float:
    """The part of a year since that day."""
    return min(today - met, _LONGEST) / _LONGEST if met else 1.0


def _with_a_third(pair: _Table, guests: Sequence[Guest], seen: dict[str, float]) -> _Table:
    """The table with the guest who brings most to it, if anybody brings enough and would gain as well."""
    best = pair
    for guest in guests:
        if guest.contact.id in pair.ids or not all(may_meet(guest, other) for other in pair.guests):
            continue
        gains = [gain(guest, other) for other in pair.guests]
        brings = sum(found.weight for found in gains)
        worth = round(pair.worth + brings + seen[guest.contact.id], 9)
        if max(found.weight for found in gains) >= _ENOUGH and (-worth, guest.contact.id) < _rank(best, pair):
            best = _Table(worth, (*pair.guests, guest), (*pair.gains, *gains))
    return best


def _rank(best: _Table, pair: _Table) -> tuple[float, str]:
    return -best.worth, "" if best is pair else best.ids[-1]


def _proposal(table: _Table, now: Moment) -> Next:
    people = tuple(guest.contact for guest in table.guests)
    return Next("lunch", people, f"Invite {listed(names_of(people))} to lunch.", _reason(table, now))


def _reason(table: _Table, now: Moment) -> str:
    """At most two needs that somebody at the table meets, and what they have in common."""
    clauses = [clause for found in table.gains for clause in found.needs][:2]
    if shared := _in_common(table):
        clauses.append(shared)
    if len(clauses) < 2 and (met := last_meeting(table.guests[0].contact, now.before)):
        name = first_name(table.guests[0].contact.name)
        clauses.append(f"you have not seen {name} since {day_words(met.date, now.today)}")
    text = "; ".join(clauses)
    return text[:1].upper() + text[1:] + "."


def _in_common(table: _Table) -> str:
    """An interest that all of them share, else one of a pair of them."""
    of_all = set.intersection(*(set(guest.interests) for guest in table.guests))
    if of_all:
        word = table.guests[0].interests[min(of_all)]
        return f"{'both' if len(table.guests) == 2 else 'all three'} like {word}"
    for one, other in combinations(table.guests, 2):
        if common := set(one.interests) & set(other.interests):
            names = names_of((one.contact, other.contact))
            return f"{listed(names)} like {one.interests[min(common)]}"
    return ""
