"""What happened, day by day: the sentence of each commit, and under it what it changed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from karma.core.history.words import tell
from karma.core.operation import shortened
from karma.views.show import show, width_of
from karma.views.terminal.lines import Line, Span, heading, line, more, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.words import count, long_day

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.history.change import Change
    from karma.core.history.revision import Revision, Told

_CLOCK, _UNDER = 7, 9
"""Where the sentence begins behind the time of day, and where what it changed."""
_MOST_PEOPLE, _MOST_CHANGES = 6, 8
_LONGEST = 300
"""Characters of a sentence or a line: the rest is for who reads the file."""
_TOLD_BY_SENTENCES = {
    *("new", "renamed", "merged", "archived", "brought back", "removed"),
    *("logged", "promised", "kept", "let go"),
}


def history_lines(found: Sequence[Revision], book: Book, width: int, name: str = "") -> list[Line]:
    """The revisions, the newest first, under their days; `name` is whom they are all about.

    Authors are named where there are several.
    """
    signed = len({one.author for one in found if one.commit}) > 1
    undone: set[str] = set()
    lines = [line(Span(name, "strong"))] if name else []
    for title, of_the_day in groupby(found, key=_title):
        lines += heading(title) if lines else [line(Span(title, "accent"))]
        for revision in of_the_day:
            undone |= set() if revision.commit in undone else set(revision.undoes.split())
            lines += _sentence(revision, width, undone, signed=signed) if revision.commit else []
            lines += _what(revision, book, width, alone=bool(name))
    return lines


def _title(revision: Revision) -> str:
    if not revision.commit:
        return "Not committed yet"
    return long_day(revision.day) if revision.day else "On a day that git cannot tell"


def _sentence(revision: Revision, width: int, undone: Container[str], *, signed: bool) -> list[Line]:
    """The time of day and the sentence; behind it, or below where it is narrow, the commit and by whom."""
    clock = f"{revision.at:%H:%M}" if revision.at else ""
    said = shortened(revision.subject, _LONGEST) or "(no words)"
    lines = paragraph(said, width, _CLOCK, first=f" {clock}")
    by = ("" if revision.op else "by hand", revision.author if signed else "", revision.commit[:7])
    taken_back = "taken back" if revision.commit in undone else ""
    behind = " · ".join(filter(None, (taken_back, *by)))
    used = sum(width_of(show(span.text)) for span in lines[-1])
    if used + 2 + width_of(show(behind)) <= width:
        return [*lines[:-1], (*lines[-1], Span(f"  {behind}", "dim"))]
    return lines + paragraph(behind, width, _CLOCK, "dim")


def _what(revision: Revision, book: Book, width: int, *, alone: bool) -> Iterator[Line]:
    """What the sentence does not say; `alone`: of one person, who stands above all of it."""
    single = len(revision.people) == 1
    for told in revision.people[:_MOST_PEOPLE]:
        unsaid = [one for one in told.changes if not _says_it(revision, told, one, book)]
        named_above = single and (alone or told.name in revision.subject)
        if (unsaid or told.by_hand) and not named_above:
            yield from paragraph(told.name, width, _CLOCK, "strong")
        yield from _changes(unsaid, revision.day, book, width)
        if told.by_hand:
            yield from paragraph("by hand before that:", width, _CLOCK, "dim")
            yield from _changes(told.by_hand, revision.day, book, width)
    others = revision.more + len(revision.people[_MOST_PEOPLE:])
    if others:
        yield from paragraph(f"and {count(others, 'more', 'more')}", width, _CLOCK, "dim")
    if revision.settings and not revision.people and not revision.op:
        yield from paragraph("· the settings", width, _UNDER)


def _changes(found: Sequence[Change], day: date | None, book: Book, width: int) -> list[Line]:
    told = tell(found, day)
    lines: list[Line] = []
    for text in told[:_MOST_CHANGES]:
        said = shortened(named(text, book), _LONGEST)
        lines += paragraph(said, width, _UNDER + 2, first=" " * _UNDER + "·")
    return lines + more(len(told) - _MOST_CHANGES, indent=_UNDER)


def _says_it(revision: Revision, told: Told, change: Change, book: Book) -> bool:
    """True when the sentence of a commit of karma's has told this already, and on which day it was."""
    if not revision.op or told.name not in revision.subject:
        return False
    if change.kind == "field":
        return change.about == {"rename": "name"}.get(revision.op, revision.op)
    line = change.now[0] if change.kind == "logged" else ""
    if line and not line.startswith(str(revision.day)):
        return False
    words = line.partition(": ")[2] or line.partition(" ")[2] or change.about
    return change.kind in _TOLD_BY_SENTENCES and named(words, book) in revision.subject
