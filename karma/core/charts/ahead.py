"""Load against capacity: the calls that fall due in the weeks ahead, and the room there is for them (S1)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days, week_period
from karma.core.welcome import people_in_book
from karma.core.workdays import is_workday, workdays_between

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.standing import Standings

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


def load_ahead(people: Standings, book: Book, today: date, weeks: int = WEEKS, *, made: int = 0) -> LoadAhead:
    """The calls that the cadences of these `people` ask for, week by week, as if each were made on its day.

    Somebody is due on the due day of their standing (their snooze, if it ends later), and each time their
    ideal has passed after that. Whoever was due before today is not counted there, as a wall that nobody can
    climb: those who wait longest are taken first, as many in each week as its due calls leave room for, and
    are due again when their ideal has passed after the first day of that week. Nobody counts who is archived,
    has the cadence `off`, or has not come into the book by today. Whether a call would be welcome this very
    day makes no difference. The calls `made` today take their room of this week.
    """
    config, monday = book.config, week_period(today).start
    here = {contact.id for contact in people_in_book(book, today)}
    due, waiting = [0] * weeks, []
    now, last = today.toordinal(), monday.toordinal() + 7 * weeks
    for contact, ideal, day in zip(people.contacts, people.each("ideal"), people.due_days, strict=True):
        # Whose next call is after the last of the weeks is nothing to look at.
        if not 0 < day < last or contact.archived or contact.id not in here:
            continue
        if day < now:
            waiting.append((day, contact.id, ideal))
        else:
            _count(due, ideal, day - monday.toordinal())
    queue = deque(ideal for _, _, ideal in sorted(waiting))
    ahead = []
    for week in range(weeks):
        start, end = max(today, add_days(monday, 7 * week)), add_days(monday, 7 * week + 7)
        room = config.per_day * workdays_between(config, start, end)
        if start == today and is_workday(config, today):
            room -= min(made, config.per_day)
        spread = 0
        while queue and due[week] + spread < room:
            ideal = queue.popleft()
            spread += 1
            _count(due, ideal, (start - monday).days + (ideal or 0))
        ahead.append(WeekAhead(start, due[week], spread, room))
    return LoadAhead(tuple(ahead), len(queue))


def _count(due: list[int], ideal: int | None, day: int) -> None:
    """Adds the calls to somebody to the weeks, the first on that day counted from the Monday of the first."""
    for again in range(day, 7 * len(due), ideal or 7 * len(due)):
        due[again // 7] += 1
