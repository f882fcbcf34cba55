"""The log: a multiset of lines, sorted by date when both sides wrote in it (faults.md G01, G03)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from karma.files.merge.pieces import Hunk
from karma.files.merge.rows import labelled, staying
from karma.files.merge.similar import most_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from karma.files.merge.pieces import Piece
    from karma.files.merge.rows import Row

WHAT = "a line of the log"
_HEAD = re.compile(
    r"[ \t]{0,3}[-*+][ \t]+(?P<day>\d{4}-\d\d-\d\d)(?:[ \t]+(?P<time>\d?\d:\d\d)(?!\S))?"
    r"[ \t]*(?P<verb>[^\s:]*)"
)


class _Placed(NamedTuple):
    """A row with the day and the time it is sorted by; both empty when the line says none."""

    day: str
    time: str
    pieces: list[Piece]


def merge_log(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Piece]:
    """The rows of both sides, each as often as it happened, by day; on one day ours stand before theirs.

    A line that both sides corrected, each in its own way, is a conflict: one event never counts twice unseen.
    """
    stay = staying(base, ours, theirs)
    twice = _corrected_twice(base, ours, theirs)
    for other in twice.values():
        stay[other.says] -= 1
    own, other_side = labelled(ours), labelled(theirs)
    placed = [*_placed(own, stay, twice, {}), *_placed(other_side, stay, {}, own)]
    return [piece for one in _sorted(placed) for piece in one.pieces]


def _placed(
    rows: dict[tuple[str, int], Row],
    stay: Counter[str],
    twice: dict[str, Row],
    known: dict[tuple[str, int], Row],
) -> Iterator[_Placed]:
    """The rows of a side that stay and are not `known`; one without a date goes with the one above it."""
    day = ""
    for (says, number), row in rows.items():
        head = _HEAD.match(row.lines[0])
        day = head["day"] if head else day
        time = (head["time"] or "").rjust(5, "0") if head and head["time"] else ""
        if number >= stay[says] or (says, number) in known:
            continue
        if says in twice and number == stay[says] - 1:
            hunk = Hunk(WHAT, row.lines, twice[says].lines)
            yield _Placed(day, time, [*row.lead, hunk])
        else:
            yield _Placed(day, time, row.pieces)


def _sorted(placed: list[_Placed]) -> list[_Placed]:
    """By day; within a day those that say a time by it, in the places that such lines have there."""
    found = sorted(placed, key=lambda one: one.day)
    timed: dict[str, list[int]] = {}
    for index, one in enumerate(found):
        if one.time:
            timed.setdefault(one.day, []).append(index)
    for places in timed.values():
        rows = sorted((found[index] for index in places), key=lambda one: one.time)
        for index, row in zip(places, rows, strict=True):
            found[index] = row
    return found


def _corrected_twice(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> dict[str, Row]:
    """What ours made of a line, and the row that theirs made of the same line, where the two differ."""
    before, own, other = (Counter(row.says for row in side) for side in (base, ours, theirs))
    gone = (before - own) & (before - other)
    if not gone:
        return {}
    rows = {row.says: row for row in theirs}
    added, more = _by_head(own - before), _by_head(other - before)
    twice: dict[str, Row] = {}
    for line in gone.elements():
        one, another = _correction(line, added), _correction(line, more)
        if one is None or another is None:
            continue
        added[_head(one)].remove(one)
        more[_head(another)].remove(another)
        if one != another and one not in more[_head(one)] and another not in added[_head(another)]:
            twice[one] = rows[another]
    return twice


def _by_head(lines: Counter[str]) -> defaultdict[tuple[str, str], list[str]]:
    """The lines by day and verb."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines.elements():
        found[_head(line)].append(line)
    return found


def _correction(line: str, added: Mapping[tuple[str, str], list[str]]) -> str | None:
    """The line that `line` has become: one of the same verb on the same day, else one of similar words."""
    same = added.get(_head(line)) if _head(line)[0] else None
    if same:
        return most_like(line, same) or same[0]
    return most_like(line, [other for others in added.values() for other in others])


def _head(line: str) -> tuple[str, str]:
    """The day and the verb of a line; both empty when it is none of the log."""
    match = _HEAD.match(line)
    return (match["day"], match["verb"].casefold()) if match else ("", "")
