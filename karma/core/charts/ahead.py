"""Load against capacity: the calls that fall due in the weeks ahead, and the room there is for them (S1)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import LATEST, add_days, week_period
from karma.core.welcome import in_book
from karma.core.workdays import workdays_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.config import Config
    from karma.core.standing import Standing

WEEKS = 13
"""So many weeks are looked at, this one included: a quarter."""


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """One week, which begins on `start`: the Monday, and for this week today.

    `due` calls fall due in it, `spread` are with people who wait since earlier and have their turn in it,
    and there is `room` for so many: `per_day` on each of its workdays.
    """

    start: date
    due: int
    spread: int
    room: int

    @property
    def calls(self) -> int:
        """All calls of the week."""
        return self.due + self.spread


@dataclass(frozen=True, slots=True)
class LoadAhead:
    """The weeks ahead, this one first; for `later` more people, waiting now, they leave no room."""

    weeks: tuple[WeekAhead, ...]
    later: int

    @property
    def over(self) -> tuple[WeekAhead, ...]:
        """The weeks in which more falls due than there is room for."""
        return tuple(week for week in self.weeks if week.calls > week.room)


def load_ahead(people: Iterable[Standing], config: Config, today: date, weeks: int = WEEKS) -> LoadAhead:
    """The calls that the cadences of `people` ask for, week by week, as if each were made on its day.

    Somebody is due on the due day of their standing (their snooze, if it ends later), and each time their
    ideal has passed after that. Whoever was due before today is not counted there, as a wall that nobody can
    climb: those who wait longest are taken first, as many in each week as its due calls leave room for, and
    are due again when their ideal has passed after the first day of that week. Nobody counts who is archived,
    has the cadence `off`, or has not come into the book by today. Whether a call would be welcome this very
    day makes no difference.
    """
    starts = [today, *(add_days(week_period(today).start, 7 * week) for week in range(1, weeks))]
    end = add_days(week_period(starts[-1]).start, 7)
    due, waiting = [0] * len(starts), []
    for found in people:
        if found.due_on is None or found.contact.archived or not in_book(found.contact, today):
            continue
        if found.due_on < today:
            waiting.append(found)
        else:
            _count(due, found, found.due_on, today, end)
    queue = deque(sorted(waiting, key=lambda found: (found.due_on, found.contact.id)))
    made = []
    for place, (start, after) in enumerate(zip(starts, [*starts[1:], end], strict=True)):
        room = config.per_day * workdays_between(config, start, after)
        spread = 0
        while queue and due[place] + spread < room:
            found = queue.popleft()
            spread += 1
            _count(due, found, add_days(start, found.cadence.ideal or 1), today, end)
        made.append(WeekAhead(start, due[place], spread, room))
    return LoadAhead(tuple(made), len(queue))


def _count(due: list[int], found: Standing, first: date, today: date, end: date) -> None:
    """Adds the calls to somebody from their day `first` on to the weeks in which they fall."""
    monday = week_period(today).start
    for day in _days(first, found.cadence.ideal or 1, end):
        due[(day - monday).days // 7] += 1


def _days(first: date, every: int, end: date) -> Iterator[date]:
    day = first
    while day < end:
        yield day
        if day == LATEST:
            return
        day = add_days(day, every)
