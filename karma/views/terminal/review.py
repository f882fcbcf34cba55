"""The week and the quarter on one screen: figures beside those before, what moved, one thing next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.money import money_words
from karma.core.phrases import day_words
from karma.core.review.consistency import ENOUGH
from karma.views.terminal.lines import BLANK, Line, Span, columns, dated, heading, line, more, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.review.figures import Figures
    from karma.core.review.review import Part, Review

_MOST = 8


def review_lines(found: Review, book: Book, width: int) -> list[Line]:
    """Each span, then what moved in the longest one, the steadiness of the calls, and the one thing next."""
    lines: list[Line] = []
    for part in found.parts:
        lines += [*([BLANK] if lines else []), *_part(part, found, width)]
    return [
        *lines,
        *_moved(found.parts[-1], book, found.today, width),
        *_steadiness(found, width),
        *heading("One thing next"),
        *paragraph(named(found.advice.text, book), width, 1, "strong"),
        *paragraph(named(found.advice.why, book), width, 1, "dim"),
    ]


def _part(part: Part, found: Review, width: int) -> list[Line]:
    now, before = part.now, part.before
    first, last = day_words(now.start, found.today), day_words(add_days(now.end, -1), found.today)
    title = f"{part.name}, {first}" if first == last else f"{part.name}, {first} to {last}"
    beside = f"beside {part.than}"
    pairs = [
        (
            "calls a day",
            f"{now.calls_a_day:.1f} of {found.wanted}",
            f"{before.calls_a_day:.1f}",
        ),
        *_kinds(now, before),
        ("voice, e-mail", f"{now.voice}, {now.email}", f"{before.voice}, {before.email}"),
        ("referrals in", _number(now.referrals_in), _number(before.referrals_in)),
        ("referrals out", _number(now.referrals_out), _number(before.referrals_out)),
        ("won", money_words(now.won), money_words(before.won)),
        ("won for others", money_words(now.won_for_others), money_words(before.won_for_others)),
        ("promises kept", now.kept_says, before.kept_says),
        ("past their day", _number(now.past), _number(before.past)),
        ("people met", _number(len(now.met)), _number(len(before.met))),
    ]
    head = [Span(text, "dim") for text in ("", "so far", "before")]
    rows = [
        [Span(label), Span(now_text or "–"), Span(before_text or "–", "dim")]
        for label, now_text, before_text in pairs
        if now_text or before_text
    ]
    lines = [line(Span(title, "accent")), *paragraph(beside, width, 0, "dim")]
    return [*lines, *columns([head, *rows], width, 1, whole=0), *_met(now.met, width)]


def _kinds(now: Figures, before: Figures) -> list[tuple[str, str, str]]:
    """A row for each kind of touch that was made or is wanted; less than half of one is not wanted yet."""
    rows = []
    for kind, earlier in zip(now.kinds, before.kinds, strict=True):
        wanted = f" of {kind.aim}" if kind.aim else ""
        if kind.done or earlier.done or wanted:
            rows.append((f"  {kind.kind}", f"{kind.done}{wanted}", str(earlier.done)))
    return rows


def _number(number: int) -> str:
    return str(number or "")


def _met(people: Sequence[Contact], width: int) -> list[Line]:
    names = ", ".join(one.name for one in people[:_MOST])
    others = f" and {len(people) - _MOST} more" if len(people) > _MOST else ""
    return paragraph(f"Met: {names}{others}.", width, 1, "dim") if people else []


def _moved(part: Part, book: Book, today: date, width: int) -> list[Line]:
    moved = part.now.moved
    if not moved:
        return []
    lines = heading("What moved")
    for move in moved[:_MOST]:
        lines += dated(move.date, today, named(move.says, book), width)
    return lines + more(len(moved) - _MOST)


def _steadiness(found: Review, width: int) -> list[Line]:
    if not found.consistency or len(found.weeks) < ENOUGH:
        return []
    weeks = count(len(found.weeks), "whole week")
    calls = " ".join(str(week.calls) for week in found.weeks)
    wanted = found.weeks[-1].wanted
    return [
        *heading("Steady"),
        *paragraph(
            f"{found.consistency:.0%} of the calls you want, over the last {weeks}. "
            f"Week by week: {calls}, of {wanted}.",
            width,
            1,
        ),
    ]
