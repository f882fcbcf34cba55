"""One referral in words: who sent whom, where it stands, and whom to tell and thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words
from karma.core.typed import word
from karma.views.terminal.names import name_of

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Referral

WIDE = 60
"""Columns from which a referral stands in one line."""


def where_words(one: Referral, book: Book, today: date) -> str:
    """Where it stands: `From Bill Okafor on 2 Oct; won on 10 Nov, 39 days later`, as a sentence."""
    day = f"{'on' if one.closed else 'since'} {day_words(one.since, today)}"
    words = parties_words(one, book)
    parties = words[:1].upper() + words[1:]
    if one.direction == "own":
        return f"{parties}; {one.stage} {day}."
    days = (one.since - one.opened).days
    later = {0: "the same day", 1: "the next day"}.get(days) or f"{day}, {days} days later"
    return f"{parties} on {day_words(one.opened, today)}; {one.stage} {later}."


def parties_words(one: Referral, book: Book) -> str:
    """`from Bill Okafor`, `to Eve Ng`, `met by yourself`."""
    if one.giver:
        return f"from {name_of(one.giver, book)}"
    return f"to {name_of(one.receiver, book)}" if one.receiver else "met by yourself"


def close_the_loop(one: Referral, book: Book) -> list[str]:
    """Whom to tell what became of it and whom to thank, each with the command that notes it (S11)."""
    name = name_of(one.giver or "", book)
    steps = []
    if one.closed and one.to_tell and (told := loop_command(one, "told", book)):
        steps.append(f"Tell {name} what became of it: {told}")
    if one.to_thank and (thanked := loop_command(one, "thanked", book)):
        steps.append(f"Thank {name}: {thanked}")
    return steps


def loop_command(one: Referral, verb: str, book: Book) -> str:
    """The command that notes that the giver was `told` or `thanked`; nothing for a giver without a file."""
    giver = book.resolve(one.giver) if one.giver else None
    return f"karma log {word(one.prospect.id)} {verb} --link {word(giver.id)}" if giver else ""
