"""Who comes into question for what is sent to one person, by plain numbers: few of them are worded (S9)."""

from __future__ import annotations

from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.gratitude import owing
from karma.core.plan.done import counts_as
from karma.core.plan.occasions import (
    FAVOUR_DAYS,
    THANKS_DAYS,
    WELCOME_DAYS,
    a_line,
    anniversary,
    birthday,
    comes_round,
)
from karma.core.plan.reading import strength_of
from karma.core.plan.wanted import sent_to_one
from karma.core.privacy import open_field
from karma.core.touch import last_touch, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.plan.proposal import Moment

SENT = ("note", "gift", "article")
"""These go to one person one at a time."""
APART = 21
"""Days between any two of them to one person."""
REST = {"note": 90, "gift": 180, "article": 60, "email": 30}
"""Days before the same kind goes to the same person again; for kinds of one's own as for a note."""
_LONGEST = 365
"""Days after which more time adds nothing."""
_RESTING, _ALWAYS = -1, -2
"""Instead of days: the kind is not due again yet; there is no line of it, and no day on which they came."""
_TOUCHED, _BIRTHDAY, _MET, _QUIET, _READS, _MAIL = (1 << place for place in range(6))
"""What speaks for somebody by their own file: you were in touch, they have a birthday, the day you met comes
round, a meal or a try asks for a line, an interest is known, they asked for e-mail."""

_OCCASIONS = _BIRTHDAY | _MET | _QUIET

_Alone = tuple[int, tuple[int, ...]]
"""What speaks for them, and how many days they wait for each kind that is sent to one person."""


class Case(NamedTuple):
    """Somebody for a kind: how strong the occasion is, and the part of a year since the last of it, weighed.

    Without strength only time speaks for them.
    """

    strength: float
    waited: float
    kind: str
    contact: Contact


