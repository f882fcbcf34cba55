"""Who answered, and which attempts found no answer, in a prospect's log (S7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.referrals.stages import IN_TOUCH, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb


def lines_between(prospect: Contact, first: date, last: date) -> Iterator[LogLine]:
    """The lines of their log from `first` to `last`, both days included, oldest first."""
    return (line for line in prospect.log if first <= line.date <= last)


def is_answer(line: LogLine, book: Book) -> bool:
    """True for a conversation, or a touch by them."""
    return answers(line, book.config.verbs[line.verb])


def answers(line: LogLine, verb: Verb) -> bool:
    """The same of a line with that verb."""
    return verb.answered or (line.inbound and verb.kind == "touch")


def is_attempt(line: LogLine, book: Book) -> bool:
    """True for a call or message of yours without an answer."""
    return tries(line, book.config.verbs[line.verb])


def tries(line: LogLine, verb: Verb) -> bool:
    """The same of a line with that verb."""
    return verb.voice and not verb.answered and not line.inbound


def says_in_touch(line: LogLine) -> bool:
    """True for a stage such as `reached`, but not for one between them and somebody to whom you sent them."""
    return line.verb in IN_TOUCH and not between_others(line)


def between_others(line: LogLine) -> bool:
    """True for a stage between the prospect and somebody to whom you sent them: `reached with [[eve]]`."""
    return line.verb in STAGES and any(party.preposition in ("with", "to") for party in line.parties)


def unanswered(prospect: Contact, book: Book, opened: date, today: date) -> tuple[LogLine, ...]:
    """The attempts since the opening and since the last answer, oldest first.

    What you sent meanwhile is no answer; a stage such as `reached` says that there was one.
    """
    run: list[LogLine] = []
    for line in reversed(list(lines_between(prospect, opened, today))):
        if is_answer(line, book) or says_in_touch(line):
            break
        if is_attempt(line, book):
            run.append(line)
    return tuple(reversed(run))
