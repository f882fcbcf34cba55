"""The pipeline: what is open, by stage; what stands still; what ended of late; then what it comes to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.money import money_words
from karma.core.phrases import day_words
from karma.core.referrals.stages import STAGES
from karma.core.typed import word
from karma.views.terminal.lines import Line, Span, columns, command, heading, line, more, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.pipeline_reports import report_lines
from karma.views.terminal.referrals import WIDE, parties_words
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.reports import Reports
    from karma.core.referrals.stuck import Stuck

_LATELY = 56
"""Days for which one that has ended is shown."""
_MOST = 8
_MOST_STUCK = 4


def pipeline_lines(  # noqa: PLR0913  (what is shown, and how)
    referrals: Sequence[Referral], reports: Reports, book: Book, today: date, width: int, *, everything: bool
) -> list[Line]:
    """All of it; long lists are cut unless `everything` is asked for."""
    if not referrals:
        return paragraph(
            "No referral is written down yet. `karma refer WHO --by GIVER` is the first.", width, 1
        )
    still_open = [one for one in referrals if not one.closed]
    lines = paragraph(_head(still_open), width, 1, "strong")
    lines += _by_stage(still_open, book, today, width, everything=everything)
    lines += _stuck(reports.stuck, book, width, None if everything else _MOST_STUCK)
    lines += _ended(referrals, book, today, width, everything=everything)
    return lines + report_lines(reports, book, today, width, everything=everything)


def _head(still_open: Sequence[Referral]) -> str:
    if not still_open:
        return "No referral is open."
    given = sum(one.direction == "out" for one in still_open)
    return f"{count(len(still_open), 'referral')} open" + (
        f", {given} of them given by you." if given else "."
    )


def chosen_lines(referrals: Sequence[Referral], book: Book, today: date, width: int) -> list[Line]:
    """Only these referrals, open or not, by stage."""
    if not referrals:
        return paragraph("No referral is like that.", width, 1)
    return _by_stage(referrals, book, today, width, everything=True)[1:]


def _by_stage(
    referrals: Sequence[Referral], book: Book, today: date, width: int, *, everything: bool
) -> list[Line]:
    """Those that have stood longest first; the columns are the same for all stages."""
    order = sorted(referrals, key=lambda one: (STAGES.index(one.stage), one.since, one.prospect.id))
    rows = _rows(order, book, today, width)
    lines: list[Line] = []
    for stage in STAGES:
        here = [row for row, one in zip(rows, order, strict=True) if one.stage == stage]
        if here:
            most = len(here) if everything else _MOST
            lines += [*heading(f"{_titled(stage)} · {len(here)}"), *chain.from_iterable(here[:most])]
            lines += more(len(here) - most, f"karma pipeline --stage {stage}")
    return lines


def _rows(referrals: Sequence[Referral], book: Book, today: date, width: int) -> list[list[Line]]:
    """Each referral: who, from whom or to whom, how long, the amount; where it is narrow in two lines."""
    cells = [_row(one, book, today) for one in referrals]
    longest = max((len(long.text) for _, _, long, _ in cells), default=0)
    cells = [(who, parties, Span(f"{long.text:>{longest}}"), note) for who, parties, long, note in cells]
    if width >= WIDE:
        return [[row] for row in columns(cells, width, 1)]
    first = columns([(who, long) for who, _, long, _ in cells], width, 1)
    second = [
        paragraph(", ".join(filter(None, (parties.text, note.text))), width, 3, "dim")
        for _, parties, _, note in cells
    ]
    return [[row, *below] for row, below in zip(first, second, strict=True)]


def _row(one: Referral, book: Book, today: date) -> tuple[Span, Span, Span, Span]:
    days = f"{count(one.days(today), 'day')}" if one.days(today) else "today"
    tries = count(one.unanswered, "attempt") if one.unanswered else ""
    money = money_words(one.value if one.stage == "won" else one.amount)
    return (
        Span(one.prospect.name),
        Span(parties_words(one, book), "dim"),
        Span(f"{one.stage} {day_words(one.since, today)}" if one.closed else days),
        Span(", ".join(filter(None, (money, tries))), "warn" if tries else ""),
    )


def _stuck(found: Sequence[Stuck], book: Book, width: int, most: int | None) -> list[Line]:
    lines: list[Line] = heading("Standing still") if found else []
    for one in found[:most]:
        lines.append(
            line(
                Span(f" {one.referral.prospect.name}", "strong"),
                Span(f"  {parties_words(one.referral, book)}, {count(one.days, 'day')}", "dim"),
            )
        )
        lines += paragraph(named(one.next, book), width, 3)
        lines += command(_command(one))
    return lines + more(len(found) - (most or len(found)), "karma pipeline --all")


def _command(stuck: Stuck) -> str:
    """What to type once it is done: the step of the play, else where the referral stands then."""
    if stuck.play and stuck.play.next:
        return stuck.play.next.command
    receiver = stuck.referral.receiver
    to_whom = f" --with {word(receiver)}" if receiver else ""
    return f"karma stage {word(stuck.referral.prospect.id)} STAGE{to_whom}"


def _ended(
    referrals: Sequence[Referral], book: Book, today: date, width: int, *, everything: bool
) -> list[Line]:
    first = add_days(today, -_LATELY)
    ended = [one for one in referrals if one.closed and (everything or one.since >= first)]
    ended.sort(key=lambda one: (-one.since.toordinal(), one.prospect.id))
    if not ended:
        return []
    if everything:
        return _by_stage(ended, book, today, width, everything=True)
    rows = _rows(ended, book, today, width)
    return [
        *heading("Ended in the last eight weeks"),
        *chain.from_iterable(rows[:_MOST]),
        *more(len(rows) - _MOST, "karma pipeline --all"),
    ]


def _titled(stage: str) -> str:
    """`Next step`, as one says it."""
    return stage.replace("-", " ").capitalize()
