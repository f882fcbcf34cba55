"""Givers who would like to hear, or were not thanked: each referral once, and how it is noted (S8, S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words
from karma.views.terminal.lines import Line, Span, columns, heading, line, paragraph
from karma.views.terminal.names import name_of
from karma.views.terminal.referrals import WIDE, loop_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.reports import Reports


def loop_lines(found: Reports, book: Book, today: date, width: int, most: int) -> list[Line]:
    """At most so many of them, those who wait longest to hear first."""
    waiting = list(_waiting(found))
    if not waiting:
        return []
    rows = [
        (
            Span(name_of(one.giver or "", book)),
            Span(f"{what}, for {one.prospect.name}"),
            Span(f"of {day_words(one.opened, today)}", "dim"),
        )
        for one, what in waiting
    ]
    lines = heading("Whom to tell or to thank")
    if width >= WIDE:
        lines += columns(rows[:most], width, 1)
    else:
        for who, what, of in rows[:most]:
            lines += [line(" ", who), *paragraph(f"{what.text}, {of.text}", width, 3, "dim")]
    left = len(rows) - most
    if left > 0:
        lines += paragraph(f"and {left} more: karma pipeline --all", width, 1, "dim")
    first, asked = waiting[0]
    if command := loop_command(first, "told" if asked.startswith("tell") else "thanked", book):
        lines += paragraph("For the first of them it is noted with:", width, 1, "dim")
        lines += paragraph(command, width, 3, "accent")
    return lines


def _waiting(found: Reports) -> Iterator[tuple[Referral, str]]:
    """Each such referral once, and what its giver waits for."""
    tell = {_key(one): one for given in found.not_told for one in given.referrals}
    thank = {_key(one): one for given in found.not_thanked for one in given.referrals}
    for key, one in (tell | thank).items():
        yield one, " and ".join(word for word, of in (("tell", tell), ("thank", thank)) if key in of)


def _key(one: Referral) -> tuple[str, str | None, date]:
    return one.prospect.id, one.giver, one.opened
