"""What the terminal views are made of: lines of spans, each text with the style it is meant to have.

A span's text may hold anything; whoever prints it makes it safe and decides about colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from karma.views.show import fit, pad, show, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Style = Literal["", "strong", "dim", "accent", "good", "warn"]

_THINNEST = 4
DAY = 14
"""Room for a day of another year, a blank on either side."""
NARROWEST = 32
"""Columns below which nothing is laid out any narrower."""


class Span(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]
BLANK: Line = ()


def line(*pieces: Span | str) -> Line:
    """A line of spans; plain text is a span without a style."""
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


def heading(text: str) -> list[Line]:
    """A blank line, and the title of what follows."""
    return [BLANK, line(Span(text, "accent"))]


def paragraph(text: str, width: int, indent: int = 0, style: Style = "", first: str = "") -> list[Line]:
    """`text` wrapped to `width` columns, each line indented; `first` stands in the first indent."""
    lead = pad(first, indent) if first else " " * indent
    found = wrap(text, width - indent)
    return [line(lead if not n else " " * indent, Span(part, style)) for n, part in enumerate(found)]


def dated(  # noqa: PLR0913, PLR0917  (a day, a text, and how they are set)
    day: date, today: date, text: str, width: int, style: Style = "", below: str = ""
) -> list[Line]:
    """What happened on a day, the day in a column of its own; `below` is set under it."""
    from karma.core.phrases import day_words  # noqa: PLC0415  (start-up: every command imports this module)

    lines = paragraph(text, width, DAY, style, first=f" {day_words(day, today)}")
    return lines + paragraph(below, width, DAY, "dim")


def command(text: str, indent: int = 5) -> list[Line]:
    """A command to be typed or copied, and therefore whole on its line, however narrow it is."""
    return [line(" " * indent, Span(text, "dim"))]


def more(left: int, where: str = "", indent: int = 1) -> list[Line]:
    """That so many are not shown, and the command that shows them; nothing when none are left."""
    said = f"and {left} more: {where}" if where else f"and {left} more"
    return [line(" " * indent, Span(said, "dim"))] if left > 0 else []


def flow(pieces: Sequence[Line], width: int) -> list[Line]:
    """Pieces one behind the other, in as many lines as they take; none of them is broken."""
    lines: list[Line] = []
    for piece in pieces:
        used = sum(width_of(show(span.text)) for span in (*lines[-1], *piece)) if lines else width + 1
        if used > width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return lines


def columns(
    rows: Sequence[Sequence[Span]], width: int, indent: int = 0, gap: int = 2, *, whole: int | None = None
) -> list[Line]:
    """Rows of equally many cells, aligned; the last column gets what is left of `width` and is cut there.

    Where it is narrow the widest columns give way first, but for the column `whole`, which is to be typed.
    """
    if not rows:
        return []
    widths = [max(width_of(show(row[n].text)) for row in rows) for n in range(len(rows[0]))]
    room = max(width, NARROWEST) - indent
    widths = _squeezed(widths, room - gap * (len(widths) - 1), whole)
    made: list[Line] = []
    for row in rows:
        cells = [
            Span(_cell(cell.text, size) + " " * gap, cell.style)
            for cell, size in zip(row, widths, strict=True)
        ]
        last = Span(fit(row[-1].text, widths[-1]), row[-1].style)
        made.append((Span(" " * indent), *cells[:-1], last))
    return made


def _squeezed(widths: list[int], room: int, whole: int | None) -> list[int]:
    """The widths, the widest made narrower one column at a time until they fit into `room`."""
    widths = list(widths)
    giving = [n for n in range(len(widths)) if n != whole]
    while sum(widths) > room:
        widest = max(giving, key=lambda n: widths[n], default=0)
        if widths[widest] <= _THINNEST:
            giving = [n for n in range(len(widths)) if widths[n] > _THINNEST]
            if not giving:
                break
            continue
        widths[widest] -= 1
    return widths


def _cell(text: str, size: int) -> str:
    """The text in `size` columns; what is set to the right by blanks in front of it stays there."""
    if text[:1] == " " and width_of(show(text)) > size:
        return " " * (size - width_of(show(text.lstrip()))) + fit(text.lstrip(), size)
    return pad(text, size)
