"""What an import comes to, in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.terminal.lines import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAYS = {
    "rows": ("row in the table", "rows in the table"),
    "people": ("person in them", "people in them"),
    "people_new": ("of these new in your book", "of these new in your book"),
    "lines": ("line for their logs", "lines for their logs"),
    "lines_new": ("of these with somebody who is new", "of these with people who are new"),
    "unchanged": ("line there already", "lines there already"),
    "repeated": ("time the same thing again in the table", "times the same thing again in the table"),
    "others": ("row that does not involve you", "rows that do not involve you"),
    "bad": ("row left out, as reported", "rows left out, as reported"),
    "future": ("line dated after today, left out", "lines dated after today, left out"),
    "unclear": (
        "line that could be with several people, left out",
        "lines that could be with several people, left out",
    ),
}
"""What each count says of one, and of any other number."""
_ALWAYS = ("rows", "people", "people_new", "lines")


def imported_lines(counts: Mapping[str, int]) -> list[Line]:
    """The counts by name, one a line; those that are nothing only where that says something."""
    return [
        line(Span(f"{counts[name]:>8,}", "strong"), f"  {_many(counts[name], one, many)}")
        for name, (one, many) in _SAYS.items()
        if counts[name] or name in _ALWAYS
    ]


def written_line(lines: int, people_new: int) -> Line:
    """What a real import ends with."""
    if not lines and not people_new:
        return line("Nothing to write: your book has all of it.")
    people = (
        f", {people_new:,} {_many(people_new, 'person', 'people')} new in your book" if people_new else ""
    )
    return line(Span("✓ ", "good"), f"{lines:,} {_many(lines, 'line', 'lines')} written{people}")


def _many(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
