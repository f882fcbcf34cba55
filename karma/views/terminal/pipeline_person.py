"""The referrals that one person is part of, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.phrases import day_words
from karma.core.referrals.unreachable import play_of
from karma.core.typed import word
from karma.views.terminal.lines import BLANK, Line, Span, command, dated, flow, heading, line, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.pipeline import chosen_lines
from karma.views.terminal.referrals import parties_words
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Referral, Step
    from karma.core.referrals.unreachable import Play


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
        return [*lines, *command(f"karma refer {word(contact.id)} --by GIVER")]
    return lines[1:]


def _steps(one: Referral, book: Book, today: date, width: int) -> list[Line]:
    lines = [line(Span(one.prospect.name, "strong"), Span(f"  {parties_words(one, book)}", "dim"))]
    for step in one.steps:
        stage = f"{step.stage} {_sum(step, book)}".rstrip()
        text = f"{stage}: {named(step.line.text, book)}" if step.line.text else stage
        lines += dated(step.since, today, text, width)
    lines += flow(_facts(one, today), width)
    play = play_of(one, book, today)
    return lines + (_play(play, book, today, width) if play else [])


def _sum(step: Step, book: Book) -> str:
    """The sum that its line names, won or not."""
    if step.line.amount is None:
        return ""
    return money_words(((step.line.currency or book.config.currency, step.line.amount),))


def _facts(one: Referral, today: date) -> list[Line]:
    """What is known besides: how warm, how soon in touch, how many attempts, what it was worth, who knows."""
    facts = [
        "knows and agrees" if one.consents else "",
        f"level {one.level}" if one.level else "",
        _in_touch(one),
        _unanswered(one),
        money_words(one.value or one.amount),
        f"told {day_words(one.told, today)}" if one.told else "",
        f"thanked {day_words(one.thanked, today)}" if one.thanked else "",
    ]
    said = [fact for fact in facts if fact]
    words = [f" {fact}{',' if place < len(said) else '.'}" for place, fact in enumerate(said, 1)]
    # Each is a piece of its own, so that no sum is broken.
    return [
        line(Span(f" {text[1:2].upper()}{text[2:]}" if text is words[0] else text, "dim")) for text in words
    ]


def _in_touch(one: Referral) -> str:
    if one.contacted is None or one.direction == "own":
        return ""
    days = (one.contacted - one.opened).days
    waited = f"after {count(days, 'day')}" if days else "the same day"
    tried = f" and {count(one.attempts, 'attempt')}" if one.attempts else ""
    return f"in touch {waited}{tried}"


def _unanswered(one: Referral) -> str:
    since = " since" if one.contacted else ""
    return f"{count(one.unanswered, 'attempt')} without an answer{since}" if one.unanswered else ""


def _play(play: Play, book: Book, today: date, width: int) -> list[Line]:
    lines: list[Line] = [line(Span(" How to reach them", "accent"))]
    for step in play.steps:
        day = f" ({day_words(step.on, today)})" if step.on else ""
        said = f" {named(step.says, book)}{day}" if step.done else ""
        mark = " ✓ " if step.done else " ○ "
        lines += paragraph(step.text + said, width, 3, "dim" if step.done else "", first=mark)
        if step is play.next:
            lines += command(step.command)
    return lines
