"""The plan: each kind of touch done against wanted, and whom next."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from karma.views.terminal.lines import BLANK, Line, Span, columns, heading, paragraph
from karma.views.terminal.names import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.core.book import Book
    from karma.core.plan.overview import Plan
    from karma.core.plan.proposal import Next
    from karma.core.plan.rows import Row

_NARROW = 60
"""Columns below which the periods before this one are left out."""


def plan_lines(found: Plan, book: Book, width: int) -> list[Line]:
    """The kinds of the whole practice and of circles with aims of their own, then whom next."""
    lines: list[Line] = []
    for circle, rows in groupby(found.rows, key=lambda row: row.circle):
        lines += heading(circle.capitalize()) if circle else []
        lines += _table(list(rows), width)
    lines = lines[1:] if found.circle else lines
    lines += heading("Whom next")
    if not found.circle:
        lines += paragraph("`karma today` says whom.", width, 12, "dim", first=" call")
    for kind, proposals in found.by_kind:
        lines += _proposed(kind, proposals, book, width)
    if found.circle and not found.next:
        lines += paragraph("Nobody of this circle is waiting for anything just now.", width, 1)
    return lines


def _table(rows: Sequence[Row], width: int) -> list[Line]:
    """A line for each kind that is wanted, or was done in this period or the last ones."""
    rows = [row for row in rows if row.aim or row.done or any(past.done for past in row.previous)]
    if not rows:
        return paragraph("Nothing is wanted, and nothing was done of late.", width, 1)
    wide = width >= _NARROW
    head = [Span(title, "dim") for title in ("", "   done", "", "left", "before")]
    cells = [head, *map(_cells, rows)]
    return columns(cells if wide else [row[:-1] for row in cells], width, 1, whole=0)


def _cells(row: Row) -> list[Span]:
    period = f"this {row.aim.unit if row.aim else 'month'}{', each' if row.aim and row.aim.each else ''}"
    before = Span(", ".join(str(past.done) for past in row.previous), "dim")
    if row.left is None:
        return [Span(row.kind), Span(f"{row.done:>3}"), Span(period, "dim"), Span(""), before]
    done = Span(f"{row.done:>3} of {row.wanted}", "" if row.left else "good")
    left = Span(f"{row.left:>4}") if row.left else Span("   ✓", "good")
    return [Span(row.kind), done, Span(period, "dim"), left, before]


def _proposed(kind: str, proposals: Sequence[Next], book: Book, width: int) -> list[Line]:
    """The first with the reason, the others by name."""
    first = proposals[0]
    names = _names([first])
    lines = [
        BLANK,
        *paragraph(names, width, 12, "strong", first=f" {kind}"),
        *paragraph(named(f"{first.text} {first.reason}", book), width, 12),
    ]
    if len(proposals) > 1:
        lines += paragraph(f"then {_names(proposals[1:])}", width, 12, "dim")
    return lines


def _names(proposals: Iterable[Next]) -> str:
    """People of one proposal with commas, proposals with semicolons where one is about several people."""
    texts = [", ".join(contact.name for contact in one.people) for one in proposals]
    return ("; " if any(", " in text for text in texts) else ", ").join(texts)
