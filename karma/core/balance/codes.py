"""A good turn as one number, which is enough for every sum: its day, its kind, and whether you gave it (S8).

Of ten thousand people only those who are shown need more than that. The higher a code, the earlier the turn
stands in a list: the newest first, and those of one day in the order of the kinds.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from karma.core.balance.kinds import HELP
from karma.core.dates import add_days
from karma.core.each import EVER, of_each
from karma.core.spans import twelve_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

Codes = tuple[int, ...]
SORTS = 16
"""More sorts of turns than there are, two for each kind; `code % SORTS` is the sort of a turn."""
_KINDS = {
    "intro": "intro",
    "helped": "favour",
    "got": "favour",
    "gift": "gift",
    "note": "note",
    "article": "article",
    "told": "intel",
    "heard": "intel",
    "thanked": "thanks",
}
"""The kind that a line of each verb counts as; introductions you made are read off the pipeline."""
_FROM_THEM = ("got", "heard")
"""Verbs of what they did; `in` turns these round as it does the others."""


Naming = tuple[int, str | None, str, bool, str, tuple[tuple[str, str], ...], tuple[str, ...] | None]
"""A line that links people, told as a turn: its code, time, verb, direction and text; preposition and target
of whom its head links; and of news that you told, and that may be no turn, whom all of it links."""


class Weights:
    """What the turns of each sort weigh; 0 are those of the other direction.

    `of_lines` are the sorts of lines that tell a turn of any weight, by verb and `in`; `told` says all of it.
    """

    def __init__(self, kinds: Mapping[str, float]) -> None:
        self.kinds = tuple(kinds)
        self.told = repr(tuple(kinds.items()))
        self.given: list[float] = [0] * SORTS
        self.received: list[float] = [0] * SORTS
        self.of_lines = {
            (verb, inbound): self.sort(kind, given=is_given(verb, inbound))
            for verb, kind in _KINDS.items()
            for inbound in (False, True)
            if kinds[kind] > 0 and kind_of(verb, inbound)
        }
        for kind, weight in kinds.items():
            self.received[self.sort(kind, given=False)] = weight
            self.given[self.sort(kind, given=True)] = weight

    def sort(self, kind: str, *, given: bool) -> int:
        """The number of a kind in one direction, highest for what comes first in a list."""
        return (len(self.kinds) - 1 - self.kinds.index(kind)) * 2 + given

    def code(self, day: date, kind: str, *, given: bool) -> int:
        """The code of such a turn."""
        return first_of(day) + self.sort(kind, given=given)

    def sums(self, codes: Iterable[int]) -> tuple[float, float]:
        """What was given and what was received, in the order of the turns."""
        sorts = [code % SORTS for code in codes]
        return sum([self.given[sort] for sort in sorts]), sum([self.received[sort] for sort in sorts])

    def place(self, codes: Codes, year_ago: int) -> tuple[float, float]:
        """Where somebody with these turns stands in a list, where most went since that code comes first."""
        given, received = self.sums(codes)
        given_lately, received_lately = self.sums([code for code in codes if code >= year_ago])
        return -(given_lately + received_lately), -(given + received)

    def beyond(self, codes: Codes) -> float | None:
        """How much more they did for you than you for them, when you have not answered their newest help.

        None where there is no help to answer; see `Between.not_helped_back`.
        """
        helps = [code for code in codes if self.given[code % SORTS] + self.received[code % SORTS] >= HELP]
        if not helps or any(gave(code) for code in helps if code // SORTS == helps[0] // SORTS):
            return None
        given, received = self.sums(codes)
        return received - given


@lru_cache(maxsize=4)
def _weights(kinds: tuple[tuple[str, float], ...]) -> Weights:
    return Weights(dict(kinds))


def weights_of(config: Config) -> Weights:
    """What the settings say that turns weigh."""
    return _weights(tuple(config.balance.items()))


def first_of(day: date) -> int:
    """The lowest code of that day."""
    return day.toordinal() * SORTS


def day_of(code: int) -> date:
    """The day of a turn."""
    return date.fromordinal(code // SORTS)


def gave(code: int) -> bool:
    """True for a turn of yours."""
    return code % 2 == 1


def until(codes: Codes, end: int) -> Codes:
    """Those below `end`: most often all."""
    return codes if not codes or codes[0] < end else tuple([code for code in codes if code < end])


def kind_of(verb: str, inbound: bool) -> str | None:
    """The kind of turn that a line alone tells; None for none, and for introductions that you made."""
    return None if verb == "intro" and not inbound else _KINDS.get(verb)


def is_given(verb: str, inbound: bool) -> bool:
    """True for what you did."""
    return inbound == (verb in _FROM_THEM)


def may_close_a_loop(line: LogLine) -> bool:
    """True for news that you told: of whom they sent, it is no intel (see `balance.turns`)."""
    return line.verb == "told" and not line.inbound and not line.tags


@of_each
def own_turns(contact: Contact, config: Config, _today: date) -> Codes:
    """What the lines of their file tell that are about nobody else."""
    sorts = weights_of(config).of_lines
    found = [
        first_of(line.date) + sort
        for line in contact.log
        if (sort := sorts.get((line.verb, line.inbound))) is not None and is_own(line)
    ]
    return tuple(sorted(found, reverse=True))


@of_each
def naming_turns(contact: Contact, config: Config, _today: date) -> tuple[Naming, ...] | None:
    """What the lines of their file tell that link somebody."""
    sorts = weights_of(config).of_lines
    found = [
        _naming(line, first_of(line.date) + sort)
        for line in contact.log
        if (sort := sorts.get((line.verb, line.inbound))) is not None and not is_own(line)
    ]
    return tuple(found) or None


@of_each
def own_place(contact: Contact, config: Config, today: date) -> tuple[float, float] | None:
    """`Weights.place` of somebody with turns of their own alone; None for who has none."""
    codes = until(own_turns(contact, config, EVER), first_of(add_days(today, 1)))
    return weights_of(config).place(codes, first_of(twelve_months(today).start)) if codes else None


@of_each
def own_beyond(contact: Contact, config: Config, today: date) -> float | None:
    """`Weights.beyond` of somebody with turns of their own alone."""
    return weights_of(config).beyond(until(own_turns(contact, config, EVER), first_of(add_days(today, 1))))


def _naming(line: LogLine, code: int) -> Naming:
    parties = tuple([(party.preposition, party.target) for party in line.parties])
    news_of = line.links if may_close_a_loop(line) else None
    return code, line.time, line.verb, line.inbound, line.text, parties, news_of


def is_own(line: LogLine) -> bool:
    """True for what is with the person of the file alone, whatever the rest of the book says.

    An introduction that they made is always theirs.
    """
    return line.verb == "intro" or not (line.parties or (may_close_a_loop(line) and line.links))
