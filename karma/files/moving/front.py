"""The front matter of two files of one person as one: lists as sets, and never a choice that nobody made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.files.field_edit import SetField
from karma.files.lines import content
from karma.files.merge.entries import plain, split_entries
from karma.files.merge.front import WHAT, merge_front
from karma.files.outline import ending_near, outline
from karma.files.refusals import EditRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from karma.core.book import Contact
    from karma.files.merge.pieces import Hunk

_NO_FRONT = "---\n---\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """A key that says one thing in the file that stays and another in the one that goes."""

    key: str
    kept: str
    taken: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The text with the front matter of both, what of either had to give way, and what is still undecided.

    `gave_way` holds key, value, and if it was the value of the file that stays.
    """

    text: str
    gave_way: tuple[tuple[str, str, bool], ...] = ()
    undecided: tuple[Difference, ...] = ()


def agreed(text: str, contact: Contact, other: Contact) -> str:
    """`text`, which says `contact`, with what the two need not be asked about.

    The day they were met or entered is the earlier one, and what was private in one file stays so.
    """
    for field in ("met", "added"):
        days = [day for day in (getattr(contact, field), getattr(other, field)) if day]
        if len(days) == 2 and min(days) != getattr(contact, field):
            text = SetField(field, min(days).isoformat()).apply(text)
    if (contact.hidden or other.hidden) and contact.private != ("true",):
        text = SetField("private", "true").apply(text)
    return text


def joined_front(text: str, other: str, take: Collection[str], keep: Collection[str]) -> Joined:
    """`text` with what the front matter of `other` says and it does not.

    Where the two differ, the value of `other` counts for the keys of `take`, the own one for those of `keep`.
    Both are flat. Raises EditRefused where `text` has no front matter.
    """
    found, theirs = outline(text), outline(other if outline(other).front else _NO_FRONT)
    if found.front is None or theirs.front is None:
        raise EditRefused(
            "the file has no front matter", "Begin it with three lines: `---`, `name: Their Name`, `---`."
        )
    first, last = found.front
    own = [content(line) for line in found.lines[first:last]]
    pieces = merge_front([], own, [content(line) for line in theirs.lines[slice(*theirs.front)]])
    lines: list[str] = []
    gave_way: list[tuple[str, str, bool]] = []
    undecided = []
    for piece in pieces:
        if isinstance(piece, str):
            lines.append(piece)
            continue
        if piece.what == WHAT:
            lines += _comments(piece)
            continue
        lines += piece.theirs if piece.what in take else piece.ours
        if piece.what not in (*take, *keep):
            undecided.append(Difference(piece.what, _said(piece.ours), _said(piece.theirs)))
        elif piece.what in take:
            gave_way.append((piece.what, _said(piece.ours), True))
        else:
            gave_way.append((piece.what, _said(piece.theirs), False))
    ending = ending_near(found.lines, first + 1)
    old = {content(line): line for line in found.lines[first:last]}
    new = [old.get(line, line + ending) for line in lines]
    return Joined(
        "".join([*found.lines[:first], *new, *found.lines[last:]]), tuple(gave_way), tuple(undecided)
    )


def is_flat(text: str) -> bool:
    """True when the front matter is a list of keys, each once, or is not there at all."""
    found = outline(text)
    return not found.front or split_entries(list(map(content, found.lines[slice(*found.front)]))) is not None


def noted(text: str, comments: Sequence[str]) -> str:
    """`text` with comments as the last lines of the front matter, where nothing is ever published."""
    found = outline(text)
    if not found.front or not comments:
        return text
    last = found.front[1]
    ending = ending_near(found.lines, last)
    return "".join([*found.lines[:last], *(f"# {one}{ending}" for one in comments), *found.lines[last:]])


def named(text: str, aliases: Sequence[str], contact: Contact) -> str:
    """`text` with these aliases, if they are not those it has."""
    known = set(map(fold, contact.aliases))
    return SetField("aliases", tuple(aliases)).apply(text) if set(map(fold, aliases)) != known else text


def _comments(piece: Hunk) -> list[str]:
    """The comments of both sides, each once."""
    return [*piece.ours, *(line for line in piece.theirs if line not in piece.ours)]


def _said(lines: Sequence[str]) -> str:
    """The value of a key in a few words."""
    rest = plain(lines[0].partition(":")[2]) if lines else ""
    return ", ".join(filter(None, (rest, *(line.strip().removeprefix("- ").strip() for line in lines[1:]))))
