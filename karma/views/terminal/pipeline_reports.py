"""What the pipeline comes to: whom to tell and thank, value by giver, how it goes, what went back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.phrases import day_words
from karma.views.terminal.closing_loops import loop_lines
from karma.views.terminal.lines import Line, Span, columns, heading, paragraph
from karma.views.terminal.referrals import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.givers import OneWay
    from karma.core.referrals.reports import Conversion, Reports
    from karma.core.referrals.thirds import Thirds
    from karma.core.referrals.value import GiverValue, ValueTable
    from karma.views.terminal.lines import Style

_MOST = 6


def report_lines(found: Reports, book: Book, today: date, width: int, *, everything: bool) -> list[Line]:
    """The reports, that first which asks for something to be done."""
    most = 10**6 if everything else _MOST
    lines = loop_lines(found, book, today, width, most)
    lines += _value(found.value, width, everything=everything)
    lines += _how_it_goes(found, width)
    lines += _one_way("Who sent you people, one way so far", found.never_reciprocated, width, most)
    if everything:
        lines += _one_way("Whom you sent people, one way so far", found.never_returned, width, most)
    return lines


def _value(found: ValueTable, width: int, *, everything: bool) -> list[Line]:
    """What was won; those whose referrals have come to nothing yet are named when everything is asked for."""
    givers = found.givers if everything else [one for one in found.givers if one.won][:_MOST]
    rows = [_giver(one.contact.name if one.contact else one.giver, one) for one in givers]
    if not rows and not found.own.won:
        return []
    rows.append(_giver("All givers", found.total, "strong"))
    if found.own.won:
        rows.append(_giver("Met by yourself", found.own, "dim"))
    if width < WIDE:
        rows = [[name, value] for name, _, _, value in rows]
    return [
        *heading(f"By giver, since {day_words(found.start, found.end)}"),
        *columns(rows, width, 1, whole=len(rows[0]) - 1),
    ]


def _giver(name: str, one: GiverValue, style: Style = "") -> list[Span]:
    return [
        Span(name, style),
        Span(f"{one.given:>3} sent", style),
        Span(f"{one.won:>3} won", style),
        Span(money_words(one.value), style),
    ]


def _how_it_goes(found: Reports, width: int) -> list[Line]:
    said = [_ended("Sent to you", found.inbound), _ended("Sent by you", found.outbound)]
    said.append(_thirds(found.thirds))
    if found.first_contact.median is not None:
        said.append(f"In touch after {_days(found.first_contact.median)}, at the median.")
    lines = heading("How it goes") if any(said) else []
    for text in filter(None, said):
        lines += paragraph(text, width, 1)
    return lines


def _ended(title: str, found: Conversion) -> str:
    if not found.ended:
        return ""
    return f"{title}: {found.won} of {found.ended} that ended were won; {found.open} open."


def _thirds(found: Thirds) -> str:
    if not found.followed:
        return ""
    shares = ", ".join(f"{one.name} {len(one.referrals)} ({one.share or 0:.0%})" for one in found.thirds)
    return f"Of those sent to you in twelve months: {shares}. About a third each is usual."


def _days(median: float) -> str:
    return f"{median:g} {'day' if median == 1 else 'days'}"


def _one_way(title: str, found: Sequence[OneWay], width: int, most: int) -> list[Line]:
    if not found:
        return []
    names = [f"{one.contact.name} ({len(one.referrals)})" for one in found[:most]]
    left = len(found) - len(names)
    more = f" and {left} more" if left else ""
    return [*heading(title), *paragraph(", ".join(names) + more, width, 1)]
