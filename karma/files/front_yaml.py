"""The front matter as libyaml reads it, with what is wrong with it (faults.md Y07, Y11–Y15).

What YAML refuses as a whole is read again entry by entry, so that one bad line hides nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files.entry import Entry, Value
from karma.files.yaml_events import RefusedError, Scalar, read_pairs

if TYPE_CHECKING:
    from karma.core.problems import Problem
    from karma.files.yaml_events import Node

_NO_KEY = "#-[]{}&*!|>%@`?:,"
_ITEM = re.compile(r"(?P<indent>[ \t]*)-(?:[ \t]+(?P<rest>.*)|[ \t]*)$")
_LOST = re.compile(r"[ \t]*#[^\s#]")
_LOST_BLOCK = re.compile(r"[|>][-+0-9]*(?=#)")
MAX_KEYS = 20_000


class Reader:
    """Reads slices of one front matter and collects problems with places in the file."""

    def __init__(self, path: str, lines: list[str], first: int) -> None:
        self.path, self.lines, self.first = path, lines, first
        self.problems: list[Problem] = []

    def entries(self) -> list[Entry]:
        """The first entry of each key, in order."""
        try:
            entries = self.chunk(0, len(self.lines))
        except RefusedError as refusal:
            entries = self.piecewise(refusal)
        return self.without_duplicates(entries)

    def report(self, fault: Fault, index: int, col: int = 0) -> None:
        """Adds `fault` at line `index` of the slice (from 0) and column `col` (from 0)."""
        self.problems.append(fault.at(self.path, self.first + index, col + 1))

    def chunk(self, start: int, end: int) -> list[Entry]:
        """The entries of the lines from `start` to `end`. Raises RefusedError with a place in the slice."""
        pairs = read_pairs("\n".join(self.lines[start:end]) + "\n")
        return [self._entry(key, node, start) for key, node in pairs]

    def piecewise(self, whole: RefusedError) -> list[Entry]:
        """Every entry that can be read by itself; the others as the text that stands there, reported."""
        starts = [i for i, line in enumerate(self.lines) if _key(line)]
        if not starts:
            self.report(whole.fault, min(whole.line, max(len(self.lines) - 1, 0)), whole.col)
            return []
        starts, last = self._capped(starts)
        for index in range(starts[0]):
            self._stray(index)
        entries: list[Entry] = []
        for start, end in zip(starts, [*starts[1:], last], strict=True):
            try:
                entries += self.chunk(start, end)
            except RefusedError as refusal:
                entries.append(self._recover(start, end, refusal))
        return entries

    def _capped(self, starts: list[int]) -> tuple[list[int], int]:
        """The first keys, as many as karma reads one by one, and the line where it stops."""
        if len(starts) <= MAX_KEYS:
            return starts, len(self.lines)
        what = f"more than {MAX_KEYS:,} keys; from here on they are not read"
        self.report(Fault("too-deep", what, "Move long lists out of the front matter."), starts[MAX_KEYS])
        return starts[:MAX_KEYS], starts[MAX_KEYS]

    def without_duplicates(self, entries: list[Entry]) -> list[Entry]:
        """The first entry of each key; every later one is reported with both lines (Y07)."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            earlier = kept.setdefault(entry.key, entry)
            if earlier is not entry:
                fault = Fault(
                    "duplicate-key",
                    f"“{entry.key}” stands here and on line {earlier.line}; the first one counts",
                    "Keep one of the two, or put both values into one list.",
                )
                self.report(fault, entry.line - self.first)
        return list(kept.values())

    def _stray(self, index: int) -> None:
        line = self.lines[index]
        if line.strip() and not line.lstrip().startswith("#"):
            self.report(
                Fault("yaml-line", "this line belongs to no key", "Write `key: value`, or remove the line."),
                index,
            )

    def _entry(self, key: Scalar, node: Node, start: int) -> Entry:
        line = self.first + start + key.line
        if isinstance(node, Scalar):
            self._lost_text(key, node, start)
            return Entry(key.text, line, (self._value(node, start),) if node.text or not node.plain else ())
        if isinstance(node, list):
            if target := _bare_link(node):
                return Entry(key.text, line, (self._link(target, start),))
            return self._list_entry(key, node, start, line)
        return self._mapping_entry(key, start, line)

    def _mapping_entry(self, key: Scalar, start: int, line: int) -> Entry:
        """A mapping as a value: `{{braces}}` on the key's line were meant as text, all else is too deep."""
        _, rest, col = _key(self.lines[start + key.line]) or ("", "", 0)
        if not rest.startswith("{"):
            return Entry(key.text, line, nested=True)
        fault = Fault("yaml-syntax", "", "")
        self.report(_unread(fault, f"{key.text}: {_quoted(rest)}"), start + key.line, col)
        return Entry(key.text, line, (Value(rest, line, col + 1),))

    def _list_entry(self, key: Scalar, items: list[Node], start: int, line: int) -> Entry:
        values: list[Value] = []
        for item in items:
            if isinstance(item, Scalar):
                self._lost_text(key, item, start)
                values += [self._value(item, start)] if item.text or not item.plain else []
            elif isinstance(item, list) and (target := _bare_link(item)):
                values.append(self._link(target, start))
            else:
                return Entry(key.text, line, nested=True)
        return Entry(key.text, line, tuple(values), many=True)

    def _value(self, scalar: Scalar, start: int) -> Value:
        return Value(scalar.text, self.first + start + scalar.line, scalar.col + 1)

    def _link(self, target: Scalar, start: int) -> Value:
        fault = Fault(
            "unquoted-link",
            f"[[{target.text}]] without quotes is a list of lists to other programs",
            f'Write `"[[{target.text}]]"`; `karma fmt` does it for you.',
            severity="warning",
        )
        self.report(fault, start + target.line, max(target.col - 2, 0))
        return Value(f"[[{target.text}]]", self.first + start + target.line, max(target.col - 1, 1))

    def _lost_text(self, key: Scalar, scalar: Scalar, start: int) -> None:
        """Warns where `#word` after a value is a comment to YAML and probably was meant as text (Y13)."""
        block = None if scalar.plain else _LOST_BLOCK.match(self.lines[start + scalar.line], scalar.col)
        if not scalar.plain and not block:
            return
        at = (scalar.end_line, scalar.end_col) if scalar.text else (key.end_line, key.end_col + 1)
        if block:  # `>#1 dealer in town` begins a block of text for YAML, with a comment behind it
            at = scalar.line, block.end()
        line = self.lines[start + at[0]] if start + at[0] < len(self.lines) else ""
        if _LOST.match(line, at[1]):
            col = line.index("#", at[1])
            whole = line[scalar.col :].rstrip() if block else f"{scalar.text} {line[col:]}".strip()
            fault = Fault(
                "lost-comment",
                f"“{line[col:].strip()}” is a comment to YAML, not part of the value",
                f"If it belongs to the text, write `{_quoted(whole)}`; else put a space after the `#`.",
                severity="warning",
            )
            self.report(fault, start + at[0], col)

    def _recover(self, start: int, end: int, refusal: RefusedError) -> Entry:
        """The entry at `start` as the text that stands there, with the most helpful report there is."""
        key, rest, col = _key(self.lines[start]) or ("", "", 0)
        items = [
            i
            for i in range(start + 1, end)
            if self.lines[i].strip() and not self.lines[i].lstrip().startswith("#")
        ]
        if rest and not items:
            self.report(_unread(refusal.fault, f"{key}: {_quoted(_unquoted(rest))}"), start, col)
            return Entry(key, self.first + start, (Value(_unquoted(rest), self.first + start, col + 1),))
        if not rest and items and all(_ITEM.match(self.lines[i]) for i in items):
            return self._recover_items(key, start, items)
        return self._recover_beginning(key, start, end, refusal)

    def _recover_beginning(self, key: str, start: int, end: int, refusal: RefusedError) -> Entry:
        """What stands above the line that YAML stumbled over, and a report of that line."""
        index = min(start + refusal.line, end - 1)
        self.report(refusal.fault, index, refusal.col)
        try:
            entries = self.chunk(start, index) if index > start else []
        except RefusedError:
            entries = []
        return entries[0] if entries else Entry(key, self.first + start, nested=True)

    def _recover_items(self, key: str, start: int, items: list[int]) -> Entry:
        values: list[Value] = []
        for index in items:
            line = self.lines[index]
            match = _ITEM.match(line)
            rest = ((match["rest"] or "") if match else "").rstrip()
            col = len(line.rstrip()) - len(rest)
            try:
                if "\t" in line[:col]:
                    raise RefusedError(
                        Fault("yaml-tab", "a tab where YAML wants spaces", "Indent with two spaces."), 0, 0
                    )
                values += self._item(index)
            except RefusedError as refusal:
                self.report(_unread(refusal.fault, f"  - {_quoted(_unquoted(rest))}"), index, col)
                values.append(Value(_unquoted(rest), self.first + index, col + 1))
        return Entry(key, self.first + start, tuple(values), many=True)

    def _item(self, index: int) -> tuple[Value, ...]:
        """The value of one list item, read under a key of its own on the line above."""
        [(key, node)] = read_pairs(f"item:\n{self.lines[index]}\n")
        entry = self._list_entry(
            key, node if isinstance(node, list) else [node], index - 1, self.first + index
        )
        if entry.nested:
            raise RefusedError(
                Fault("yaml-syntax", "a list inside a list", "Write one value on a line."), 0, 0
            )
        return entry.values


