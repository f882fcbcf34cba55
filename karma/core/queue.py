"""The day's calls: three due, one gone quiet, one new; the same files and date give the same five (S1)."""

from __future__ import annotations

from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from karma.core.agenda import Call
from karma.core.around import Around
from karma.core.opener import opener
from karma.core.reason import reason
from karma.core.standing import CALL_ME, THANKS, standings
from karma.core.team import people_of
from karma.core.touch import made_today, tried_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from karma.core.agenda import Slot
    from karma.core.book import Book
    from karma.core.standing import Standing
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
    everybody = standings(book, today)
    if who:
        mine = {contact.id for contact in people_of(who, book).contacts}
        everybody = tuple([found for found in everybody if found.contact.id in mine])
    return calls_among(everybody, book, today)


def calls_among(everybody: Iterable[Standing], book: Book, today: date) -> tuple[Call, ...]:
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


def pick(everybody: Iterable[Standing], per_day: int) -> tuple[Picked, ...]:
    """Who gets the places of the day, in the order due, quiet, new and each by rank; nobody twice."""
    free = [found for found in everybody if not found.row.held]
    places = _places(per_day)
    picked: list[Picked] = []
    for arrived_today in (False, True):
        waiting = _waiting([found for found in free if found.row.entered_today is arrived_today], 2 * per_day)
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
    return -round(found.score, 9), *_longest_since(found)


def is_due(found: Standing) -> bool:
    """True when a whole cadence has passed since the last touch, or since their spread start."""
    return found.lateness >= 1


def is_quiet(found: Standing) -> bool:
    """True for somebody you were in touch with and then not for twice as long as the limit."""
    row, ideal = found.row, found.row.ideal
    if row.last < 0 or ideal is None:
        return False
    return row.lateness * ideal >= QUIET * (row.limit or 2 * ideal)


def is_new(found: Standing) -> bool:
    """True for somebody never spoken to, and for a dream of yours whose time has come."""
    return found.row.last < 0 or (found.row.lateness >= 1 and found.contact.circle == "dream")


def _places(per_day: int) -> dict[Slot, int]:
    return {"due": max(per_day - 2, 0), "quiet": min(per_day // 2, 1), "new": min(per_day // 2, 1)}


def _waiting(people: Sequence[Standing], most: int) -> dict[Slot, list[Standing]]:
    """The first of those who wait, at most so many of each kind."""
    # Whoever was called in time is none of these.
    late = [found for found in people if found.row.lateness >= 1 or found.row.last < 0]
    quiet, new = list(filter(is_quiet, late)), list(filter(is_new, late))
    others = {id(found) for found in (*quiet, *new)}
    due = [found for found in late if found.row.lateness >= 1 and id(found) not in others]
    return {
        "due": _first(due, most),
        "quiet": nsmallest(most, quiet, key=_longest_since),
        "new": _first(new, most),
    }


def _first(people: Sequence[Standing], most: int) -> list[Standing]:
    """The first by rank. Of the thousands whose score is too low, the rank is not worked out."""
    plain = [found.row.score for found in people]
    with_boosts = min(nlargest(most, plain), default=0.0) - THANKS - CALL_ME - 1e-6
    people = [one for one, score in zip(people, plain, strict=True) if score > with_boosts]
    scores = [found.score for found in people]
    enough = min(nlargest(most, scores), default=0.0) - 1e-6
    return nsmallest(
        most, [one for one, score in zip(people, scores, strict=True) if score > enough], key=rank
    )


def _fill(picked: list[Picked], slot: Slot, people: Iterable[Standing], places: int) -> None:
    taken = {found.contact.id for _, found in picked}
    free = [found for found in people if found.contact.id not in taken]
    picked.extend((slot, found) for found in free[: max(places, 0)])


def _longest_since(found: Standing) -> tuple[int, str]:
    return found.row.since, found.contact.id
