"""Cultivation: whom to call again and ask, the months ahead, who stayed, who was let go (S13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.cultivation.words import QUESTION
from karma.core.typed import word
from karma.views.days import month as month_name
from karma.views.days import month_year
from karma.views.show import fit, show, width_of
from karma.views.terminal.lines import (
    BLANK,
    NARROWEST,
    Line,
    Span,
    command,
    dated,
    flow,
    heading,
    line,
    more,
    paragraph,
)
from karma.views.terminal.names import named
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.cultivation.overview import Answer, Cultivation, Month
    from karma.core.cultivation.recall import Recall

_MOST_ANSWERS = 10
_MANY = 120
"""So many prospects, and what a full practice has is of use to know."""
_NOBODY = "Nobody is in cultivation. Who is interested, but not now, is called each quarter:"


def recalls_lines(found: Cultivation, month: Month, book: Book, today: date, width: int) -> list[Line]:
    """The recalls of a month, then the year ahead and what the last ones came to."""
    width = max(width, NARROWEST)
    if not found.everybody:
        lines = [*paragraph(_NOBODY, width, 1), *command("karma stage WHO cultivating")]
    else:
        lines = [line(Span(f"Recalls in {month_year(month.period.start)}", "accent"))]
        lines += paragraph(_about(month, today), width, 1, "dim")
        for recall in month.recalls:
            lines += [BLANK, *_recall(recall, today, width)]
            if month.period.start <= today:
                lines += command(f"karma call {word(recall.contact.id)}")
        lines += [*heading("The months ahead"), *_ahead(found, width), BLANK, *_size(found, width)]
    for title, answers in (
        ("Stayed, this quarter", found.requalified),
        ("Let go kindly, in twelve months", found.let_go),
        ("Moved on, in twelve months", found.moved_on),
    ):
        lines += _answers(title, answers, book, today, width)
    return lines


def _about(month: Month, today: date) -> str:
    if not month.recalls:
        return "No recall is due then: a month to find new prospects in."
    if month.period.start > today:
        return "If everybody is called when they are due, and stays."
    return QUESTION


def _recall(recall: Recall, today: date, width: int) -> list[Line]:
    contact = recall.contact
    phone = show(str(contact.phone[0])) if contact.phone else ""
    name = fit(contact.name, width - 3)
    room = width - 3 - width_of(name) - width_of(phone)
    who = line(Span(" ○ ", "accent"), Span(name, "strong"))
    lines = [(*who, Span(" " * room + phone))] if room >= 2 else [who, *paragraph(phone, width, 5)]
    lines += paragraph(recall.says(today), width, 5)
    return lines + paragraph(recall.fit, width, 5, "dim")


def _ahead(found: Cultivation, width: int) -> list[Line]:
    """`Nov 6 · Dec – · Jan 1`, in as many lines as it takes."""
    pieces = [
        line(
            Span(f" {month_name(one.period.start.month)[:3]} ", "dim"),
            Span(f"{len(one.recalls) or '–'!s:<3}"),
        )
        for one in found.ahead
    ]
    return flow(pieces, width)


def _size(found: Cultivation, width: int) -> list[Line]:
    people = count(len(found.everybody), "prospect")
    text = f"{people} in cultivation, each called once a quarter: {found.per_month:.1f} recalls a month."
    if len(found.everybody) >= _MANY:
        text += " A full practice has about 240, and 80 recalls a month."
    return paragraph(text, width, 1, "dim")


def _answers(title: str, answers: Sequence[Answer], book: Book, today: date, width: int) -> list[Line]:
    lines = heading(title) if answers else []
    for one in answers[:_MOST_ANSWERS]:
        said = f": {named(one.line.text, book)}" if one.line.text else ""
        lines += dated(one.line.date, today, f"{one.contact.name}{said}", width)
    return lines + more(len(answers) - _MOST_ANSWERS)
