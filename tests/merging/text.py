"""Contact files as a person types them, and read again line by line: no code of karma's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.merging.model import Lines

OURS, MIDDLE, THEIRS = (re.compile(pattern) for pattern in (r"<{7,} ", r"={7,}$", r">{7,} "))
"""Git makes its markers longer where it merges within a merge, and where a file got two names."""
OUTSIDE = -1


def compose(
    front: list[str], tags: list[str], prose: list[str], promises: list[str], log: list[str]
) -> list[str]:
    """The lines of a whole file."""
    head = ["---", *front, "tags:", *tags, "---", ""]
    body = [line for paragraph in prose for line in (paragraph, "")]
    return [*head, *body, "## Promises", "", *promises, "", "## Log", "", *log, ""]


def read(path: Path) -> list[str]:
    """The lines of the file, each without its ending."""
    return [line.removesuffix("\r") for line in path.read_bytes().decode().split("\n")]


def write(path: Path, lines: list[str], *, crlf: bool = False) -> None:
    """Writes the file with one kind of ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(("\r\n" if crlf else "\n").join(lines).encode())


def contents(lines: list[str]) -> Lines:
    """Every line that says something, with the section that it stands in; items of a list with their key."""
    found: Lines = Counter()
    section, key = "", ""
    for line in lines:
        if line == "---" and section != "log":
            section = "prose" if section else "front"
        elif line.startswith("## "):
            section = line[3:].casefold()
        elif section == "front" and line.endswith(":"):
            key = line[:-1]
            found["key", key] += 1
        elif section == "front" and line.startswith("  - "):
            found[key, line] += 1
        elif line:
            found[section, line] += 1
    return found


def conflicts(lines: list[str]) -> list[tuple[int, list[str], list[str]]]:
    """The number of the first line of each conflict, from 1, and its two sides."""
    found: list[tuple[int, list[str], list[str]]] = []
    for number, side, line in _sides(lines):
        if side == 0 and OURS.match(line):
            found.append((number, [], []))
        elif side == 1:
            found[-1][1].append(line)
        elif side == 2:
            found[-1][2].append(line)
    return found


def take(lines: list[str], wanted: list[int]) -> list[str]:
    """The lines with one side of each conflict: 1 for ours, 2 for theirs."""
    kept: list[str] = []
    at = -1
    for _, side, line in _sides(lines):
        if side == 0:
            at += 1 if OURS.match(line) else 0
        elif side == OUTSIDE or side == wanted[at]:
            kept.append(line)
    return kept


def _sides(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Each line with its number and where it stands: OUTSIDE, 1 ours, 2 theirs; 0 for a marker."""
    side = OUTSIDE
    for number, line in enumerate(lines, 1):
        if side == OUTSIDE and OURS.match(line):
            yield number, 0, line
            side = 1
        elif side == 1 and MIDDLE.match(line):
            yield number, 0, line
            side = 2
        elif side == 2 and THEIRS.match(line):
            yield number, 0, line
            side = OUTSIDE
        else:
            yield number, side, line


def add_row(lines: list[str], section: str, row: str, *, by_date: bool = False) -> list[str]:
    """One more line at the end of the section; `by_date`: before the first later line."""
    start = lines.index(f"## {section}") + 1
    end = next((at for at in range(start, len(lines)) if lines[at].startswith("## ")), len(lines))
    while not lines[end - 1]:
        end -= 1
    if by_date:
        end = next((at for at in range(start, end) if lines[at] and lines[at] > row), end)
    return [*lines[:end], *([""] if end == start else []), row, *(lines[end:] or [""])]


def add_front(lines: list[str], line: str, after: str) -> list[str]:
    """One more line of the front matter under the line `after`."""
    at = lines.index(after) + 1
    return [*lines[:at], line, *lines[at:]]


def swap(lines: list[str], old: str, new: str | None) -> list[str]:
    """`new` in the place of the first line that is `old`."""
    at = lines.index(old)
    return [*lines[:at], *([] if new is None else [new]), *lines[at + 1 :]]
