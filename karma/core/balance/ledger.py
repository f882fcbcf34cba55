"""All good turns of a book as codes, by person: what their own file tells, and what others' files do (S8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from karma.core.balance.codes import (
    SORTS,
    first_of,
    is_own,
    naming_turns,
    own_beyond,
    own_turns,
    until,
    weights_of,
)
from karma.core.balance.turns import closes_a_loop, is_new, turns_of, turns_with
from karma.core.dates import add_days
from karma.core.each import EVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.balance.codes import Codes, Naming, Weights
    from karma.core.balance.turn import Turn
    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline

_Event = tuple[int, str | None, str, bool, str, frozenset[str]]
"""What makes lines of several files one: code, time, verb, direction, text, and the ids of the people."""


class Other(NamedTuple):
    """A turn that is told by a line with a link: its code, in whose file, with whom, and `Turn.about`."""

    code: int
    source: Contact
    people: tuple[Contact, ...]
    about: str = ""


@dataclass(frozen=True)
class Ledger:
    """The turns up to and including `today`; `pipeline` is `pipeline_of(book, today)`."""

    book: Book
    today: date
    pipeline: Pipeline

    @cached_property
    def weights(self) -> Weights:
        """What they weigh."""
        return weights_of(self.book.config)

    @cached_property
    def end(self) -> int:
        """The first code behind `today`."""
        return first_of(add_days(self.today, 1))

    @cached_property
    def own(self) -> Sequence[Codes]:
        """What each file tells of its person alone, by their place in the book; days to come as well."""
        return own_turns.values(self.book, EVER)

    @cached_property
    def others(self) -> dict[str, list[Other]]:
        """All others by the id of each person."""
        found: dict[str, list[Other]] = {}
        for other in self._others:
            for person in other.people:
                found.setdefault(person.id, []).append(other)
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each person stands in the book, by id."""
        return {contact.id: place for place, contact in enumerate(self.book.contacts)}

    @cached_property
    def every(self) -> list[int]:
        """Each turn once, the oldest first."""
        found = [code for code in chain.from_iterable(self.own) if code < self.end]
        return sorted(found + [other.code for other in self._others])

    @cached_property
    def not_helped_back(self) -> list[tuple[float, Contact]]:
        """Whose newest help you have not answered with help: who did most beyond what you did first.

        With minus how much that is, by weight, since ever.
        """
        contacts = self.book.contacts
        beyond = dict(enumerate(own_beyond.values(self.book, self.today)))
        for at in map(self.places.__getitem__, self.others):
            beyond[at] = self.weights.beyond(self.codes(contacts[at]))
        found = [(-more, contacts[at].id, at) for at, more in beyond.items() if more is not None]
        return [(less, contacts[at]) for less, _, at in sorted(found)]

    @cached_property
    def senders(self) -> frozenset[str]:
        """Who ever sent you a referral, by id."""
        sort, found = self.weights.sort("referral", given=False), self.others.items()
        return frozenset(who for who, others in found if any(one.code % SORTS == sort for one in others))

    def codes(self, contact: Contact) -> Codes:
        """The turns with one person, the newest first."""
        own = until(self.own[self.places[contact.id]], self.end) if contact.id in self.places else ()
        others = self.others.get(contact.id)
        return tuple(sorted([*own, *(other.code for other in others)], reverse=True)) if others else own

    def turns_with(self, contact: Contact) -> tuple[Turn, ...]:
        """The turns with one person in full, the newest first."""
        return turns_with(contact, self) if self.codes(contact) else ()

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """All turns in full, the newest first."""
        return turns_of(self)

    @cached_property
    def _others(self) -> list[Other]:
        return [*self._referrals(), *self._told()]

    def _referrals(self) -> Iterator[Other]:
        """Those of referrals, as `balance.turns` says it of each."""
        weights, balance = self.weights, self.book.config.balance
        seen: set[tuple[date, frozenset[str]]] = set()
        for one in self.pipeline.referrals:
            who = one.giver if one.direction == "in" else one.receiver
            person = self.book.resolve(who) if who else None
            if one.direction == "in" and person and balance["referral"]:
                code = weights.code(one.opened, "referral", given=False)
                yield Other(code, one.prospect, (person,), one.prospect.id)
            elif one.direction == "out" and is_new(one, seen):
                if person and balance["referral"]:
                    code = weights.code(one.opened, "referral", given=True)
                    yield Other(code, one.prospect, (person,), one.prospect.id)
                if balance["intro"]:
                    code = weights.code(one.opened, "intro", given=True)
                    yield Other(code, one.prospect, (one.prospect,), one.receiver or "")

    def _told(self) -> Iterator[Other]:
        """Those of lines; of like lines in several files the file with most of them counts."""
        found: dict[_Event, tuple[int, Contact]] = {}
        for contact, rows in naming_turns.people(self.book, EVER):
            if rows:
                events = (self._event(row, contact) for row in rows if row[0] < self.end)
                for event, many in Counter(filter(None, events)).items():
                    alike = self._alike(contact.id, event) if event[-1] == {contact.id} else 0
                    if many + alike > found.get(event, (0, contact))[0]:
                        found[event] = many + alike, contact
        for event, (many, source) in found.items():
            people = tuple([self.book.contacts[self.places[who]] for who in sorted(event[-1])])
            known = self._alike(people[0].id, event) if len(people) == 1 else 0
            yield from [Other(event[0], source, people)] * (many - known)

    def _event(self, row: Naming, contact: Contact) -> _Event | None:
        """What a row of somebody's file tells; None when it was with nobody, or is no turn."""
        code, time, verb, inbound, text, parties, news_of = row
        people = {person.id for _, target in parties if (person := self.book.resolve(target))}
        if all(preposition == "with" for preposition, _ in parties):
            people.add(contact.id)
        if not people or (news_of is not None and closes_a_loop(contact.id, people, news_of, self)):
            return None
        return code, time, verb, inbound, text, frozenset(people)

    @cached_property
    def sent(self) -> set[tuple[str, str | None]]:
        """Who was sent to you by whom."""
        return {(one.prospect.id, one.giver) for one in self.pipeline.inbound}

    def _alike(self, who: str, event: _Event) -> int:
        """How many lines that link nobody tell the same in that person's own file."""
        place = self.places[who]
        if event[0] not in self.own[place]:
            return 0
        return sum(
            (line.time, line.verb, line.inbound, line.text) == event[1:5]
            and line.date.toordinal() == event[0] // SORTS
            and is_own(line)
            for line in self.book.contacts[place].log
        )
