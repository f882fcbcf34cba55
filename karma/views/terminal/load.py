"""The load: the calls that the cadences ask for, those made, those there is room for; how to lighten it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from karma.views.terminal.lines import BLANK, Line, Span, columns, line, paragraph
from karma.views.terminal.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.load import Load
    from karma.core.loosen import Plan
    from karma.core.spread import Snooze

_MOST_NAMES = 8


def load_lines(found: Load, width: int) -> list[Line]:
    """Calls a working day, then each circle's share."""
    lines = [
        line(
            Span(f"{found.wanted_per_day:6.1f}", "strong"),
            "  calls a working day are what your cadences ask for",
        ),
        line(Span(f"{found.made_per_day:6.1f}", "strong"), "  you made, over the last eight weeks"),
        line(Span(f"{found.capacity_per_day:6.1f}", "strong"), "  you have room for (per_day)"),
        BLANK,
    ]
    if found.circles:
        head = [Span(title, "dim") for title in ("Circle", "People", "Calls a day", "Every", "Would fit")]
        rows = [
            [
                Span(one.name or "no circle"),
                Span(f"{one.people:>6}"),
                Span(f"{one.wanted_per_day:>11.2f}"),
                Span(str(one.every)),
                Span(str(one.suggested) if one.suggested else "–", "accent" if one.suggested else "dim"),
            ]
            for one in found.circles
        ]
        lines += [*columns([head, *rows], width, 1), BLANK]
    return lines + paragraph(_verdict(found), width, 1)


def fit_lines(plan: Plan, per_day: int, width: int) -> list[Line]:
    """Which cadences to loosen, and what that comes to."""
    if not plan.circles and not plan.people:
        room = "It fits as it is" if plan.fits else "There is nothing left to loosen"
        return paragraph(f"{room}: {plan.before:.1f} calls a day are asked for, {per_day} fit.", width, 1)
    rows = [
        [
            Span(one.name or "everybody else"),
            Span("circle", "dim"),
            Span(f"{one.before} → {one.after}", "accent"),
        ]
        for one in plan.circles
    ]
    rows += [
        [Span(one.contact.name), Span(one.contact.id, "dim"), Span(f"{one.before} → {one.after}", "accent")]
        for one in plan.people
    ]
    after = f"From {plan.before:.1f} to {plan.after:.1f} calls a working day; you have room for {per_day}."
    return [*columns(rows, width, 1), BLANK, *paragraph(after, width, 1)]


def snooze_lines(snoozes: Sequence[Snooze], width: int) -> list[Line]:
    """Who is to be called on which day."""
    if not snoozes:
        return paragraph("Nobody is waiting: there is nothing to spread.", width, 1)
    lines: list[Line] = []
    by_day = sorted(snoozes, key=lambda one: (one.until, one.contact.id))
    for day, group in groupby(by_day, key=lambda one: one.until):
        names = [one.contact.name for one in group]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        lines += paragraph(", ".join(names[:_MOST_NAMES]) + more, width, 18, first=f" {short_day(day)}")
    return [*lines, BLANK, line(Span(f" {count(len(snoozes), 'person', 'people')}", "dim"))]


def _verdict(found: Load) -> str:
    if not found.fits:
        return (
            "That is more than fits into a day, and no order of calling helps against it. "
            "`karma load --fit` shows which cadences to loosen."
        )
    if found.made_per_day < found.wanted_per_day:
        return "It fits into your days; you made fewer than that of late, and five minutes is a call."
    return "It fits, and you keep up."
