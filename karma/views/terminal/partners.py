"""All partners: the numbers, the scorecard, whom to meet, whom not to ask, the matrix (S10, S12)."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from karma.core.partners.criteria import CRITERIA
from karma.core.partners.matrix import MOST
from karma.core.phrases import day_words
from karma.core.typed import word
from karma.views.days import month_year
from karma.views.terminal.lines import BLANK, Line, Span, columns, command, heading, line, paragraph
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from datetime import date

    from karma.core.partners.matrix import Cell, Matrix
    from karma.core.partners.overview import Partners
    from karma.core.partners.partner import Partner

_WIDE = 66
"""From so many columns on there is room for names and referrals in the table, and for the matrix as one."""


def partners_lines(found: Partners, today: date, width: int) -> list[Line]:
    """The numbers first, then each partner, then what to do."""
    if not found.partners:
        return paragraph(
            "No partner yet. Who sends you people, and to whom could you send some? "
            "`circle: partner` in their file makes them one.",
            width,
            1,
        )
    first, *others = found.says
    lines = paragraph(first, width, 1, "strong")
    for says in others:
        lines += paragraph(says, width, 1)
    lines += [BLANK, *_table(found, today, width)]
    lines += _to_meet(found, today, width)
    lines += _missing(found, width)
    lines += _asking(found, width)
    lines += _matrix(found.matrix, width)
    return [*lines, BLANK, *paragraph("What became of the referrals: karma pipeline", width, 1, "dim")]


def _table(found: Partners, today: date, width: int) -> list[Line]:
    titles = ["Partner", f"Of {len(CRITERIA)}", "Last met", "Next", "Names", "Referrals"]
    rows = [_row(one, today) for one in found.partners]
    shown = len(titles) if width >= _WIDE else 3
    head = [Span(f"  {titles[0]}", "dim"), *(Span(title, "dim") for title in titles[1:])]
    lines = columns([row[:shown] for row in (head, *rows)], width, 1)
    if shown == len(titles):
        note = "Names and referrals: to them / from them, in the last twelve months."
        lines += paragraph(note, width, 3, "dim")
    return lines


def _row(one: Partner, today: date) -> list[Span]:
    year = one.year
    return [
        Span(f"{'✓' if one.met else '○'} {one.contact.name}"),
        Span(f"{len(one.held):>4}"),
        Span(day_words(one.last.date, today) if one.last else "not yet"),
        Span(_next(one, today) or ("resting" if one.resting else "–")),
        Span(f"{_sum(year.gave, year.given_in)} / {_sum(year.got, year.got_in)}"),
        Span(f"{one.sent_of_year} / {one.given_of_year}"),
    ]


def _sum(names: int, known_in: int) -> str:
    return str(names) if known_in else "–"


def _next(one: Partner, today: date) -> str:
    if one.next is None or one.next.by is None:
        return ""
    by = one.next.by
    return month_year(by.start) if by.precision == "month" else day_words(by.last, today)


def _to_meet(found: Partners, today: date, width: int) -> list[Line]:
    if not found.to_meet:
        return []
    planned = {
        one.contact.id: _next(one, today) for one in found.to_meet if found.pace.quarter.holds(one.next)
    }
    names = ", ".join(
        f"{one.contact.name} ({planned[one.contact.id]})" if one.contact.id in planned else one.contact.name
        for one in found.to_meet
    )
    return [*heading("To meet, the longest ago first"), *paragraph(names, width, 1)]


def _missing(found: Partners, width: int) -> list[Line]:
    wanting = [one for one in found.partners if one.missing]
    if not wanting:
        return []
    lines = heading("Missing on the scorecard")
    for one in wanting:
        words = ", ".join(gap.criterion.word for gap in one.missing) if one.held else "nothing noted yet"
        lines += paragraph(f"{one.contact.name}: {words}", width, 3, first=" ·")
    earn = command(f"karma partners {word(wanting[0].contact.id)}")
    return [*lines, *paragraph("How to earn it, the first of them:", width, 1, "dim"), *earn]


def _asking(found: Partners, width: int) -> list[Line]:
    lines = heading("Not to ask just now, and why") if found.not_to_ask else []
    for one in found.not_to_ask:
        lines += paragraph(one.waits[0].says, width, 3, first=" ·")
    if found.to_ask:
        lines += heading("To ask, gladly")
        lines += paragraph(", ".join(one.contact.name for one in found.to_ask), width, 1)
    return lines


def _matrix(matrix: Matrix, width: int) -> list[Line]:
    lines = heading(matrix.quarter.name)
    lines += paragraph("The last whole quarter: meetings, and referrals either way.", width, 1, "dim")
    if not matrix.corners:
        return lines + paragraph("Nobody was a partner yet.", width, 1)
    lines += _grid(matrix, width) if width >= _WIDE else _cells(matrix, width)
    for corner in matrix.corners:
        lines += paragraph(f"{corner.title}. {corner.says}", width, 3, first=" ·")
    return lines


def _grid(matrix: Matrix, width: int) -> list[Line]:
    rows = [
        [Span("", "dim"), *(Span(_counted(cell.referrals, "referral"), "dim") for cell in matrix.rows[0])]
    ]
    for cells in matrix.rows:
        names = zip_longest(*([one.name for one in cell.contacts] or ["·"] for cell in cells), fillvalue="")
        for number, parts in enumerate(names):
            label = "" if number else _counted(cells[0].meetings, "meeting")
            rows.append([Span(label, "dim"), *(Span(part, "dim" if part == "·" else "") for part in parts)])
    return columns(rows, width, 1)


def _cells(matrix: Matrix, width: int) -> list[Line]:
    filled: list[Cell] = [cell for cells in matrix.rows for cell in cells if cell.contacts]
    lines: list[Line] = []
    for cell in filled:
        what = f"{_counted(cell.meetings, 'meeting')}, {_counted(cell.referrals, 'referral')}"
        lines.append(line(" ", Span(what, "dim")))
        lines += paragraph(", ".join(one.name for one in cell.contacts), width, 3)
    return lines


def _counted(number: int, what: str) -> str:
    return f"{number}+ {what}s" if number == MOST else count(number, what)
