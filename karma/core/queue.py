"""The day's calls: three due, one gone quiet, one new; the same files and date give the same five (S1)."""

from __future__ import annotations

from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from karma.core.agenda import Call
from karma.core.around import Around
from karma.core.once import once_per_book
from karma.core.opener import opener
from karma.core.reason import reason
from karma.core.standing import standings
from karma.core.team import people_of
from karma.core.touch import made_today, tried_today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from karma.core.agenda import Slot
    from karma.core.book import Book
    from karma.core.standing import Standing, Standings
    from karma.core.team import Me

Picked = tuple["Slot", "Standing"]

QUIET = 2
"""So many times the limit without a touch is a person gone quiet; without a limit, twice the ideal is one."""
_ORDER: tuple[Slot, ...] = ("due", "quiet", "new")


def five(book: Book, today: date, who: Me | None = None) -> tuple[Call, ...]:
    """The calls of `today`, as they stood this morning, those you made since ticked.

    With `who`, among the people whom they look after.

    `per_day` places: one for somebody gone quiet, one for somebody new, all others for people due (with one
    or two places a day, the due come in by what is left over). Unused places roll over to people due, then
    gone quiet, then new. Who has gone quiet is due no more than one a day, or those who can still be kept
    would never come up. Who was entered today comes in only where a place is left.

    What you do today stays out of it, but for a snooze, and for what the files cannot date: fields that you
    change, and a promise to call that you release today or write down for today.
    """
    if not who:
        return calls_of(book, today)
    mine = {contact.id for contact in people_of(who, book).contacts}
    return calls_among(standings(book, today).among(mine), book, today)


@once_per_book
def calls_of(book: Book, today: date) -> tuple[Call, ...]:
    """`five`, of everybody."""
    return calls_among(standings(book, today), book, today)


def calls_among(everybody: Standings, book: Book, today: date) -> tuple[Call, ...]:
    """`five`, for those who have worked out already where everybody stands."""
    around = Around(book)
    return tuple(
        Call(
            contact=found.contact,
            slot=slot,
            reason=reason(found, slot, book, today),
            opener=opener(found.contact, book, today, around),
            standing=found,
            done=bool(made_today(found.contact, book.config.verbs, today)),
            tried=tried_today(found.contact, book.config.verbs, today),
        )
        for slot, found in pick(everybody, book.config.per_day)
    )


def pick(everybody: Standings, per_day: int) -> tuple[Picked, ...]:
    """Who gets the places of the day, in the order due, quiet, new and each by rank; nobody twice."""
    free = [at for at, held in enumerate(everybody.each("held")) if not held]
    entered_today = everybody.each("entered_today")
    places = _places(per_day)
    picked: list[Picked] = []
    for arrived_today in (False, True):
        now = [at for at in free if entered_today[at] is arrived_today]
        waiting = _waiting(everybody, now, 2 * per_day)
        for slot in reversed(_ORDER):  # somebody new takes the new place before a due one
            used = sum(taken == slot for taken, _ in picked)
            _fill(picked, slot, waiting[slot], min(places[slot] - used, per_day - len(picked)))
        for slot in _ORDER:
            _fill(picked, slot, waiting[slot], per_day - len(picked))
    return tuple(sorted(picked, key=lambda pair: _ORDER.index(pair[0])))


def rank(found: Standing) -> tuple[float, int, str]:
    """The order of people due and new: score, then longest since the last touch, then id.

    The score is rounded, so that the last bit of a sum decides nothing.
    """
    return -round(found.score, 9), found.row.since, found.contact.id


def is_due(found: Standing) -> bool:
    """True when a whole cadence has passed since the last touch, or since their spread start."""
    return found.lateness >= 1


def is_new(found: Standing) -> bool:
    """True for somebody never spoken to, and for a dream of yours whose time has come."""
    return found.row.last < 0 or (found.row.lateness >= 1 and found.contact.circle == "dream")


def _places(per_day: int) -> dict[Slot, int]:
    return {"due": max(per_day - 2, 0), "quiet": min(per_day // 2, 1), "new": min(per_day // 2, 1)}


def _waiting(everybody: Standings, places: Sequence[int], most: int) -> dict[Slot, list[Standing]]:
    """The first of those who wait, of these, at most so many of each kind."""
    lateness, last = everybody.each("lateness"), everybody.each("last")
    # Whoever was called in time is none of these.
    late = [at for at in places if lateness[at] >= 1 or last[at] < 0]
    quiet, new = _quiet(everybody, late), _new(everybody, late)
    others = {*quiet, *new}
    due = [at for at in late if lateness[at] >= 1 and at not in others]
    return {
        "due": _first(everybody, due, most),
        "quiet": [everybody[at] for at in nsmallest(most, quiet, key=_longest_since(everybody))],
        "new": _first(everybody, new, most),
    }


def _quiet(everybody: Standings, places: Sequence[int]) -> list[int]:
    """Those you were in touch with and then not for twice as long as the limit, or four times the ideal."""
    lateness, last = everybody.each("lateness"), everybody.each("last")
    ideals, limits = everybody.each("ideal"), everybody.each("limit")
    return [
        at
        for at in places
        if last[at] >= 0
        and (ideal := ideals[at]) is not None
        and lateness[at] * ideal >= QUIET * (limits[at] or 2 * ideal)
    ]


def _new(everybody: Standings, places: Sequence[int]) -> list[int]:
    """Those who are new; only who can be is looked at."""
    last, contacts = everybody.each("last"), everybody.contacts
    maybe = [at for at in places if last[at] < 0 or contacts[at].circle == "dream"]
    return [at for at in maybe if is_new(everybody[at])]


def _first(everybody: Standings, places: Sequence[int], most: int) -> list[Standing]:
    """The first by rank. Of the thousands whose score is too low, the rank is not worked out."""
    scores = everybody.scores
    enough = min(nlargest(most, [scores[at] for at in places]), default=0.0) - 1e-6
    return nsmallest(most, [everybody[at] for at in places if scores[at] > enough], key=rank)


def _fill(picked: list[Picked], slot: Slot, people: Iterable[Standing], places: int) -> None:
    taken = {found.contact.id for _, found in picked}
    free = [found for found in people if found.contact.id not in taken]
    picked.extend((slot, found) for found in free[: max(places, 0)])


def _longest_since(everybody: Standings) -> Callable[[int], tuple[int, str]]:
    """The key of a place by which whom you were longest not in touch with comes first."""
    since, contacts = everybody.each("since"), everybody.contacts
    return lambda at: (since[at], contacts[at].id)
