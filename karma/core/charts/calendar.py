"""A year of voice: how many touches by voice each day brought, week by week (S4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days, week_period
from karma.core.tally import tally

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book

WEEKS = 53
"""A year and the week that runs."""
STEPS = 4
"""The shades of a day on which there was anything."""


@dataclass(frozen=True, slots=True)
class VoiceDay:
    """A day: the touches by voice, either way, and its shade from 0 (none) to `STEPS`.

    `week` is its week among those shown, from 0 on.
    """

    date: date
    voice: int
    shade: int
    week: int

    @property
    def row(self) -> int:
        """Its place in the week, 0 for Monday."""
        return self.date.weekday()


@dataclass(frozen=True, slots=True)
class VoiceMonth:
    """The touches by voice of the days of a month that are shown; its first day falls into that `week`.

    `voice` is None for a month that was over when the book began.
    """

    start: date
    voice: int | None
    week: int


@dataclass(frozen=True, slots=True)
class VoiceYear:
    """The weeks up to today, and the `days` of them from the first day of the book on.

    A day has the strongest shade from `full` touches on.
    """

    weeks: int
    full: int
    days: tuple[VoiceDay, ...]
    months: tuple[VoiceMonth, ...]

    @property
    def voice(self) -> int:
        """All touches by voice."""
        return sum(day.voice for day in self.days)

    @property
    def with_voice(self) -> int:
        """On how many days there was one."""
        return sum(day.voice > 0 for day in self.days)

    @property
    def most(self) -> VoiceDay | None:
        """The day with most of them, the latest of several; None when there is none at all."""
        best = max(self.days, key=lambda day: (day.voice, day.date), default=None)
        return best if best and best.voice else None


def voice_year(book: Book, today: date) -> VoiceYear:
    """The last 53 weeks, which begin on Mondays; in a younger book the days begin later.

    A day is full with as many touches as calls are wanted (`per_day`), so that a shade means the same in a
    good year and in a quiet one; for who does far more, with twice those of a usual day with any. The other
    shades are thirds of it.
    """
    begun = min(book.first_day or today, today)
    monday = add_days(week_period(today).start, -7 * (WEEKS - 1))
    start, end = max(monday, begun), add_days(today, 1)
    spoken = [name for name, verb in book.config.verbs.items() if verb.voice]
    found = tally(book, today).each_day(spoken, start, end)
    some = sorted(filter(None, found))
    full = max(book.config.per_day, 2 * some[len(some) // 2] if some else 0)
    days = tuple(
        VoiceDay(day, voice, _shade(voice, full), (day - monday).days // 7)
        for day, voice in ((add_days(start, place), voice) for place, voice in enumerate(found))
    )
    return VoiceYear(WEEKS, full, days, _months(days, monday))


def _shade(voice: int, full: int) -> int:
    return min(1 + voice * (STEPS - 1) // full, STEPS) if voice else 0


def _months(days: tuple[VoiceDay, ...], monday: date) -> tuple[VoiceMonth, ...]:
    """Every month of the weeks that begin on that `monday`."""
    week: dict[date, int] = {}
    for place in range((days[-1].date - monday).days + 1):
        week.setdefault(add_days(monday, place).replace(day=1), place // 7)
    voice: Counter[date] = Counter()
    for day in days:
        voice[day.date.replace(day=1)] += day.voice
    return tuple(VoiceMonth(month, voice.get(month), first) for month, first in week.items())
