"""One person on one day, as the rules for openers look at them (S2)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.phrases import day_words
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.around import Around
    from karma.core.book import Book, Contact
    from karma.core.gratitude import Favour
    from karma.core.logline import LogLine


@dataclass(frozen=True)
class Moment:
    """What is known of `contact` as `day` begins; `turn` counts the days on which you called them before.

    With `so_far` thanks of the day itself are known as well: nobody is to be thanked twice.
    """

    contact: Contact
    book: Book
    around: Around
    day: date
    turn: int
    so_far: bool = False

    @property
    def owed(self) -> Favour | None:
        """The good turn to thank them for."""
        thanked_before = add_days(self.day, 1) if self.so_far else self.day
        return self.around.gratitude.owed(self.contact, self.day, thanked_before)

    @cached_property
    def name(self) -> str:
        """What you call them."""
        return first_name(self.contact.name)

    @cached_property
    def before(self) -> int:
        """How many of their log lines are dated before the day."""
        return bisect_left(self.contact.log, self.day, key=lambda line: line.date)

    def newest_first(self) -> Iterator[LogLine]:
        """Their log lines before the day."""
        return (self.contact.log[at] for at in range(self.before - 1, -1, -1))

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a list field that may be mentioned."""
        return getattr(self.contact, field) if open_field(self.contact, field) else ()

    def date_words(self, day: date) -> str:
        """`2 Oct`, with the year when it is another one."""
        return day_words(day, self.day)
