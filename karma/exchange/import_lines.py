"""Which lines a person's log still lacks, so that importing twice changes nothing (faults.md I10)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from karma.core.logline import LogLine, split_block, with_block

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from karma.exchange.rows import Interaction


def once_each(interactions: Iterable[Interaction]) -> list[Interaction]:
    """The interactions with one person without those that the table has twice, in its order.

    An id means one thing on one day. Without an id, what is the same in every word is the same.
    """
    found: dict[Hashable, Interaction] = {}
    for said in interactions:
        found.setdefault((said.date, said.id) if said.id else _words(said, said.text), said)
    return list(found.values())


def missing(log: Sequence[LogLine], wanted: Iterable[Interaction]) -> tuple[LogLine, ...]:
    """The lines that `log` lacks, sorted by date. `wanted` holds everything once.

    A line with the day and the id is there whatever the user made of its words. A line typed or imported
    without an id is taken for the first interaction that says the same.
    """
    known = {(line.date, line.block) for line in log if line.block}
    words = {_words(line, text) for line in log for text in (line.text, with_block(line.text, line.block))}
    unnamed = Counter(_words(line, line.text) for line in log if not line.block)
    lines: list[LogLine] = []
    for said in wanted:
        line = to_line(said)
        same = _words(line, said.text)
        if (said.date, said.id) in known or (not said.id and same in words):
            continue
        if said.id and unnamed[same]:
            unnamed[same] -= 1
            continue
        lines.append(line)
    return tuple(sorted(lines, key=lambda line: line.date))


def to_line(said: Interaction) -> LogLine:
    """The log line of an interaction: its id stands behind the text, as Obsidian marks a block."""
    text, block = (said.text, said.id) if said.id else split_block(said.text)
    return LogLine(said.date, said.verb, text, inbound=said.inbound, block=block)


def _words(said: LogLine | Interaction, text: str) -> Hashable:
    """What happened and `text`: what makes two lines the same when there is no id."""
    return said.date, said.verb, said.inbound, text
