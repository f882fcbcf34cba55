"""The numbers of the alliances in sentences (S12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.partners.names import number_word
from karma.core.partners.quarter import WEEKS, share
from karma.core.phrases import day_words

if TYPE_CHECKING:
    from datetime import date

    from karma.core.partners.meetings import Traded
    from karma.core.partners.quarter import Pace


def pace_words(pace: Pace, today: date) -> str:
    """How many are met, and what meets the rest: `3 of 8 met this quarter. One meeting a week …`."""
    even = "" if pace.on_track else f"; an even pace would be {pace.by_now}"
    met = f"{pace.met} of {pace.partners} met this quarter{even}."
    if not pace.partners:
        return "Nobody to meet this quarter yet."
    if not pace.left:
        return f"{met} Everybody is met: a good quarter."
    if pace.left == pace.planned:
        return f"{met} Everybody else has a day."
    meet = "meets" if pace.a_week == 1 else "meet"
    last = day_words(pace.quarter.last, today)
    return f"{met} {_meetings(pace.a_week).capitalize()} a week {meet} everybody by {last}."


def partners_words(partners: int, wanted: int) -> str:
    """How many there are beside how many you want: `8 partners; you would like 25, …`."""
    known = f"{partners} {'partner' if partners == 1 else 'partners'}"
    if partners >= wanted:
        return f"{known}: as many as you would like." if wanted else f"{known}."
    return f"{known}; you would like {wanted}, which is {_meetings(share(wanted, WEEKS))} a week."


def names_words(names: Traded, wanted: int) -> str:
    """Names at an exchange beside the aim, and how many lines leave a side open."""
    aim = f"{number_word(wanted)} each way is the aim"
    if not names.exchanges:
        return f"No exchange in the last twelve months; {aim}."
    gave, got = _average(names.gave_per_meeting), _average(names.got_per_meeting)
    if gave is None and got is None:
        says = f"No exchange of the last twelve months says how many names; {aim}."
    else:
        says = f"At an exchange you gave {gave or '?'} names and got {got or '?'}, over twelve months; {aim}."
    return f"{says} {_unread(names.unread)}".rstrip()


def _unread(number: int) -> str:
    if not number:
        return ""
    lines = "One line leaves" if number == 1 else f"{number_word(number).capitalize()} lines leave"
    return f"{lines} a side open: write “gave 2 got 1”."


def _average(number: float | None) -> str | None:
    return None if number is None else f"{number:.1f}"


def _meetings(number: int) -> str:
    return f"{number_word(number)} {'meeting' if number == 1 else 'meetings'}"
