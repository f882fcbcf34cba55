"""The nouns of give and take: a good turn, and what lies between you and one person (S8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.balance.codes import day_of, first_of, gave
from karma.core.balance.kinds import HELP
from karma.core.balance.words import turn_words
from karma.core.called import first_name

if TYPE_CHECKING:
    from datetime import date

    from karma.core.balance.codes import Codes
    from karma.core.balance.ledger import Ledger, Other
    from karma.core.book import Contact
    from karma.core.logline import LogLine


@dataclass(frozen=True, slots=True)
class Turn:
    """One good turn, given by you or received. `kind` is one of the kinds of `[balance]`, `weight` above 0.

    `people` are those it was given to or came from. `about` is who was sent or introduced, as a stem; `line`
    says so, in the file of `source`.
    """

    date: date
    kind: str
    given: bool
    weight: float
    people: tuple[Contact, ...]
    line: LogLine
    source: Contact
    about: str = ""

    @property
    def helps(self) -> bool:
        """True for help, false for a kindness, which weighs less."""
        return self.weight >= HELP


@dataclass(frozen=True, slots=True)
class Entry:
    """A good turn as the ledger of one person says it; `text` may hold `[[links]]`."""

    date: date
    kind: str
    given: bool
    weight: float
    text: str


@dataclass(frozen=True)
class Between:
    """What lies between you and one person: `turns`, the newest first. Sums are of weights.

    `year_ago` is the first of the last twelve months' days. The sums and days are read off `_codes`, the
    turns as numbers; their words are in the files of `told_elsewhere`, by links, and in
    the person's own.
    """

    contact: Contact
    year_ago: date
    _codes: Codes
    told_elsewhere: tuple[Other, ...]
    _ledger: Ledger = field(compare=False, repr=False)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Every good turn, the newest first."""
        return self._ledger.turns_with(self.contact)

    @cached_property
    def given(self) -> float:
        """What you gave, since ever."""
        return self._sums[0]

    @cached_property
    def received(self) -> float:
        """What you received, since ever."""
        return self._sums[1]

    @cached_property
    def given_lately(self) -> float:
        """What you gave in the last twelve months."""
        return self._lately[0]

    @cached_property
    def received_lately(self) -> float:
        """What you received in the last twelve months."""
        return self._lately[1]

    @cached_property
    def _sums(self) -> tuple[float, float]:
        return self._ledger.weights.sums(self._codes)

    @cached_property
    def _lately(self) -> tuple[float, float]:
        since = first_of(self.year_ago)
        return self._ledger.weights.sums(code for code in self._codes if code >= since)

    @property
    def gave_last(self) -> date | None:
        """The day of the last thing you gave them."""
        last = next((code for code in self._codes if gave(code)), None)
        return None if last is None else day_of(last)

    @property
    def last_given(self) -> Turn | None:
        """The last thing you gave them."""
        return next((turn for turn in self.turns if turn.given), None)

    @property
    def last_received(self) -> Turn | None:
        """The last thing you received from them."""
        return next((turn for turn in self.turns if not turn.given), None)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Their ledger in words, the newest first."""
        name = first_name(self.contact.name)
        return tuple(
            Entry(turn.date, turn.kind, turn.given, turn.weight, turn_words(turn, name))
            for turn in self.turns
        )

    @cached_property
    def not_helped_back(self) -> Turn | None:
        """Their newest help, when you have not helped them on that day or since; else None."""
        newest = next((turn for turn in self.turns if turn.helps), None)
        if newest is None or newest.given:
            return None
        same_day = any(turn.given and turn.helps and turn.date == newest.date for turn in self.turns)
        return None if same_day else newest
