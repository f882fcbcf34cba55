"""What `refer` and `stage` share: whom they are about, and what a line makes of the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.errors import WhoIsMeant, WrongUsage
from karma.cli.moments import day_past
from karma.cli.people import person
from karma.core.lookup import Unknown, find
from karma.core.referrals.pipeline import pipeline_of
from karma.core.when import likely_days, resolve
from karma.views.terminal.referrals import close_the_loop, where_words

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral


def prospect_named(book: Book, who: str, giver: Contact | None) -> Contact:
    """Who is sent. Raises WhoIsMeant; for somebody new, with the command that makes their file."""
    found = find(book, who)
    try:
        return person(book, who)
    except WhoIsMeant as refused:
        if not isinstance(found, Unknown):
            raise
        name = who.strip().replace('"', "'")
        first = f'karma met "{name}"' + (f" --via {giver.id}" if giver else "")
        near = f"{refused.remedy}\n" if found.near else ""
        raise WhoIsMeant(refused.message, f"{near}Somebody new? First: {first}") from None


def day_behind(words: tuple[str, ...], who: str, today: date) -> date:
    """The day that the words behind a person say, today for none. Raises WrongUsage.

    Words that are no day at all may be the rest of a name without quotes.
    """
    text = " ".join(words) or "today"
    digits = any(char.isdigit() for char in text)
    if not digits and not likely_days(text) and resolve(text, today, "past") is None:
        raise WrongUsage(
            f"“{text}” is no day that karma understands.",
            "Write `2026-11-22`, `yesterday`, `last fri` or `3 days ago`.\n"
            f'A name of several words stands in quotes: "{who} {text}"',
        )
    return day_past(text, today)


def pipeline_with(book: Book, contact: Contact, entry: LogLine, today: date) -> Pipeline:
    """Every referral as it would be with one more line in that person's log."""
    log = tuple(sorted((*contact.log, entry), key=lambda line: line.date))
    changed = replace(contact, log=log)
    people = tuple(changed if one.id == contact.id else one for one in book.contacts)
    return pipeline_of(replace(book, contacts=people), today)


def say_where(referrals: list[Referral], book: Book, today: date) -> None:
    """Says where each referral stands now, and whom to tell or thank."""
    for one in referrals:
        output.say(where_words(one, book, today))
        if one.closed:
            output.say(*close_the_loop(one, book))
