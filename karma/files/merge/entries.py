"""The front matter as entries of raw lines: a key with its values, or a comment that stands for itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from karma.core.fields import FIELDS

_KEY = re.compile(r"""(?:"[^"]+"[ \t]*|'[^']+'[ \t]*|[^\s#\-\[\]{}&*!|>%@`?:,"'][^:]*):(?=[ \t]|$)""")
_ITEM = re.compile(r"(?P<indent>[ \t]*)-[ \t]+(?P<value>\S.*)")
_BARE_ITEM = re.compile(r"[ \t]*-(?:[ \t]|$)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_NO_PLAIN_VALUE = re.compile(r"[|>{&*!%@`]|\[(?!\[)")
_FLOW = re.compile(r"\[(?!\[)(?P<items>[^\[\]{}\"'#&*]*)\]")
_DEEPER = re.compile(r"[^\s\"'#\[][^\"'#]*:(?:\s|$)|- ")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a list: the comments above it, its raw text, its value without quotes and comment."""

    above: tuple[str, ...]
    raw: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its lines, without endings; or a comment or blank line, whose key is no key of YAML's."""

    key: str
    lines: tuple[str, ...] = ()

    @property
    def rest(self) -> str:
        """What stands behind the colon on the key's own line."""
        match = _KEY.match(self.lines[0])
        return self.lines[0][match.end() :].strip() if match else ""

    @property
    def comment(self) -> str:
        """The comment behind the value on the key's own line."""
        return _parted(self.rest)[1]

    @property
    def value(self) -> tuple[str, ...]:
        """What the entry says, as far as its raw lines tell: one value without its quotes, or the lines."""
        return (plain(self.rest),) if len(self.lines) == 1 else self.lines


def split_entries(lines: list[str]) -> tuple[list[Entry], list[str]] | None:
    """The entries in order and the comments below the last one; None for lines that are no flat keys."""
    entries: dict[str, list[str]] = {}
    above: list[str] = []
    key = ""
    seen: Counter[str] = Counter()
    for line in lines:
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            above.append(line)
        elif match := _KEY.match(line):
            for comment in above:  # it stands for itself, whatever key comes below; equal ones by number
                entries[f"{comment}\0{seen[comment]}"] = [comment]
                seen[comment] += 1
            key = match[0].removesuffix(":").rstrip().strip("\"'")
            if key in entries:
                return None
            entries[key] = [line]
            above = []
        elif entries and (line[0].isspace() or _BARE_ITEM.match(line)):
            entries[key] += [*above, line]
            above = []
        else:
            return None
    return [Entry(key, tuple(rows)) for key, rows in entries.items()], above


def items_of(entry: Entry) -> list[Item] | None:
    """The values of a plain list, or the one value that may stand for it; None for anything else."""
    if len(entry.lines) == 1:
        return _inline(entry.rest)
    if plain(entry.rest):
        return None
    items: list[Item] = []
    above: list[str] = []
    for line in entry.lines[1:]:
        if not line.strip() or line.lstrip().startswith("#"):
            above.append(line)
            continue
        match = _ITEM.fullmatch(line)
        if not match or _DEEPER.match(match["value"]) or _NO_PLAIN_VALUE.match(match["value"]):
            return None
        items.append(Item(tuple(above), match["value"], plain(match["value"])))
        above = []
    return items


def indent_of(entry: Entry) -> str | None:
    """How far the items of the list are indented; None when it has none on lines of their own."""
    return next((match["indent"] for line in entry.lines[1:] if (match := _ITEM.fullmatch(line))), None)


def is_block_list(entry: Entry) -> bool:
    """True for a list with a line for each value."""
    return len(entry.lines) > 1 and items_of(entry) is not None


def takes_many(key: str) -> bool | None:
    """Whether a field takes a list; None for a key of the user's own."""
    return FIELDS[key].many if key in FIELDS else None


def plain(raw: str) -> str:
    """The value that `raw` is, without its quotes and the comment behind it, its accents in one form."""
    return unicodedata.normalize("NFC", _parted(raw)[0])


def _parted(raw: str) -> tuple[str, str]:
    """The value without its quotes, and the comment behind it."""
    raw = raw.strip()
    if raw.startswith(('"', "'")):
        end = raw.find(raw[0], 1)
        behind = raw[end + 1 :].strip() if end > 0 else raw
        closed = (not behind or behind.startswith("#")) and "\\" not in raw[:end]
        return (raw[1:end], behind) if closed else (raw, "")
    found = _COMMENT.search(raw)
    return (raw[: found.start()].rstrip(), found[0]) if found else (raw, "")


def _inline(rest: str) -> list[Item] | None:
    if not plain(rest):
        return []
    if match := _FLOW.fullmatch(plain(rest)):
        values = [value.strip() for value in match["items"].split(",") if value.strip()]
        return [Item((), value, value) for value in values]
    return None if _NO_PLAIN_VALUE.match(rest) else [Item((), rest, plain(rest))]
