"""Where things stand in the text of a contact, as the reader sees it, and how a line is put in (rule 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karma.core.logline import BULLET
from karma.files.body import BodyLine, Section, split_body
from karma.files.lines import FENCE, FENCE_END, content, split_lines
from karma.files.refusals import EditRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = re.compile(r"[ \t]*(#+)")
_ORDER: tuple[Section, ...] = ("prose", "next time", "promises", "log")


class Outline(NamedTuple):
    """The lines with their endings; `front` is the half-open range of line indices between the fences.

    `front` is None when the file has no front matter.
    """

    lines: list[str]
    front: tuple[int, int] | None
    body: list[BodyLine]

    def section(self, section: Section) -> list[BodyLine]:
        """The last stretch of lines of `section`, its heading first; none when there is no such section."""
        last = next((i for i, line in reversed([*enumerate(self.body)]) if line.section == section), None)
        if last is None:
            return []
        first = last
        while first and self.body[first - 1].section == section:
            first -= 1
        return self.body[first : last + 1]

    def rows(self, section: Section) -> list[BodyLine]:
        """Every line of every such section that is neither blank nor a heading, in the order of the file."""
        return [
            line for line in self.body if line.section == section and line.text.strip() and not line.heading
        ]


def outline(text: str) -> Outline:
    """The outline of `text`, without byte order mark. Raises EditRefused when the front matter never ends."""
    lines = split_lines(text)
    if not lines or not FENCE.match(content(lines[0])):
        return Outline(lines, None, split_body([content(line) for line in lines], 1))
    end = next((i for i, line in enumerate(lines) if i and FENCE_END.match(content(line))), None)
    if end is None:
        raise EditRefused("the front matter is never closed", "Put a line `---` under the last field.")
    return Outline(lines, (1, end), split_body([content(line) for line in lines[end + 1 :]], end + 2))


def append_rows(text: str, section: Section, title: str, new: Sequence[str]) -> str:
    """`text` with `new` as the last lines of the section, which is made under `title` when it is missing."""
    found = outline(text)
    stretch = found.section(section)
    if not stretch:
        return _with_new_section(found, section, title, new)
    rows = [i for i, line in enumerate(stretch) if line.text.strip() and not line.heading]
    if not rows:
        return _first_rows(found, stretch, new)
    last = rows[-1]
    if section != "next time":  # where a plain line is an item too, and the new one is the last of them
        last = next((i for i in reversed(rows) if BULLET.match(stretch[i].text)), last)
    for follower in rows[rows.index(last) + 1 :]:  # what stands right under the last bullet belongs to it
        if follower == last + 1:
            last = follower
    return insert(found.lines, stretch[last].number, new)


def insert(lines: list[str], at: int, new: Sequence[str]) -> str:
    """The text of `lines` with `new` before index `at`, ending as the neighbours do.

    A file whose last line had no ending still has none.
    """
    ending = ending_near(lines, at)
    if at == len(lines) and lines and lines[-1] == content(lines[-1]):
        return "".join(lines) + "".join(ending + line for line in new)
    return "".join([*lines[:at], *(line + ending for line in new), *lines[at:]])


def ending_near(lines: list[str], at: int) -> str:
    """The line ending of the nearest line before index `at`, else of the nearest one after, else LF."""
    for line in [*reversed(lines[:at]), *lines[at:]]:
        if ending := line[len(content(line)) :]:
            return ending
    return "\n"


def _first_rows(found: Outline, stretch: list[BodyLine], new: Sequence[str]) -> str:
    heading = max(i for i, line in enumerate(stretch) if line.heading)
    if heading + 1 < len(stretch):
        return insert(found.lines, stretch[heading + 1].number, new)
    return insert(found.lines, stretch[heading].number, ["", *new])


def _with_new_section(found: Outline, section: Section, title: str, rows: Sequence[str]) -> str:
    marks = next(
        (match[1] for line in found.body if line.section != "prose" and (match := _MARKS.match(line.text))),
        "##",
    )
    new = [f"{marks} {title}", "", *rows]
    later = _ORDER[_ORDER.index(section) + 1 :]
    follower = next((line for line in found.body if line.section in later), None)
    if follower:
        return insert(found.lines, follower.number - 1, [*new, ""])
    gap = [""] if found.lines and content(found.lines[-1]).strip() else []
    return insert(found.lines, len(found.lines), [*gap, *new])
