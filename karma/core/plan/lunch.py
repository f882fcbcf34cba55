"""A table of two or three people who would gain from meeting each other (S9)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.matching.suggest import names_of
from karma.core.partners.meetings import last_meeting
from karma.core.phrases import day_words, listed
from karma.core.plan.pairs import Gain, Guest, gain, may_meet
from karma.core.plan.proposal import Next
from karma.core.touch import between, last_touch
from karma.core.verbs import IN_PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact
    from karma.core.plan.proposal import Moment

LATELY = 28
"""Whom you met in person in these last days is not asked to lunch again yet."""
CANDIDATES = 60
"""So many are compared with each other, those you have not seen for longest and who matter most: comparing
everybody with everybody would take minutes in a large book."""
_ENOUGH = 1.5
"""What a third guest must bring at least to one of the others."""
_LONGEST = 365


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
    verbs = now.book.config.verbs
    since = add_days(now.today, 1 - LATELY)
    free = [
        (-_worth_seeing(contact, now), -last.date.toordinal(), contact.id, contact)
        for contact in now.people
        if not contact.hidden
        and (last := last_touch(contact, verbs, now.before))
        and not any(line.verb in IN_PERSON for line in between(contact, since, now.before))
    ]
    free.sort(key=lambda one: one[:3])
    return [Guest(contact, now) for *_, contact in free[:CANDIDATES]]


def _worth_seeing(contact: Contact, now: Moment) -> float:
    """0 to 1.3: how long you have not met in person, up to a year, and how much the circle matters."""
    met = last_meeting(contact, now.before)
    days = (now.today - met.date).days if met else _LONGEST
    return min(days, _LONGEST) / _LONGEST * now.weight(contact)


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
