"""Who brought whom, as a tree: each person with what came through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.money import money_words
from karma.views.branches import rows
from karma.views.show import pad, show, width_of
from karma.views.terminal.lines import Line, Span, line, paragraph
from karma.views.terminal.names import name_of
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Book
    from karma.core.referrals.tree import Branch
    from karma.views.branches import Row
    from karma.views.terminal.lines import Style

_STEP = 3
_DEEPEST = 8


def tree_lines(roots: Sequence[Branch], book: Book, width: int) -> list[Line]:
    """Everybody who brought somebody, and below them whom they brought."""
    if not roots:
        return paragraph(
            "Nobody has sent you anybody yet. `karma refer WHO --by GIVER` is the first.", width, 1
        )
    shown = [_shown(row, book) for row in rows(roots)]
    names = max(width_of(row.name) for row in shown)
    lines: list[Line] = []
    for name, figures, indent in shown:
        style: Style = "" if indent > 1 else "strong"
        if names + 2 + width_of(figures) <= width:
            lines.append(line(Span(pad(name, names), style), Span(f"  {figures}", "dim")))
        else:
            lines += [line(Span(name, style)), *paragraph(figures, width, indent + 2, "dim")]
    return lines


class _Shown(NamedTuple):
    name: str
    figures: str
    indent: int


def _shown(row: Row, book: Book) -> _Shown:
    """A person, set in by as many steps as they stand from the root; whoever is very far not any further."""
    one, indent = row.branch, 1 + _STEP * min(row.depth, _DEEPEST)
    name = one.contact.name if one.contact else one.id
    also = f" (also by {', '.join(name_of(stem, book) for stem in one.also_by)})" if one.also_by else ""
    return _Shown(show(" " * indent + name + also), _figures(one), indent)


def _figures(one: Branch) -> str:
    people = count(one.people, "person", "people") if one.people else ""
    return ", ".join(filter(None, (people, money_words(one.total))))