def _key(line: str) -> tuple[str, str, int] | None:
    """The key that a line begins with, what stands behind its colon, and in which column (from 0)."""
    quote = line[:1]
    if quote in ("'", '"'):
        end = line.find(quote, 2) + 1
    else:
        end = 0 if not quote or quote.isspace() or quote in _NO_KEY else line.find(":")
    if end <= 0:
        return None
    rest = line[end:].lstrip(" \t")
    value = rest[1:].lstrip(" \t")
    if rest[:1] != ":" or rest[1:2] not in ("", " ", "\t"):
        return None
    return line[:end].rstrip().strip("\"'"), value.rstrip(), len(line) - len(value)


def _bare_link(node: list[Node]) -> Scalar | None:
    """The target, when `node` is what YAML makes of an unquoted `[[target]]` (Y11)."""
    inner = node[0] if len(node) == 1 else None
    if isinstance(inner, list) and len(inner) == 1 and isinstance(inner[0], Scalar):
        return inner[0]
    return None


def _unread(fault: Fault, fixed: str) -> Fault:
    """The same fault with the exact fix where quotes are one."""
    if fault.code == "yaml-syntax":
        return Fault(
            "yaml-quote", "YAML cannot read this value as it stands", f"Put it in quotes: `{fixed}`."
        )
    if fault.code in ("yaml-alias", "yaml-anchor", "yaml-tag"):
        return Fault(fault.code, fault.message, f"If it belongs to the text, put it in quotes: `{fixed}`.")
    return fault


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(text: str) -> str:
    """The text inside a quotation that was never closed, or the text itself."""
    return (
        text[1:]
        if text[:1] in "\"'" and text[:1] != text[-1:]
        else text.strip("\"'")
        if text[:1] in "\"'"
        else text
    )