class Candidates:
    """The people who may be proposed at a moment, with what their files say of them."""

    def __init__(self, people: Sequence[Contact], now: Moment) -> None:
        asked = _by_now if now.so_far else _this_morning
        free = {contact.id for contact in people}
        known = asked.people(now.book, now.today)
        self._now = now
        self._people = {one.id: (one, *said) for one, said in known if one.id in free}

    def best(self, kind: str, most: int) -> list[Case]:
        """At most so many for the kind: by occasion, then by time, then by id."""
        found: list[tuple[float, float, str]] = []
        for strength, people in self._by_strength(kind):
            found += self._places(kind, strength, people)
            if len(found) >= most:
                break
        return [
            Case(-strength, -waited, kind, self._people[who][0])
            for strength, waited, who in nsmallest(most, found)
        ]

    def _by_strength(self, kind: str) -> Iterator[tuple[float, Iterable[str]]]:
        """The people of one strength together, the strongest first; last those for whom only time speaks."""
        occasions = {"note": self._for_a_note, "gift": self._for_a_gift, "article": self._for_an_article}
        strongest: dict[str, float] = {}
        for who, strength in occasions[kind]() if kind in occasions else ():
            if strength > strongest.get(who, 0) and who in self._people:
                strongest[who] = strength
        groups: dict[float, list[str]] = {}
        for who, strength in strongest.items():
            groups.setdefault(strength, []).append(who)
        yield from sorted(groups.items(), reverse=True)
        yield 0, (who for who in self._by_time(kind) if who not in strongest)

    def _places(self, kind: str, strength: float, people: Iterable[str]) -> list[tuple[float, float, str]]:
        """The keys that sort those of them who do not rest, the best first."""
        now, at = self._now, sent_to_one(self._now.book.config).index(kind)
        always = min((now.today - now.begun).days, _LONGEST)
        found = []
        for who in people:
            contact, _, waits = self._people[who]
            if (days := waits[at]) != _RESTING:
                days = always if days == _ALWAYS else days
                found.append((-strength, -round(days / _LONGEST * now.weights[contact.circle], 9), who))
        return found

    def _by_time(self, kind: str) -> Iterable[str]:
        """For whom time alone speaks; a gift needs good turns that they did you."""
        if kind == "gift":
            before = self._now.before.toordinal()
            return (who for who, days in self._favours.items() if min(days) < before)
        asked = {"article": _READS, "email": _MAIL}.get(kind, _TOUCHED)
        return (who for who, (_, own, _) in self._people.items() if own & asked)

    @cached_property
    def _favours(self) -> dict[str, list[int]]:
        """The days of the good turns that they did you."""
        found = self._now.around.gratitude.days().items()
        return {who: days for who, days in found if who in self._people}

    def _for_a_note(self) -> Iterator[tuple[str, float]]:
        """Who has an occasion for a note, and how strong it is (`occasions.for_a_note`)."""
        now, begun = self._now, self._now.work_begun
        for who, (_, own, _) in self._people.items():
            if own & _OCCASIONS and (own & (_BIRTHDAY | _QUIET) or who not in begun):
                yield who, 3 if own & _BIRTHDAY else 1
        for who, day in begun.items():
            if (now.today - day).days <= WELCOME_DAYS:
                yield who, 2
            elif comes_round(day, now.today):
                yield who, 1
        pressing = now.today.toordinal() - THANKS_DAYS
        for who, since in owing(now.book, now.before).items():
            yield who, 3 if since >= pressing else 1

    def _for_a_gift(self) -> Iterator[tuple[str, float]]:
        """Who has an occasion for a gift, and how strong it is (`occasions.for_a_gift`)."""
        people = self._people
        for who, strength in self._gift_occasions():
            if who in people and people[who][1] & _TOUCHED:
                yield who, strength

    def _gift_occasions(self) -> Iterator[tuple[str, float]]:
        now, since = self._now, add_days(self._now.today, -FAVOUR_DAYS)
        for who, (_, own, _) in self._people.items():
            if own & _BIRTHDAY:
                yield who, 3
        # Who had a gift since then rests.
        for who, gave in now.work_given.items():
            if gave.since > since:
                yield who, 3
        fresh = frozenset(range(since.toordinal() + 1, now.before.toordinal()))
        for who, days in self._favours.items():
            if not fresh.isdisjoint(days):
                yield who, 2
        for who, day in now.work_begun.items():
            if comes_round(day, now.today):
                yield who, 1

    def _for_an_article(self) -> Iterator[tuple[str, float]]:
        """For whom there is news, and how strong it is (`reading.subject_for`)."""
        return ((who, strength_of(news)) for who, news in self._now.news.items())


@of_each
def _by_now(contact: Contact, config: Config, today: date) -> _Alone:
    """What speaks for them when the lines of today count."""
    return _alone(contact, config, today, add_days(today, 1))


@of_each
def _this_morning(contact: Contact, config: Config, today: date) -> _Alone:
    """What spoke for them before anything was done today."""
    return _alone(contact, config, today, today)


def _alone(contact: Contact, config: Config, today: date, before: date) -> _Alone:
    met = anniversary(contact.met, "you met", today) if contact.met and open_field(contact, "met") else None
    speaks = {
        _TOUCHED: last_touch(contact, config.verbs, before),
        _BIRTHDAY: birthday(contact, today),
        _MET: met,
        _QUIET: a_line(contact, config.verbs, today, before),
        _READS: contact.interests and open_field(contact, "interests"),
        _MAIL: "email" in contact.opt_in and contact.email and open_field(contact, "email"),
    }
    return sum(flag for flag, found in speaks.items() if found), _waits(contact, config, today, before)


def _waits(contact: Contact, config: Config, today: date, before: date) -> tuple[int, ...]:
    """Days since the last of each kind that is sent to one person, without one since they came."""
    last: dict[str, int] = {}
    for line in newest_first(contact, before):
        for kind in counts_as(line, config.verbs):
            last.setdefault(kind, (today - line.date).days)
    rests = any(last.get(kind, APART) < APART for kind in SENT)
    came = next((day for day in (contact.added, contact.met) if day and day <= today), None)
    new = (today - came).days if came else _ALWAYS
    return tuple(
        _RESTING
        if (kind in SENT and rests) or (kind in last and last[kind] < REST.get(kind, REST["note"]))
        else min(last.get(kind, new), _LONGEST)
        for kind in sent_to_one(config)
    )
