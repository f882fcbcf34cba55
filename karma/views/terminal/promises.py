"""Promises, mine and theirs, the strongest first (S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words, span_words
from karma.views.terminal.lines import BLANK, Line, Span, heading, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.agenda import Owed
    from karma.core.promise import Promise
    from karma.core.promises import PromiseBook, Strength


def owed_line(owed: Owed, today: date, width: int) -> list[Line]:
    """One promise: the box, who, what, and by when."""
    mark = " ✓ " if owed.done else " ○ "
    they = "they: " if owed.promise.theirs else ""
    lines = paragraph(
        f"{owed.contact.name}: {they}{owed.promise.text}",
        width,
        3,
        "dim" if owed.done else "",
        first=mark,
    )
    if owed.done:
        return lines
    return lines + paragraph(by_words(owed.promise, today), width, 5, "warn" if owed.overdue else "dim")


def by_words(promise: Promise, today: date) -> str:
    """`by 1 Dec`, `in week 50 (by 13 Dec)`, `3 days past 19 Nov`, `someday`."""
    if promise.by is None:
        return "someday"
    last = day_words(promise.by.last, today)
    if promise.overdue(today):
        return f"{span_words((today - promise.by.last).days)} past {last}"
    if promise.by.precision == "day":
        return "today" if promise.by.start == today else f"by {last}"
    return (
        f"this {promise.by.precision}, by {last}" if promise.by.start <= today else f"by {last}, no day named"
    )


def promises_lines(found: PromiseBook, today: date, width: int) -> list[Line]:
    """Every open promise, and how many of yours were kept on time."""
    lines: list[Line] = []
    for title, side in (("You promised", found.mine), ("They promised", found.theirs)):
        owed = _flat(side)
        if owed:
            lines += heading(title) if lines else [line(Span(title, "accent"))]
            for one in owed:
                lines += owed_line(one, today, width)
    if not lines:
        lines = paragraph(
            "Nothing is promised. `karma promise WHO TEXT --by WHEN` writes one down.", width, 1
        )
    if found.kept_rate is not None:
        kept = found.kept_on_time + found.kept_late + found.overdue_mine
        lines += [
            BLANK,
            line(Span(f" {found.kept_on_time} of {kept} kept on time ({found.kept_rate:.0%}).", "dim")),
        ]
    return lines


def _flat(strengths: Sequence[Strength]) -> list[Owed]:
    return [owed for strength in strengths for owed in strength.promises]
