"""What is near a person's page as a digest that is quickly made, for ten thousand of them after one edit.

It is made of plain values: whatever stands in a file is told by the digest of that file. So it changes when
anything near them does, and sometimes when nothing on the page does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from karma.core.afterwards import Command
from karma.core.balance.turn import Between
from karma.core.book import Contact
from karma.core.digest import digest_of
from karma.core.drafts.draft import Sheet
from karma.core.drafts.facts import FACTS, Facts, Noted
from karma.core.drafts.kinds import Kind
from karma.core.gratitude import Favour
from karma.core.matching.share import MatchesOf
from karma.core.person_page import Systems
from karma.core.referrals.referral import Referral, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.dashboard import Dashboard
    from karma.core.person_page import PersonPage
    from karma.core.standing import Standing
    from karma.views.html.inputs import Inputs

Way = Callable[[Any], Any]

_PLAIN = frozenset({type(None), bool, int, float, str, bytes})
_PARTS: dict[type, tuple[str, ...]] = {
    Systems: tuple(spec.name for spec in fields(Systems)),
    Favour: ("date", "source", "at", "sent"),
    Command: Command._fields,
    Sheet: ("kind", "to", "title", "facts"),
    Kind: ("name", "verb"),
    Referral: Referral._fields,
    Step: ("stage", "since", "value"),
}
"""What counts of the things that many people have."""
_FACTS = attrgetter(*FACTS)


class Near:
    """Digests of what is near the people of a dashboard. `around` stands for what is the same for all pages.

    Two that are the same say that the page would be. A standing follows from the person's file, the settings
    and the day, which `around` tells, from where the count starts, and from thanks owed. A line is left out
    where the file in which it stands is told, with its day and what it was found to be. Who is called how is
    told for the whole book, so that every link in those files leads where it led. All else is written out,
    and what few people have (a call, a play, a scorecard) as `Inputs` writes it.
    """

    def __init__(self, inputs: Inputs, dash: Dashboard, around: bytes) -> None:
        self._inputs = inputs
        self._dash, self._around = dash, around
        self._ways = _Ways(inputs)
        self._ways.update({kind: self._parts(names) for kind, names in _PARTS.items()})
        self._ways.update(
            {
                tuple: self._several,
                list: self._several,
                Between: self._between,
                MatchesOf: self._matches,
                Facts: _facts,
            }
        )

    @cached_property
    def _names(self) -> bytes:
        """What everybody is called."""
        contacts = self._dash.book.contacts
        names = [(one.id, one.path, one.name, one.aliases, one.hidden) for one in contacts]
        return digest_of((self._around, names))

    def plainly(self, one: Any) -> Any:
        """A thing of any kind in plain values."""
        return one if type(one) in _PLAIN else self._ways[type(one)](one)

    def digest(self, standing: Standing, told: Sequence[Any]) -> bytes:
        """What is near one person of whom this is told, in plain values."""
        file = self._inputs.contact(standing.contact)
        return digest_of((self._names, file, standing.row.since, told))

    def closer(self, standing: Standing, page: PersonPage, sheets: Sequence[Sheet]) -> bytes:
        """What their page is made from whatever others are called: where links lead is asked for itself.

        Words that were put together with names in them, in reasons and drafts, are told as they are.
        """
        words = page.why, page.next_time, page.prepare, page.afterwards, *sheets
        return digest_of(self._several((self._around, page.contact, standing.since, page.systems, *words)))

    def _several(self, values: Any) -> Any:
        ways = self._ways
        return [one if type(one) in _PLAIN else ways[type(one)](one) for one in values] if values else ()

    def _parts(self, names: tuple[str, ...]) -> Way:
        """What counts of a thing, by two names of its attributes or more."""
        values = attrgetter(*names)
        return lambda one: self._several(values(one))

    def _between(self, between: Between) -> Any:
        """What other files tell; their own is told already, as is what each turn weighs."""
        file = self._inputs.contact
        return [(other.code, file(other.source), other.about) for other in between.told_elsewhere]

    def _matches(self, matches: MatchesOf) -> Any:
        people, values = matches.key
        return [*map(self._inputs.contact, people)], values


def _facts(facts: Facts) -> Any:
    """Those that are known: what a gap asks for is karma's own. Notes stand beside theirs."""
    known = [one if type(one) is str else "" for one in _FACTS(facts)]
    return known, [(str(one), one.note) for one in _FACTS(facts) if type(one) is Noted]


class _Ways(dict[type, "Way"]):
    """How a thing of each kind is told in plain values; by its digest, where nothing else is said."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__({date: date.toordinal})
        self._inputs = inputs

    def __missing__(self, kind: type) -> Way:
        self[kind] = self._inputs.contact if issubclass(kind, Contact) else self._inputs.digest
        return self[kind]
