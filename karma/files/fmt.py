"""`karma fmt`: one contact file in its plainest form, saying exactly what it said before.

Lists become block lists with two spaces, links get their quotes and their stems, values that YAML cannot read
are quoted, log lines are written the standard way and sorted by date: what Obsidian's property editor leaves
alone. Comments, blank lines, order of fields, quotes that were there, prose and line endings stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.fields import FIELDS
from karma.core.links import LINK
from karma.core.problems import Fault
from karma.core.stems import mend_links
from karma.files.body import BodyLine, split_body
from karma.files.conflicts import read_around_conflicts
from karma.files.frontmatter import Entry, parse_front_matter
from karma.files.lines import content, newline_of, split_lines
from karma.files.scalar import double_quoted, means, quote

if TYPE_CHECKING:
    from karma.core.book import Book

_FENCE = re.compile(r"---[ \t]*$")
_LABEL = re.compile(r"\|[^\]]*")
_COMMENT = re.compile(r"(?:^|\s)#")


def format_text(text: str, book: Book) -> str:
    """`text` (without byte order mark) in standard form; formatting it again changes nothing.

    A file with conflict markers or an open front matter is given back as it is.
    """
    lines = [content(line) for line in split_lines(text)]
    if read_around_conflicts(lines, "")[1]:
        return text
    end = next((i for i, line in enumerate(lines) if i and _FENCE.match(line)), None)
    if not lines or not _FENCE.match(lines[0]) or end is None:
        return text
    front = _front_matter(lines[1:end], book)
    body = _body(lines[end + 1 :], book)
    return newline_of(text).join(["---", *front, "---", *body]).rstrip("\r\n") + newline_of(text)


# The front matter


def _front_matter(lines: list[str], book: Book) -> list[str]:
    entries = parse_front_matter(lines, 0, "").entries
    starts = [entry.line for entry in entries]
    if len(set(starts)) < len(starts) or not entries:
        return lines
    formatted = lines[: starts[0]]
    for entry, start, end in zip(entries, starts, [*starts[1:], len(lines)], strict=True):
        stop = _end_of_values(lines, start, end)
        formatted += [*_entry(entry, lines[start:stop], book), *lines[stop:end]]
    return formatted


def _end_of_values(lines: list[str], start: int, end: int) -> int:
    """Where the entry's own lines end and blank lines or comments of the next one begin."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _entry(entry: Entry, lines: list[str], book: Book) -> list[str]:
    """The entry's lines in standard form; as they are when that would lose a comment or a duplicate."""
    raw = [line.partition(":")[2] if i == 0 else line for i, line in enumerate(lines)]
    folded_over_lines = not entry.many and len(lines) > 1
    if entry.nested or folded_over_lines or _keys(lines) > 1 or any(map(_has_comment, raw)):
        return lines
    written = [_written(value.text, raw, book) for value in entry.values]
    key = lines[0].partition(":")[0].rstrip()
    if not written:
        return [f"{key}:"]
    spec = FIELDS.get(entry.key)
    if entry.many or (spec and spec.many and entry.key != "private"):
        return [f"{key}:", *(f"  - {value}" for value in written)]
    return [f"{key}: {written[0]}"]


def _keys(lines: list[str]) -> int:
    """How many keys the lines hold: a repeated key stands among the lines of the one before it."""
    return sum(1 for line in lines if re.match(r"[^\s#-][^:]*:(?:\s|$)", line))


def _has_comment(raw: str) -> bool:
    return bool(_COMMENT.search(re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", "", raw)))


def _written(value: str, raw: list[str], book: Book) -> str:
    """The value as it stood when that is plain or in double quotes, else as the tool writes it."""
    mended = _LABEL.sub("", mend_links(value, book)) if LINK.fullmatch(value) else mend_links(value, book)
    bare = [re.sub(r"^[ \t]*-[ \t]+", "", line).strip() for line in raw]
    if mended == value and (double_quoted(value) in bare or (value in bare and means(value, value))):
        return next(line for line in bare if line in (double_quoted(value), value))
    return quote(mended)


# The body


def _body(lines: list[str], book: Book) -> list[str]:
    body = split_body(lines, 0)
    formatted = [_row(line, book) if line.section != "prose" else line.text for line in body]
    rows = [line.number for line in body if line.section == "log" and line.text.strip() and not line.heading]
    entries = [logline.parse(formatted[number], book.config.verbs) for number in rows]
    dated = [
        (entry.date, formatted[number])
        for entry, number in zip(entries, rows, strict=True)
        if not isinstance(entry, Fault)
    ]
    if len(dated) == len(rows):  # a line that karma cannot place keeps the whole log where it is
        for number, (_, text) in zip(rows, sorted(dated, key=lambda row: row[0]), strict=True):
            formatted[number] = text
    return formatted


def _row(line: BodyLine, book: Book) -> str:
    text = mend_links(line.text, book)
    if line.section != "log" or any(match[2] is not None for match in LINK.finditer(line.text)):
        return text  # a label somebody chose, as in [[bill-okafor|Bill]], stays
    entry = logline.parse(text, book.config.verbs)
    return text if isinstance(entry, Fault) else logline.write(entry)
