"""People in rows: who, which circle, when last, when due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import ago, day_words, from_now
from karma.views.terminal.lines import BLANK, Line, Span, columns, line, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.search import Hit
    from karma.core.standing import Standing

_MOST_PLACES = 2


def people_lines(people: Sequence[Standing], today: date, width: int) -> list[Line]:
    """A table of people and how many they are."""
    if not people:
        return [line("Nobody fits that.")]
    rows = [[Span(title, "dim") for title in ("Name", "Circle", "Last", "Due", "File")]]
    rows += [_row(found, today) for found in people]
    return [*columns(rows, width, whole=4), BLANK, line(Span(count(len(people), "person", "people"), "dim"))]


def hit_lines(hits: Sequence[Hit], book: Book, width: int) -> list[Line]:
    """Each person found, and where the words stand."""
    if not hits:
        return [line("Nobody has all of these words.")]
    lines: list[Line] = []
    for hit in hits:
        lines.append(line(Span(hit.contact.name, "strong"), Span(f"  {hit.contact.id}", "dim")))
        places = [(place, text) for place, text in hit.where if place not in ("name", "file")]
        for place, text in places[:_MOST_PLACES]:
            lines += paragraph(named(text, book), width, 13, "dim", first=f"   {place}")[:2]
    return [*lines, BLANK, line(Span(count(len(hits), "person", "people"), "dim"))]


def _due(due: date, today: date) -> Span:
    if due > today:
        return Span(from_now((due - today).days))
    return Span("today" if due == today else f"since {day_words(due, today)}", "accent")


def _row(found: Standing, today: date) -> list[Span]:
    contact = found.contact
    last = ago((today - found.last.date).days) if found.last else "never"
    if contact.archived or found.due is None:
        due = Span("archived" if contact.archived else "off", "dim")
    elif contact.snooze and contact.snooze > today:
        due = Span(f"snoozed until {contact.snooze}", "dim")
    else:
        due = _due(found.due, today)
    return [
        Span(contact.name, "strong"),
        Span(contact.circle or "–"),
        Span(last),
        due,
        Span(contact.id, "dim"),
    ]
