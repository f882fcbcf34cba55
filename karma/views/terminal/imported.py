"""What an import comes to, in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.terminal.lines import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAYS = {
    "rows": "rows in the table",
    "people": "people in them",
    "people_new": "of these new in your book",
    "lines": "lines for their logs",
    "lines_new": "of these with people who are new",
    "unchanged": "lines there already",
    "repeated": "times the same thing again in the table",
    "others": "rows that do not involve you",
    "bad": "rows left out, as reported",
    "future": "lines dated after today, left out",
    "unclear": "lines that could be with several people, left out",
}
_ALWAYS = ("rows", "people", "people_new", "lines")


def imported_lines(counts: Mapping[str, int]) -> list[Line]:
    """The counts by name, one a line; those that are nothing only where that says something."""
    return [
        line(Span(f"{counts[name]:>8,}", "strong"), f"  {says}")
        for name, says in _SAYS.items()
        if counts[name] or name in _ALWAYS
    ]
