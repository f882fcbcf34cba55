"""The day at a glance: what is promised, whom to call, why, what to say, what else is worth doing (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.show import fit, show, width_of
from karma.views.terminal.lines import BLANK, NARROWEST, Line, Span, command, heading, line, more, paragraph
from karma.views.terminal.promises import owed_lines
from karma.views.terminal.words import count, long_day

if TYPE_CHECKING:
    from karma.core.agenda import Also, Call, Today
    from karma.core.book import Book

_INDENT = 5
_MOST_PROMISES = 5
_MOST_ALSO = 5
EMPTY = "No one is due today. Somebody you would like to hear from anyway? `karma list` has everyone."
_EMPTY_BOOK = "Your book is empty. Add the first person:"
_FIRST = 'karma met "Bill Okafor"'


def today_lines(day: Today, book: Book, width: int) -> list[Line]:
    """The whole day in at most `width` columns."""
    width = max(width, NARROWEST)
    lines = _title(day, width)
    if not book.contacts:
        return [*lines, BLANK, *paragraph(_EMPTY_BOOK, width, 1), *command(_FIRST, 3)]
    owed = [owed_lines(owed, book, day.today, width) for owed in day.promises[:_MOST_PROMISES]]
    lines += _section("Promises", owed, len(day.promises), "karma promises")
    lines += heading("Calls") if owed and day.calls else [BLANK]
    if not day.calls:
        lines += paragraph(EMPTY, width, 1)
    for number, call in enumerate(day.calls):
        lines += [*([BLANK] if number else []), *_call(call, width)]
    also = [_also(also, width) for also in day.also[:_MOST_ALSO]]
    lines += _section("Also", also, len(day.also), "on the dashboard")
    for says in (day.load, day.voice.says):
        lines += [BLANK, *paragraph(says, width, 1, "dim")] if says else []
    return lines


def _section(title: str, entries: list[list[Line]], total: int, where: str) -> list[Line]:
    """A heading, the first entries of so many, and where the others are; nothing when there are none."""
    lines = heading(title) if entries else []
    for entry in entries:
        lines += entry
    return lines + more(total - len(entries), where, 3)


def tick(done: bool) -> Span:
    """The box in front of what can be done today."""
    return Span(" ✓ ", "good") if done else Span(" ○ ", "accent")


def phone_of(call: Call) -> str:
    """The first number, with its label."""
    return str(call.contact.phone[0]) if call.contact.phone else ""


def _title(day: Today, width: int) -> list[Line]:
    title = long_day(day.today) + (", a day off" if day.day_off else "")
    made = f"{day.made} of {day.wanted} made" if day.made or day.calls else ""
    room = width - width_of(title) - width_of(made)
    if room < 2:
        return [*paragraph(title, width, 0, "strong"), line(Span(made, "dim"))]
    return [line(Span(title, "strong"), " " * room, Span(made, "good" if day.made >= day.wanted else "dim"))]


def _call(call: Call, width: int) -> list[Line]:
    tried = "  tried today" if call.tried else ""
    name = fit(call.contact.name, width - 4 - width_of(tried))
    phone = show(phone_of(call))
    room = width - 3 - width_of(name) - width_of(tried) - width_of(phone)
    who = (tick(call.done), Span(name, "dim" if call.done else "strong"), Span(tried, "dim"))
    lines: list[Line] = []
    if room >= 2:
        lines.append(line(*who, " " * room, phone))
    else:
        lines.append(line(*who))
        lines += paragraph(phone, width, _INDENT)
    if call.done:
        return lines
    lines += paragraph(call.reason, width, _INDENT, "dim")
    return lines + paragraph(call.opener.text, width, _INDENT, first="   → ")


def _also(also: Also, width: int) -> list[Line]:
    text = f"{also.contact.name}: {also.text}"
    lines = paragraph(text, width, 3, "dim" if also.done else "", first=" ✓ " if also.done else " · ")
    return lines + (paragraph(also.reason, width, _INDENT, "dim") if also.reason and not also.done else [])


def made_words(made: int, wanted: int) -> str:
    """How the day is going, in a sentence."""
    if made >= wanted:
        return f"{count(made, 'call')} made: that is the day's work, well done."
    return f"{made} of {wanted} made, and every one counts."
