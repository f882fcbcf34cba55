"""Load before rank: the calls that the cadences demand against those you make and have room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.cadence import own_cadences
from karma.core.dates import add_days
from karma.core.touch import calls_made
from karma.core.welcome import people_in_book
from karma.core.workdays import workdays_a_week, workdays_between

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.cadence import Cadence
    from karma.core.standing import Standings

WINDOW = 56
"""The days, eight weeks, over which the calls really made are counted."""

CLEARLY_MORE = 1.25
"""So many times the calls there is room for are more than a good week can make up for."""


class CircleLoad(NamedTuple):
    """One circle's part of the load; `name` is empty for people without a circle.

    `people` are those who are to be called at all; `every` is the circle's own cadence, and `suggested` the
    looser one with which the whole would fit, None when it can stay.
    """

    name: str
    people: int
    every: Cadence
    wanted_per_day: float
    suggested: Cadence | None


class Load(NamedTuple):
    """Calls per working day: wanted by the cadences, made in the last eight weeks, room for (`per_day`)."""

    wanted_per_day: float
    made_per_day: float
    capacity_per_day: int
    circles: tuple[CircleLoad, ...]

    @property
    def fits(self) -> bool:
        """True when you can keep every cadence."""
        return round(self.wanted_per_day, 9) <= self.capacity_per_day


def load(book: Book, today: date) -> Load:
    """The load as it stands today; people in the archive or with cadence `off` ask for nothing."""
    from karma.core.loosen import loosen  # noqa: PLC0415  (start-up)

    start = add_days(today, -WINDOW)
    suggested = {change.name: change.after for change in loosen(book).circles}
    circles = []
    for name, people in _by_circle(book, today).items():
        a_day = sum(1 / ideal for ideal in people)
        wanted = a_day * 7 / workdays_a_week(book.config)
        known = name if name in book.config.circles else ""
        circle = CircleLoad(name, len(people), book.config.circle(name).every, wanted, suggested.get(known))
        circles.append(circle)
    return Load(
        wanted_per_day=sum(circle.wanted_per_day for circle in circles),
        made_per_day=calls_made(book, start, today) / max(workdays_between(book.config, start, today), 1),
        capacity_per_day=book.config.per_day,
        circles=tuple(circles),
    )


def overload(everybody: Standings, book: Book) -> str | None:
    """A sentence when the cadences ask for clearly more calls than there is room for, else None."""
    both = zip(everybody.contacts, everybody.each("ideal"), strict=True)
    a_day = sum([1 / ideal for contact, ideal in both if ideal and not contact.archived])
    wanted = a_day * 7 / workdays_a_week(book.config)
    if wanted < CLEARLY_MORE * book.config.per_day:
        return None
    return (
        f"Your cadences ask for about {wanted:.0f} calls a working day, and there is room for "
        f"{book.config.per_day}: `karma load` shows what to loosen."
    )


def _by_circle(book: Book, today: date) -> dict[str, list[int]]:
    """The ideal cadences in days of the active people by circle.

    The circles are in the order of the settings, then unknown ones by name, then none.
    """
    found: dict[str, list[int]] = {}
    here = {contact.id for contact in people_in_book(book, today)}
    for contact, own in zip(book.contacts, own_cadences(book), strict=True):
        ideal = (own or book.config.circle(contact.circle).every).ideal
        if ideal and contact.id in here and not contact.archived:
            found.setdefault(contact.circle or "", []).append(ideal)
    order = {name: place for place, name in enumerate(book.config.circles)}
    names = sorted(found, key=lambda name: (not name, order.get(name, len(order)), name))
    return {name: found[name] for name in names}
