"""Give and take: by kind, who comes to mind, and the ledger of one person (S8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.show import fit
from karma.views.terminal.lines import BLANK, Line, Span, columns, dated, heading, line, more, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.person import head_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.balance.balance import Balance
    from karma.core.balance.chances import Chance, GiveAndTake
    from karma.core.balance.turn import Between
    from karma.core.book import Book
    from karma.views.terminal.lines import Style

_MOST = 8
"""So many of a list are enough for one reading; all of them are on the page and in the data."""


def balance_lines(found: GiveAndTake, width: int) -> list[Line]:
    """The kinds, then who comes to mind, then the people with whom most went to and fro."""
    if not found.sums.people:
        return paragraph(
            "Nothing given or received is in the log yet. `karma log WHO helped -m TEXT` is a start.",
            width,
            1,
        )
    return [
        *_kinds(found.sums, width),
        *_chances("They helped you: a chance to do something for them", found.helped_you, width),
        *_chances("Nothing from you for half a year", found.not_fed, width),
        *_people(found.sums, width),
    ]


def ledger_lines(found: Between, book: Book, today: date, width: int) -> list[Line]:
    """One person's ledger, the newest first."""
    lines = head_lines(found.contact, width)
    if not found.entries:
        return [*lines, *paragraph("Nothing either way is in the log yet.", width)]
    lines += paragraph(
        f"By weight, in twelve months: {found.given_lately:g} from you, {found.received_lately:g} from them; "
        f"in all years: {found.given:g} and {found.received:g}.",
        width,
    )
    lines.append(BLANK)
    for entry in found.entries:
        style: Style = "" if entry.given else "accent"
        lines += dated(entry.date, today, named(entry.text, book), width, style)
    return lines


def _kinds(sums: Balance, width: int) -> list[Line]:
    head = ("", "given", "received", " ever")
    rows = [[Span(title, "dim") for title in head]]
    rows += [
        [
            Span(one.name),
            Span(f"{one.given_lately:>5}"),
            Span(f"{one.received_lately:>8}"),
            Span(f"{one.given:>2} · {one.received}", "dim"),
        ]
        for one in sums.kinds
    ]
    rows.append(
        [
            Span("by weight", "dim"),
            Span(f"{sums.given:>5g}", "strong"),
            Span(f"{sums.received:>8g}", "strong"),
            Span(""),
        ]
    )
    return [line(Span("In the last twelve months", "accent")), *columns(rows, width, 1, whole=0)]


def _chances(title: str, chances: Sequence[Chance], width: int) -> list[Line]:
    if not chances:
        return []
    lines = [BLANK, *paragraph(title, width, 0, "accent")]
    indent = min(20, width // 3)
    for one in chances[:_MOST]:
        lines += paragraph(one.reason, width, indent, first=f" {fit(one.contact.name, indent - 2)}")
        lines += paragraph(one.idea, width, indent, "dim")
    return lines + more(len(chances) - _MOST)


def _people(sums: Balance, width: int) -> list[Line]:
    # Where most went lately stands first.
    people = [one for one in sums.people[:_MOST] if one.given_lately or one.received_lately]
    if not people:
        return []
    rows = [[Span(title, "dim") for title in ("", "from you", "from them")]]
    rows += [
        [
            Span(one.contact.name),
            Span(f"{one.given_lately:>8g}"),
            Span(f"{one.received_lately:>9g}"),
        ]
        for one in people
    ]
    left = len(sums.people) - len(rows) + 1
    return [*heading("Most to and fro, by weight"), *columns(rows, width, 1), *more(left)]
