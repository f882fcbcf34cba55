"""What to know before a call: why, what to say, what to remember; then the script if nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.cultivation.words import QUESTION
from karma.views.terminal.lines import BLANK, Line, Span, flow, heading, line, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.person import head_lines, log_lines, next_time_lines, promise_lines

if TYPE_CHECKING:
    from datetime import date

    from karma.core.agenda import Opener
    from karma.core.book import Book, Contact
    from karma.core.cultivation.recall import Recall

_LAST_LINES = 4


class Brief(NamedTuple):
    """Whom to call, why, how to begin, the voicemail, and the recall that this is, if it is one."""

    contact: Contact
    reason: str
    opener: Opener
    script: str
    recall: Recall | None = None


def brief_lines(brief: Brief, book: Book, today: date, width: int) -> list[Line]:
    """All there is to know."""
    return [*_first(brief, today, width), *more_lines(brief, book, today, width)]


def call_lines(brief: Brief, book: Book, today: date, width: int, room: int) -> list[Line]:
    """What has to be seen while you dial, in `room` lines if it can be: name, number, reason, opener.

    Of what you noted and promised, what does not fit is left for the key `m`.
    """
    lines = _first(brief, today, width)
    agreed = _agreed(brief.contact, book, today, width)
    left = room - len(lines)
    if len(agreed) > left:
        agreed = [*agreed[: max(left - 1, 0)], line(Span("   … and more: m", "dim"))]
    return [*lines, *agreed]


def more_lines(brief: Brief, book: Book, today: date, width: int) -> list[Line]:
    """The rest: what you noted and promised, what to remember, the end of the log, the voicemail."""
    lines = _agreed(brief.contact, book, today, width)
    lines += _things(brief.contact, book, width)
    lines += log_lines(brief.contact, book, today, width, _LAST_LINES)
    return [*lines, *script_lines(brief, width)]


def script_lines(brief: Brief, width: int) -> list[Line]:
    """What to say to a machine."""
    return [*heading("If nobody answers"), *paragraph(brief.script, width, 1, "dim")]


def who_lines(contact: Contact, width: int) -> list[Line]:
    """The name and the first number."""
    number = f"  {contact.phone[0]}" if contact.phone else ""
    return flow([line(Span(contact.name, "strong")), line(Span(number, "accent"))], width)


def _first(brief: Brief, today: date, width: int) -> list[Line]:
    contact = brief.contact
    lines = head_lines(contact, width)
    lines += [line(Span(f"  {number}", "accent")) for number in map(str, contact.phone)]
    lines += [BLANK, *paragraph(brief.reason, width, 1)]
    lines += paragraph(brief.opener.text, width, 3, "strong", first=" → ")
    return [*lines, *paragraph(brief.opener.because, width, 3, "dim"), *_recall(brief.recall, today, width)]


def _recall(recall: Recall | None, today: date, width: int) -> list[Line]:
    """That this is a recall, what to ask, and what is known of how it fits (S13)."""
    if recall is None:
        return []
    known = f"{recall.says(today)} {recall.fit}"
    return [*paragraph(f"A recall. {QUESTION}", width, 1, "accent"), *paragraph(known, width, 3, "dim")]


def _agreed(contact: Contact, book: Book, today: date, width: int) -> list[Line]:
    return next_time_lines(contact, book, width) + promise_lines(contact, book, today, width)


def _things(contact: Contact, book: Book, width: int) -> list[Line]:
    """What they like, need and offer, and the first paragraph of the notes."""
    lines: list[Line] = []
    for title, texts in (("likes", contact.interests), ("needs", contact.needs), ("offers", contact.offers)):
        if texts:
            lines += paragraph(named(", ".join(texts), book), width, 9, first=f" {title}")
    notes = contact.prose.strip().split("\n\n")[0]
    if notes:
        lines += paragraph(named(notes.replace("\n", " "), book), width, 1)
    return [*heading("To remember"), *lines] if lines else []
