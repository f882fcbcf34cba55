"""Givers who would like to hear, or were not thanked: each referral once, and how it is noted (S8, S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words
from karma.core.referrals.givers import won_first
from karma.views.terminal.lines import Line, Span, columns, command, heading, line, more, paragraph
from karma.views.terminal.names import name_of
from karma.views.terminal.referrals import WIDE, loop_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.reports import Reports


def loop_lines(found: Reports, book: Book, today: date, width: int, most: int) -> list[Line]:
    """At most so many of them, those of referrals that became work first."""
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
    lines += more(len(rows) - most, "karma pipeline --all")
    first, asked = waiting[0]
    if noted := loop_command(first, "told" if asked.startswith("tell") else "thanked", book):
        lines += [*paragraph("For the first of them it is noted with:", width, 1, "dim"), *command(noted)]
    return lines


def _waiting(found: Reports) -> Iterator[tuple[Referral, str]]:
    """Each such referral once, those that became work first, and what its giver waits for."""
    tell = {_key(one): one for given in found.not_told for one in given.referrals}
    thank = {_key(one): one for given in found.not_thanked for one in given.referrals}
    for key, one in sorted((tell | thank).items(), key=lambda item: won_first(item[1])):
        yield one, " and ".join(word for word, of in (("tell", tell), ("thank", thank)) if key in of)


def _key(one: Referral) -> tuple[str, str | None, date]:
    return one.prospect.id, one.giver, one.opened
