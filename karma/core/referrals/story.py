"""What the pipeline reads of each log: the lines that make and move referrals, and what answered them.

It is found for each person alone, once for as long as their file stays as it is; most have nothing of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.each import of_each
from karma.core.logline import write
from karma.core.once import once_per_book
from karma.core.referrals.answers import answers, says_in_touch, tries
from karma.core.referrals.openings import givers_named, receivers_named
from karma.core.referrals.stages import STAGES

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

_RANK = {"referred": 0, "intro": 0} | {stage: place for place, stage in enumerate(STAGES) if place}
"""The verbs of the pipeline in the order in which the lines of one day are read."""
_LEVEL = re.compile(r"level-?([1-5])")
ANSWER, ATTEMPT, IN_TOUCH = "answer", "attempt", "in touch"
"""A conversation or a touch by them; a call or message of yours without one; a stage that says you spoke."""


class StoryLine(NamedTuple):
    """A line that opens a referral or moves one: its place `at` in the log, its day, and what it says.

    `named` are preposition and target of all whom the head of a stage links; of an opening only the givers or
    the receivers, without one. `amount` is a decimal as text. `consents` and `level` are what the tags say.
    """

    at: int
    day: int
    verb: str
    named: tuple[tuple[str, str], ...]
    amount: str | None
    currency: str | None
    consents: bool
    level: int | None


class Story(NamedTuple):
    """The `lines` of one person in the order in which they are read, and what came of them.

    `signs` are a day and ANSWER, ATTEMPT or IN_TOUCH each, in the order of the log, from the first of `lines`
    on. `touched` is the last day since then of a touch or favour, and `touched_before` that before today; 0
    without one. `met`: you know each other from somewhere, and nobody introduced you. `news`: some of all
    this is of today.
    """

    lines: tuple[StoryLine, ...]
    signs: tuple[tuple[int, str], ...]
    touched: int
    touched_before: int
    met: bool
    news: bool


@once_per_book
def stories(book: Book, today: date) -> dict[str, tuple[Contact, Story]]:
    """Everybody with a line of the pipeline up to and including `today`, by id, in their order."""
    found = {}
    for contact, told in _story.people(book, today):
        if told:
            lines, *others = told
            found[contact.id] = contact, Story(tuple([StoryLine(*line) for line in lines]), *others)
    return found


@of_each
def _story(contact: Contact, config: Config, today: date) -> tuple[Any, ...] | None:
    """A Story in plain tuples, None for who has no line of the pipeline."""
    lines = [(at, line) for at, line in enumerate(contact.log) if line.date <= today and _moves(line)]
    if not lines:
        return None
    first = min(line.date for _, line in lines)
    since = [line for line in contact.log if first <= line.date <= today]
    touches = [line.date.toordinal() for line in since if config.verbs[line.verb].kind in ("touch", "help")]
    return (
        tuple([_plain(at, line) for at, line in sorted(lines, key=_place)]),
        tuple([(line.date.toordinal(), sign) for line in since if (sign := _sign(line, config))]),
        max(touches, default=0),
        max((day for day in touches if day < today.toordinal()), default=0),
        not contact.via and bool(contact.met or contact.met_at),
        any(line.date == today for line in since),
    )


def _moves(line: LogLine) -> bool:
    """True for a line that opens or moves a referral: not for an introduction that they made."""
    return line.verb in _RANK and not (line.verb == "intro" and line.inbound)


def _place(found: tuple[int, LogLine]) -> tuple[date, bool, str, int, str]:
    """Where a line is read; those that nothing else tells apart stand in the order of their words."""
    line = found[1]
    rank = _RANK[line.verb]
    return line.date, rank > 0, line.time or "", rank, write(line)


def _plain(at: int, line: LogLine) -> tuple[Any, ...]:
    """A StoryLine as a plain tuple."""
    tags = line.tags
    return (
        at,
        line.date.toordinal(),
        line.verb,
        _named(line),
        None if line.amount is None else str(line.amount),
        line.currency,
        "consents" in tags,
        next((int(match[1]) for tag in tags if (match := _LEVEL.fullmatch(tag))), None),
    )


def _named(line: LogLine) -> tuple[tuple[str, str], ...]:
    if line.verb == "referred":
        return tuple([("", target) for target in givers_named(line)])
    if line.verb == "intro":
        return tuple([("", target) for target in receivers_named(line)])
    return tuple([(party.preposition, party.target) for party in line.parties])


def _sign(line: LogLine, config: Config) -> str | None:
    verb = config.verbs[line.verb]
    if answers(line, verb):
        return ANSWER
    if tries(line, verb):
        return ATTEMPT
    return IN_TOUCH if says_in_touch(line) else None
