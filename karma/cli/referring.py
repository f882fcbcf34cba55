"""What `refer`, `stage` and `log` share: whom they are about, and what a line makes of the pipeline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.cli import clock, output
from karma.cli.errors import CannotDo, WhoIsMeant, WrongUsage
from karma.cli.moments import day_past
from karma.cli.people import person
from karma.core.amounts import sum_meant
from karma.core.lookup import Unknown, find
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.stages import STAGES
from karma.core.typed import quoted, word
from karma.core.when import likely_days, resolve
from karma.views.terminal.referrals import close_the_loop, where_words
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral


_SUM = re.compile(r"(?:[A-Z]{3} ?|[€$£¥] ?)?\d[\d.,]*(?: ?(?:[A-Z]{3}|[€$£¥]))?")


def prospect_named(book: Book, who: str, giver: Contact | None) -> Contact:
    """Who is sent. Raises WhoIsMeant; for somebody new, with the command that makes their file."""
    found = find(book, who)
    try:
        return person(book, who)
    except WhoIsMeant as refused:
        if not isinstance(found, Unknown):
            raise
        first = f"karma met {quoted(who.strip())}" + (f" --via {word(giver.id)}" if giver else "")
        near = f"{refused.remedy}\n" if found.near else ""
        raise WhoIsMeant(refused.message, f"{near}Somebody new? First: {first}") from None


def day_behind(words: tuple[str, ...], today: date, otherwise: str) -> date:
    """The day that the words say, today for none. Raises WrongUsage.

    `otherwise` says what words that are no day at all may have been meant as.
    """
    text = " ".join(words) or "today"
    digits = any(char.isdigit() for char in text)
    if not digits and not likely_days(text) and resolve(text, today, "past") is None:
        raise WrongUsage(
            f"“{text}” is no day that karma understands.",
            f"Write `2026-11-22`, `yesterday`, `last fri` or `3 days ago`.\n{otherwise}",
        )
    return day_past(text, today)


def refuse_bare_sum(words: tuple[str, ...], today: date) -> None:
    """Raises WrongUsage for `won 5000`: a sum where the day belongs, said as the file has it."""
    text = " ".join(words)
    if _SUM.fullmatch(text) and not likely_days(text) and resolve(text, today, "past") is None:
        raise WrongUsage(
            f"“{text}” is no day that karma understands.",
            f"Is it the sum? --amount {word(sum_meant(text) or text)}",
        )


def pipeline_with(book: Book, contact: Contact, entry: LogLine, today: date) -> Pipeline:
    """Every referral as it would be with one more line in that person's log."""
    log = tuple(sorted((*contact.log, entry), key=lambda line: line.date))
    changed = replace(contact, log=log)
    people = tuple(changed if one.id == contact.id else one for one in book.contacts)
    return pipeline_of(replace(book, contacts=people), today)


def newest_of_the_day(contact: Contact, entry: LogLine, book: Book, today: date) -> LogLine:
    """The stage line as it counts: with a time of day where another stage of that day would outrank it.

    The newest word of a day is the one that counts (S7). Raises CannotDo when the day has no minute left.
    """
    if not _outranked(contact, entry, book, today):
        return entry
    stages = (line for line in contact.log if line.date == entry.date and line.verb in STAGES)
    last = max((line.time for line in stages if line.time), default="")
    timed = replace(entry, time=max(clock.time_of_day(book.config), _minute_after(last)))
    if _outranked(contact, timed, book, today):
        raise CannotDo(
            f"The log has a stage of {short_day(entry.date)} at {last}, which comes later.",
            f"Mend that line: karma edit {word(contact.id)}",
        )
    return timed


def _outranked(contact: Contact, entry: LogLine, book: Book, today: date) -> bool:
    """True when a referral that the line moves stands elsewhere at the end of that very day."""
    return any(
        one.stage_on(entry.date) != entry.verb
        for one in pipeline_with(book, contact, entry, today).of(contact)
        if any(step.line == entry for step in one.steps)
    )


def _minute_after(time: str) -> str:
    if time in ("", "23:59"):
        return time
    minutes = int(time[:2]) * 60 + int(time[3:]) + 1
    return f"{minutes // 60:02}:{minutes % 60:02}"


def missing_referral(contact: Contact, entry: LogLine, book: Book, today: date) -> tuple[str, str] | None:
    """Why a stage in their log belongs to no referral, and what to do; None when it belongs to one."""
    known = pipeline_with(book, contact, entry, today)
    if not any((one.contact.id, one.line) == (contact.id, entry) for one in known.unfit):
        return None
    party = next(iter(entry.parties), None)
    other = book.resolve(party.target) if party else None
    begun = [one.opened for one in known.of(contact) if _meant(one, other)]
    who = word(contact.id)
    if begun:
        return (
            f"{contact.name} was referred on {short_day(min(begun))}, and no stage comes before that.",
            f"Say another day, or mend that of the referral: karma edit {who}",
        )
    refer = f"karma refer {who}" + (f" {entry.date}" if entry.date != today else "")
    if party and other:
        side = "--by" if party.preposition == "by" else "--to"
        return (
            f"The book knows no referral between {contact.name} and {other.name}.",
            f"Write it down: {refer} {side} {word(other.id)}",
        )
    via = book.resolve(contact.via) if contact.via else None
    met = "" if via else f"\nYou met them yourself? Say where: `met_at: …`, karma edit {who}"
    giver = word(via.id) if via else "GIVER"
    return f"The book knows no referral of {contact.name}.", f"Who sent them? {refer} --by {giver}{met}"


def _meant(one: Referral, other: Contact | None) -> bool:
    """True when a line would have been about this one, had it been open by then."""
    return other.id in (one.giver, one.receiver) if other else one.direction == "in"


def say_where(referrals: list[Referral], book: Book, today: date) -> None:
    """Says where each referral stands now, and whom to tell or thank."""
    for one in referrals:
        output.say(where_words(one, book, today))
        if one.closed:
            output.say(*close_the_loop(one, book))
