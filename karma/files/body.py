"""The body of a contact file: prose, and the three sections that have a meaning (format.md, rules 3–5)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Section = Literal["prose", "next time", "promises", "log"]

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"[ \t]*[-*+](?:[ \t]+\[ \])?(?=[ \t])")
_MARKS = frozenset("#`~")
"""One of these begins every heading and every fence."""
_MEANINGFUL: dict[str, Section] = {"next time": "next time", "promises": "promises", "log": "log"}


class BodyLine(NamedTuple):
    """One line of the body: the section it belongs to, its number from 1, its text without the ending.

    `fenced` lines stand in a block of code, its fences included.
    """

    section: Section
    number: int
    text: str
    heading: bool = False
    fenced: bool = False


def split_body(lines: list[str], first: int) -> list[BodyLine]:
    """Each line with the section it stands in; `first` is the number of the first line.

    A section ends at the next heading of the same or a higher level. What looks like a heading inside a
    fenced block of code is none.
    """
    section: Section = "prose"
    level, fence = 0, ""
    found: list[BodyLine] = []
    for number, text in enumerate(lines, first):
        if not fence and text.lstrip(" ")[:1] not in _MARKS:  # most lines by far
            found.append(BodyLine(section, number, text))
            continue
        fence = _fence_after(text, fence)
        heading = None if fence else _HEADING.match(text)
        meaning = _meaning(heading[2]) if heading else None
        if heading and (meaning or len(heading[1]) <= level):
            section = meaning or "prose"
            level = len(heading[1]) if meaning else 0
        found.append(BodyLine(section, number, text, heading is not None, bool(fence)))
    return found


def title_of(text: str) -> str:
    """What the heading `text` says, without its marks; `""` when it is no heading."""
    match = _HEADING.match(text)
    return _without_marks(match[2]) if match else ""


def meaning_of(text: str) -> Section | None:
    """The section that the line begins when it is a heading with a meaning (rule 5), else None."""
    match = _HEADING.match(text)
    return _meaning(match[2]) if match else None


def open_fence(body: list[BodyLine]) -> BodyLine | None:
    """The line of a fence that is never closed, so that all below it is code; None when there is none."""
    if not body or not body[-1].fenced:
        return None
    fence, opened = "", body[0]
    for line in body:
        before, fence = fence, _fence_after(line.text, fence)
        if fence not in (before, "closed"):
            opened = line
    return opened if fence != "closed" else None


def item_text(line: str) -> str:
    """A line under Next time without its bullet and an open box; a plain line is an item too."""
    match = _ITEM.match(line)
    return (line[match.end() :].strip() if match else "") or line.strip()


def _meaning(title: str) -> Section | None:
    return _MEANINGFUL.get(" ".join(_without_marks(title).casefold().split()))


def _without_marks(title: str) -> str:
    return title.rstrip(" \t").rstrip("#").rstrip(" \t")


def _fence_after(text: str, open_fence: str) -> str:
    """The fence that is open after this line, `""` when none is; a closing line still counts as inside."""
    match = _FENCE.match(text)
    if not match:
        return "" if open_fence == "closed" else open_fence
    if not open_fence or open_fence == "closed":
        return match[1]
    closes = match[1].startswith(open_fence) and not text.strip().strip(open_fence[0])
    return "closed" if closes else open_fence
