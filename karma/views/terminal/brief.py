"""What to know before a call: why, what to say, what to remember; then the script if nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.views.terminal.lines import BLANK, Line, Span, heading, line, paragraph
from karma.views.terminal.person import head_lines, log_lines, next_time_lines, promise_lines

if TYPE_CHECKING:
    from datetime import date

    from karma.core.agenda import Opener
    from karma.core.book import Contact

_LAST_LINES = 4


class Brief(NamedTuple):
    """Whom to call, why, how to begin, and the voicemail."""

    contact: Contact
    reason: str
    opener: Opener
    script: str


def brief_lines(brief: Brief, today: date, width: int) -> list[Line]:
    """A brief that fits a screen."""
    contact = brief.contact
    lines = head_lines(contact, width)
    lines += [line(Span(f"  {number}", "accent")) for number in map(str, contact.phone)]
    lines += [BLANK, *paragraph(brief.reason, width, 1)]
    lines += paragraph(brief.opener.text, width, 3, "strong", first=" → ")
    lines += paragraph(brief.opener.because, width, 3, "dim")
    lines += next_time_lines(contact, width)
    lines += promise_lines(contact, today, width)
    lines += _things(contact, width)
    lines += log_lines(contact, today, width, _LAST_LINES)
    return [*lines, *heading("If nobody answers"), *paragraph(brief.script, width, 1, "dim")]


def _things(contact: Contact, width: int) -> list[Line]:
    """What they like, need and offer, and the first paragraph of the notes."""
    lines: list[Line] = []
    for title, texts in (("likes", contact.interests), ("needs", contact.needs), ("offers", contact.offers)):
        if texts:
            lines += paragraph(", ".join(texts), width, 9, first=f" {title}")
    notes = contact.prose.strip().split("\n\n")[0]
    if notes:
        lines += paragraph(notes.replace("\n", " "), width, 1)
    return [*heading("To remember"), *lines] if lines else []
