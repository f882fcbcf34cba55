"""A change turned back where it stands, line by line, whatever has changed around it since."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from karma.files.lines import content, split_lines


def in_place(before: str, after: str, now: str) -> str | None:
    """`now` with each change of the operation turned back where it stands; None when a place is not clear."""
    was, later, current = split_lines(after), split_lines(before), split_lines(now)
    places: dict[int, int] = {}
    for start, at, size in SequenceMatcher(None, was, current, autojunk=False).get_matching_blocks():
        places.update((start + n, at + n) for n in range(size))
    known = set(places.values())
    changes = []
    for tag, first, last, new_first, new_last in SequenceMatcher(
        None, was, later, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        span = _span(places, first, last)
        if span is None:
            return None
        first_line, end = span
        if tag == "delete" and end not in known and _opens_section(current, first_line, end):
            first_line += 1
        changes.append((first_line, end, later[new_first:new_last]))
    for start, end, lines in reversed(changes):
        current[start:end] = lines
    joined = all(line != content(line) for line in current[:-1])  # no two lines became one
    return "".join(current) if joined else None


def _opens_section(lines: list[str], start: int, end: int) -> bool:
    """True for a blank line at `start` that parts a heading from what was written below the rest since."""
    if start == 0 or end >= len(lines) or lines[start].strip() or not lines[start - 1].startswith("#"):
        return False
    return bool(lines[end].strip()) and not lines[end].startswith("#")


def _span(places: dict[int, int], first: int, last: int) -> tuple[int, int] | None:
    """Where the lines from `first` to before `last` stand now, one behind the other; of none, the gap."""
    if first == last:
        if first - 1 in places or first == 0:
            at = places.get(first - 1, -1) + 1
            return at, at
        return (places[first], places[first]) if first in places else None
    found = [places.get(n) for n in range(first, last)]
    if any(one is None for one in found) or any(b != (a or 0) + 1 for a, b in pairwise(found)):
        return None
    return places[first], places[last - 1] + 1
