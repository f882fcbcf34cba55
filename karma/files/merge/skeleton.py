"""A body as its prose, with one place for each section that has a meaning (format.md, rule 5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.files.body import meaning_of, open_fence, split_body, title_of
from karma.files.merge.weave import weave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.body import BodyLine

Key = tuple[str, str, int]
"""A section, the folded title of a heading below its own (else empty), and which of several it is."""
_SIGN = "\ue000"
"""A character for private use, which begins the line that stands for a section."""
_ORDER = ("next time", "promises", "log")
_MARKERS = ("<" * 7, ">" * 7)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a section with what stands below it, up to the next heading.

    `lead` are the blank lines above the heading, `gap` those below it, `rows` the rest without blank lines at
    its end. `fenced`: there is a block of code in it.
    """

    lead: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    gap: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    fenced: bool = False

    @property
    def lines(self) -> list[str]:
        """The block as it stands in the file."""
        return [*self.lead, *self.heading, *self.gap, *self.rows]


ABSENT = Block()


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The prose of a body line by line, and a key where a section stands."""

    parts: tuple[str | Key, ...]
    blocks: dict[Key, Block]

    def lines(self, order: Sequence[Key], others: Sequence[Skeleton]) -> list[str]:
        """The prose with a sign for each section of `order`; what is missing here stands as in `others`."""
        parts = list(self.parts)
        for number, key in enumerate(order):
            if key not in self.blocks:
                first = max((parts.index(one) + 1 for one in order[:number]), default=0)
                last = next((parts.index(one) for one in order[number + 1 :] if one in parts), len(parts))
                parts.insert(min(max(_place(parts, key, others), first), last), key)
        known = set(order)
        lines: list[str] = []
        for part in parts:
            if isinstance(part, str):
                lines.append(part)
            elif part in known:
                lines += ["", sign_of(order.index(part))]
        return lines


def sign_of(number: int) -> str:
    """The line that stands for a section; without the digit git would join the conflicts on its two sides.

    A blank line above it parts what was added at the end of the prose from an edit of its last line.
    """
    return f"{_SIGN}{number}"


def is_sign(line: str) -> bool:
    """True for a line that stands for a section."""
    return line.startswith(_SIGN)


def skeleton(lines: list[str]) -> Skeleton | None:
    """The body taken apart; None when it is not clear what stands where: an open fence, an old conflict."""
    body = split_body(lines, 1)
    if any(_SIGN in line or line.startswith(_MARKERS) for line in lines) or open_fence(body):
        return None
    parts: list[str | Key] = []
    blocks: dict[Key, Block] = {}
    seen: Counter[tuple[str, str]] = Counter()
    at = 0
    while at < len(body):
        if body[at].section == "prose":
            parts.append(body[at].text)
            at += 1
            continue
        end = next((i for i in range(at + 1, len(body)) if _begins(body, i)), len(body))
        while not body[end - 1].text.strip():  # blank lines belong to what comes below them
            end -= 1
        name = (body[at].section, "" if meaning_of(body[at].text) else fold(title_of(body[at].text)))
        key = (*name, seen[name])
        seen[name] += 1
        blocks[key] = _block(_blank_end(parts), body[at:end])
        parts.append(key)
        at = end
        while at < len(body) and body[at].section != "prose" and not body[at].heading:
            parts.append(body[at].text)
            at += 1
    return Skeleton(tuple(parts), blocks)


def common_order(base: Skeleton, ours: Skeleton, theirs: Skeleton) -> list[Key] | None:
    """The sections of ours and theirs in one order; None when the sides contradict each other in it."""
    sides = (base, ours, theirs)
    repeated = {key[:2] for side in sides for key in side.blocks if key[2]}
    for name in repeated:
        if len({sum(key[:2] == name for key in side.blocks) for side in sides}) > 1:
            return None
    for one, other in ((ours, theirs), (base, ours), (base, theirs)):
        if [key for key in one.blocks if key in other.blocks] != [k for k in other.blocks if k in one.blocks]:
            return None
    order = weave(list(ours.blocks), list(theirs.blocks))
    usual = all(list(side.blocks) == sorted(side.blocks, key=_rank) for side in (ours, theirs))
    return sorted(order, key=_rank) if usual else order


def _rank(key: Key) -> int:
    """Where the section usually stands: the log is the last one, so that lines can be put behind it."""
    return _ORDER.index(key[0])


def _begins(body: list[BodyLine], at: int) -> bool:
    return body[at].heading or body[at].section != body[at - 1].section


def _blank_end(parts: list[str | Key]) -> tuple[str, ...]:
    """Takes the blank lines at the end of `parts` away."""
    end = len(parts)
    while end and isinstance(last := parts[end - 1], str) and not last.strip():
        end -= 1
    blank = tuple(part for part in parts[end:] if isinstance(part, str))
    del parts[end:]
    return blank


def _block(lead: tuple[str, ...], lines: list[BodyLine]) -> Block:
    texts = tuple(line.text for line in lines)
    first = next((i for i, text in enumerate(texts) if i and text.strip()), len(texts))
    return Block(lead, texts[:1], texts[1:first], texts[first:], any(line.fenced for line in lines))


def _place(parts: list[str | Key], key: Key, others: Sequence[Skeleton]) -> int:
    """Where in `parts` a section belongs that is missing there: behind its neighbour in a text with it."""
    other = next(side for side in others if key in side.blocks)
    at = other.parts.index(key)
    before = other.parts[at - 1] if at else None
    return parts.index(before) + 1 if isinstance(before, tuple) and before in parts else len(parts)
