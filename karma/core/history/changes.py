"""What happened between two readings of one person's file, in the order a reader wants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.history.alike import gone_and_come, likeness_of_words, paired
from karma.core.history.change import Change
from karma.core.history.fields import field_changes
from karma.core.history.promises import promise_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.logline import LogLine

_SAME_OCCASION = 0.5
"""What the same day and verb alone count: enough for a correction, less than words in common."""


def changes(before: Contact | None, after: Contact | None) -> tuple[Change, ...]:
    """What happened to a person whose file said `before` and says `after`; None where there is no file.

    First the person, then the log, promises, fields, next time and prose. Lines that moved, and whatever
    karma does not read (blanks, quotes, comments), are no change. Of somebody new, what stands in log and
    promises is told as well; of somebody gone only that.
    """
    if before is None and after is None:
        return ()
    if after is None:
        return (Change("removed", before.name if before else ""),)
    if before is None:
        return (
            Change("new", after.name),
            *_log((), after.log),
            *promise_changes((), after.promises),
        )
    return (
        *_person(before, after),
        *_log(before.log, after.log),
        *promise_changes(before.promises, after.promises),
        *field_changes(before, after),
        *_next_time(before, after),
        *_prose(before, after),
    )


def _person(before: Contact, after: Contact) -> Iterator[Change]:
    if before.id != after.id:
        yield Change("renamed", was=(before.id,), now=(after.id,))
    if before.archived != after.archived:
        yield Change("archived" if after.archived else "brought back", after.name)


def _log(before: Sequence[LogLine], after: Sequence[LogLine]) -> Iterator[Change]:
    gone, come = gone_and_come(list(map(_without_block, before)), list(map(_without_block, after)))
    pairs, gone, come = paired(gone, come, _likeness)
    yield from (Change("logged", now=(written(one),)) for one in come)
    yield from (Change("corrected", was=(written(was),), now=(written(now),)) for was, now in pairs)
    yield from (Change("unlogged", was=(written(one),)) for one in gone)


def _likeness(one: LogLine, other: LogLine) -> float:
    """From 0 to 1, and half more for the same day and verb: among two such lines the words decide."""
    words = likeness_of_words(one.text, other.text)
    if (one.date, one.verb) == (other.date, other.verb):
        return _SAME_OCCASION + words
    same_links = bool(one.parties) and one.parties == other.parties and one.text == other.text
    return 1.0 if same_links else words


def _without_block(entry: LogLine) -> LogLine:
    return replace(entry, block="")


def written(entry: LogLine) -> str:
    """A line of the log as a change has it: without bullet, and without the id of its block."""
    return logline.write(_without_block(entry)).removeprefix("- ")


def _next_time(before: Contact, after: Contact) -> Iterator[Change]:
    gone, come = gone_and_come(before.next_time, after.next_time)
    yield from (Change("noted", now=(item,)) for item in come)
    yield from (Change("struck", was=(item,)) for item in gone)


def _prose(before: Contact, after: Contact) -> Iterator[Change]:
    gone, come = gone_and_come(_lines(before.prose), _lines(after.prose))
    if gone or come:
        yield Change("prose", was=tuple(gone), now=tuple(come))


def _lines(prose: str) -> list[str]:
    return [line.strip() for line in prose.split("\n") if line.strip()]
