"""Promises, mine and theirs, the strongest first (S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words, span_words
from karma.views.show import show, width_of
from karma.views.terminal.lines import Line, Span, heading, line, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.words import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.agenda import Owed
    from karma.core.book import Book
    from karma.core.promise import Promise
    from karma.core.promises import PromiseBook, Strength

PROMISED_YOU = "promised you"


def owed_lines(owed: Owed, book: Book, today: date, width: int, *, says_whose: bool = True) -> list[Line]:
    """One promise: the box, who, what, and by when at the right edge, or below where it is narrow.

    One of theirs says so, unless a heading has said it (`says_whose`).
    """
    they = f" {PROMISED_YOU}" if owed.promise.theirs and says_whose else ""
    called = owed.promise.asks_for_call and not owed.done
    phone = "".join(f", {one}" for one in owed.contact.phone[:1] if called)
    text = show(f"{owed.contact.name}{they}{phone}: {named(owed.promise.text, book)}")
    if owed.done:
        return paragraph(text, width, 3, "dim", first=" ✓ ")
    when = Span(by_words(owed.promise, today), "warn" if owed.overdue else "dim")
    room = width - 3 - width_of(text) - width_of(when.text)
    if room >= 2:
        return [line(" ○ ", text, " " * room, when)]
    return paragraph(text, width, 3, first=" ○ ") + paragraph(when.text, width, 5, when.style)


def by_words(promise: Promise, today: date) -> str:
    """When it is due: `by 1 Dec`, `in the week of 7 Dec`, `this month, by 30 Nov`, `3 days past 19 Nov`."""
    by = promise.by
    if by is None:
        return "someday"
    last = day_words(by.last, today)
    if promise.overdue(today):
        return f"{span_words((today - by.last).days)} past {last}"
    if by.precision == "day":
        return "today" if by.start == today else f"by {last}"
    if by.start <= today:
        return f"this {by.precision}, by {last}"
    return (
        f"in the week of {day_words(by.start, today)}" if by.precision == "week" else f"in {period_words(by)}"
    )


def promises_lines(found: PromiseBook, book: Book, today: date, width: int) -> list[Line]:
    """Every open promise, yours and theirs."""
    lines: list[Line] = []
    for title, side in (("You promised", found.mine), ("They promised", found.theirs)):
        owed = _flat(side)
        if owed:
            lines += heading(title) if lines else [line(Span(title, "accent"))]
            for one in owed:
                lines += owed_lines(one, book, today, width, says_whose=False)
    if not lines:
        lines = paragraph(
            "Nothing is promised. `karma promise WHO TEXT --by WHEN` writes one down.", width, 1
        )
    return lines


def _flat(strengths: Sequence[Strength]) -> list[Owed]:
    return [owed for strength in strengths for owed in strength.promises]
