"""The lines of one entry of the front matter, and the same entry with other values (rules 2 and 7).

Lines are kept where they already say what they should, so that comments and quoting survive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from karma.files.refusals import EditRefused
from karma.files.scalar import is_plain, means, quote

KEY = re.compile(r"""(?P<key>(?P<quote>["']?)(?P<name>\w+)(?P=quote)[ \t]*:)(?P<gap>[ \t]+|$)(?P<rest>.*)""")
ASIDE = re.compile(r"[ \t]*(?:#.*)?")
"""A blank line or one that is only a comment."""
_QUOTED = re.compile(r"""\"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_NOT_PLAIN = re.compile(r"""["'|>&*!{#]|\[(?!\[)""")
_COMMENT = re.compile(r"\s#")
_BEHIND = re.compile(r"\s+#")
_BULLET = re.compile(r"[ \t]*-[ \t]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """How an entry is written: one `value` on the key's line, `items` below it, or in some `other` way."""

    kind: Literal["value", "items", "other"]
    key: str
    gap: str = " "
    value: str = ""
    comment: str = ""


def rewritten(lines: list[str], values: tuple[str, ...], *, as_list: bool) -> list[str]:
    """The entry that `lines` (without endings) are, with `values`, of which there is at least one.

    Raises EditRefused for lists of anything but plain values, which karma does not edit.
    """
    entry = _read(lines, as_list=as_list)
    if entry.kind == "value" and len(values) == 1 and (entry.value or not as_list):
        if means(entry.value, values[0]):
            return lines
        return [f"{entry.key}{entry.gap}{quote(values[0])}{entry.comment}", *lines[1:]]
    if entry.kind == "items" and as_list:
        return [lines[0], *_items_with(lines[1:], values)]
    asides = [] if entry.kind == "other" else [line for line in lines[1:] if ASIDE.fullmatch(line)]
    if as_list:
        return [entry.key + entry.comment, *asides, *(f"  - {quote(value)}" for value in values)]
    return [f"{entry.key} {quote(values[0])}{entry.comment}", *asides]


def _read(lines: list[str], *, as_list: bool) -> _Entry:
    head = KEY.match(lines[0])
    if head is None:
        raise _not_edited(lines[0], as_list=as_list)
    key, gap, rest = head["key"], head["gap"], head["rest"].rstrip()
    below = [line for line in lines[1:] if not ASIDE.fullmatch(line)]
    if not rest or rest.startswith("#"):
        if not all(map(_is_item, below)):
            raise _not_edited(head["name"], as_list=as_list)
        return _Entry("items" if below else "value", key, comment=gap + rest if rest else "")
    if rest.startswith("{"):
        raise _not_edited(head["name"], as_list=as_list)
    scalar = _scalar(rest)
    if below or scalar is None:
        return _Entry("other", key)
    return _Entry("value", key, gap, *scalar)


def _scalar(text: str) -> tuple[str, str] | None:
    """The value on one line, in its quotes, and the comment behind it; None for what is no plain value."""
    text = text.rstrip(" \t")
    if quoted := _QUOTED.match(text):
        value, comment = quoted[0], text[quoted.end() :]
        return (value, comment) if not comment or _BEHIND.match(comment) else None
    if _NOT_PLAIN.match(text):
        return None
    start = _COMMENT.search(text)
    value = text[: start.start()].rstrip() if start else text
    return value, text[len(value) :]


def _item(line: str) -> tuple[str, str] | None:
    """The indent and the value of a list's line; None for any other."""
    bullet = _BULLET.match(line)
    scalar = _scalar(line[bullet.end() :]) if bullet else None
    return (line[: line.index("-")], scalar[0]) if scalar else None


def _is_item(line: str) -> bool:
    item = _item(line)
    return item is not None and (item[1][:1] in ('"', "'") or item[1][:2] == "[[" or is_plain(item[1]))


def _items_with(lines: list[str], values: tuple[str, ...]) -> list[str]:
    """For each value the line that already says it, with the comments above it, or a new line."""
    blocks: list[tuple[str, list[str]]] = []
    asides: list[str] = []
    indent = "  "
    for line in lines:
        asides.append(line)
        if item := _item(line):
            indent = item[0] if not blocks else indent
            blocks.append((item[1], asides))
            asides = []
    new: list[str] = []
    for value in values:
        block = next((block for block in blocks if means(block[0], value)), None)
        if block:
            blocks.remove(block)
        new += block[1] if block else [f"{indent}- {quote(value)}"]
    return new


def _not_edited(name: str, *, as_list: bool) -> EditRefused:
    plain = "one value or a list with `- `" if as_list else "one value on the line of its name"
    return EditRefused(
        f"“{name}” is written in a way that karma does not edit",
        f"Make it {plain} in an editor; then run the command again.",
    )
