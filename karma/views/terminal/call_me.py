"""“Call me”: whom you asked to call, and whom you met and have not been in touch with since (S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import ago, day_words
from karma.core.privacy import open_field
from karma.views.terminal.lines import Line, command, heading, more, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.promises import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.call_me.asked import Asked
    from karma.core.call_me.met import Met

_MOST_MET = 10


def asked_lines(found: Sequence[Asked], book: Book, today: date, width: int) -> list[Line]:
    """Who was to call you and has not, with the number to call them yourself."""
    lines = heading("They were to call; call them yourself") if found else []
    for one in found:
        phone = f", {one.contact.phone[0]}" if one.contact.phone else ""
        text = f"{one.contact.name}{phone}: {named(one.promise.text, book)}"
        since = "was to be by" if one.promise.by else "nothing since"
        lines += paragraph(text, width, 3, first=" ○ ")
        lines += paragraph(f"{since} {day_words(one.since, today)}", width, 5, "dim")
    return lines


def met_lines(found: Sequence[Met], today: date, width: int) -> list[Line]:
    """Whom you met and have not been in touch with since, and when you said that you would call."""
    lines = heading("Met, and nothing has followed yet") if found else []
    for one in found[:_MOST_MET]:
        contact = one.contact
        place = f" at {contact.met_at}" if contact.met_at and open_field(contact, "met_at") else ""
        text = f"{contact.name}: met {ago((today - one.met).days)}{place}"
        lines += paragraph(text, width, 3, first=" ○ ")
        if one.call:
            lines += paragraph(f"call promised, {by_words(one.call, today)}", width, 5, "dim")
    lines += more(len(found) - _MOST_MET, indent=3)
    if any(one.call is None for one in found):
        lines += paragraph("Send a note, and name a day:", width, 3, "dim")
        lines += command("karma promise WHO call --by WHEN")
    return lines
