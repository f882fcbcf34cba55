"""The referrals that one person is part of, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.phrases import day_words
from karma.core.referrals.unreachable import play_of
from karma.views.terminal.lines import BLANK, Line, Span, heading, line, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.pipeline import chosen_lines
from karma.views.terminal.referrals import parties_words
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.unreachable import Play

_DAY = 13


def person_referral_lines(
    contact: Contact, part_of: Sequence[Referral], book: Book, today: date, width: int
) -> list[Line]:
    """Those of which they are the prospect with every step, then whom they sent and who was sent to them."""
    lines: list[Line] = []
    for one in part_of:
        if one.prospect.id == contact.id:
            lines += [BLANK, *_steps(one, book, today, width)]
    sent = [one for one in part_of if one.giver == contact.id]
    received = [one for one in part_of if one.receiver == contact.id]
    for title, found in (("They sent you", sent), ("You sent them", received)):
        if found:
            lines += [*heading(title), BLANK, *chosen_lines(found, book, today, width)]
    if not lines:
        lines = paragraph(f"{contact.name} is part of no referral yet.", width, 1)
        return [*lines, *paragraph(f"karma refer {contact.id} --by GIVER", width, 3, "accent")]
    return lines[1:]


def _steps(one: Referral, book: Book, today: date, width: int) -> list[Line]:
    lines = [line(Span(one.prospect.name, "strong"), Span(f"  {parties_words(one, book)}", "dim"))]
    for step in one.steps:
        text = f"{step.stage}: {named(step.line.text, book)}" if step.line.text else step.stage
        lines += paragraph(text, width, _DAY, first=f" {day_words(step.since, today)}")
    lines += paragraph(_facts(one, today), width, 1, "dim")
    play = play_of(one, book, today)
    return lines + (_play(play, book, today, width) if play else [])


def _facts(one: Referral, today: date) -> str:
    """What is known besides: how warm, how many attempts, how soon in touch, what it was worth, who knows."""
    facts = [
        "knows and agrees" if one.consents else "",
        f"level {one.level}" if one.level else "",
        f"{count(one.attempts, 'attempt')} without an answer" if one.attempts else "",
        f"in touch after {count((one.contacted - one.opened).days, 'day')}" if one.contacted else "",
        money_words(one.value or one.amount),
        f"told {day_words(one.told, today)}" if one.told else "",
        f"thanked {day_words(one.thanked, today)}" if one.thanked else "",
    ]
    words = ", ".join(filter(None, facts))
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _play(play: Play, book: Book, today: date, width: int) -> list[Line]:
    lines: list[Line] = [line(Span(" How to reach them", "accent"))]
    for step in play.steps:
        day = f" ({day_words(step.on, today)})" if step.on else ""
        said = f" {named(step.says, book)}{day}" if step.done else ""
        mark = " ✓ " if step.done else " ○ "
        lines += paragraph(step.text + said, width, 3, "dim" if step.done else "", first=mark)
        if step is play.next:
            lines += paragraph(step.command, width, 5, "accent")
    return lines
