"""`karma fmt`: one contact file in its plainest form, saying exactly what it said before.

Lists become block lists with two spaces, links get their quotes and their stems, values that YAML cannot read
are quoted, log lines are written the standard way and sorted by date: what Obsidian's property editor leaves
alone. Comments, blank lines, the order of fields, double quotes that were there, prose, line endings and a
missing last newline stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.fields import FIELDS
from karma.core.links import LINK
from karma.core.problems import Fault
from karma.core.stems import mend_links
from karma.files.conflicts import read_around_conflicts
from karma.files.contact import CONTROL
from karma.files.frontmatter import parse_front_matter
from karma.files.lines import content
from karma.files.outline import outline
from karma.files.refusals import EditRefused
from karma.files.scalar import double_quoted, means, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from karma.core.book import Book
    from karma.files.body import BodyLine
    from karma.files.entry import Entry

_LABEL = re.compile(r"\|[^\]]*")
_COMMENT = re.compile(r"(?:^|[\s|>\]}])#")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|([\"'].*)")
"""Text in quotes; or, from a quote that is never closed, the rest of the line."""
_BULLET = re.compile(r"[ \t]*-[ \t]+")


def format_text(text: str, book: Book) -> str:
    """`text` (without byte order mark) in standard form; formatting it again changes nothing.

    A file with conflict markers, an open front matter or invisible signs there is given back as it is.
    """
    try:
        found = outline(text)
    except EditRefused:
        return text
    if found.front is None or read_around_conflicts(list(map(content, found.lines)), "")[1]:
        return text
    first, end = found.front
    if any(map(CONTROL.search, found.lines[first:end])):  # YAML counts some of them as line breaks
        return text
    front = _front_matter(found.lines[first:end], book)
    body = _body(found.lines[end + 1 :], found.body, book)
    return "".join([*found.lines[:first], *front, found.lines[end], *body])


# The front matter


def _front_matter(lines: list[str], book: Book) -> list[str]:
    """The lines, all with their endings, in standard form."""
    texts = list(map(content, lines))
    entries = parse_front_matter(texts, 0, "").entries
    starts = [entry.line for entry in entries]
    if len(set(starts)) < len(starts) or not entries:
        return lines
    formatted = lines[: starts[0]]
    for entry, start, end in zip(entries, starts, [*starts[1:], len(lines)], strict=True):
        stop = _end_of_values(texts, start, end)
        old, new = texts[start:stop], _entry(entry, texts[start:stop], book)
        ending = lines[start][len(texts[start]) :]
        formatted += lines[start:stop] if new == old else [text + ending for text in new]
        formatted += lines[stop:end]
    return formatted


def _end_of_values(lines: list[str], start: int, end: int) -> int:
    """Where the entry's own lines end and blank lines or comments of the next one begin."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _entry(entry: Entry, lines: list[str], book: Book) -> list[str]:
    """The entry's lines in standard form; as they are when that would lose a comment or a duplicate."""
    key, raw = lines[0].partition(":")[0].rstrip(), [lines[0].partition(":")[2], *lines[1:]]
    if key.strip("\"'") != entry.key or entry.nested:  # a key with a colon in it, or more than a list
        return lines
    folded_over_lines = not entry.many and len(lines) > 1
    if folded_over_lines or _keys(lines) > 1 or any(map(_has_comment, raw)):
        return lines
    bare = {line[bullet.end() if (bullet := _BULLET.match(line)) else 0 :].strip() for line in raw}
    texts = [value.text for value in entry.values if value.text]
    written = [_written(text, bare, entry.key, book) for text in texts]
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
    return bool(_COMMENT.search(_QUOTED.sub(r"\1", raw)))


def _written(value: str, bare: set[str], key: str, book: Book) -> str:
    """The value as the tool writes it, but in the double quotes that stood among `bare`.

    What other programs would take for a number, such as a bare `+14155550123`, gets its quotes in a field of
    karma's; under a key of the user's own it is what they want it to be.
    """
    mended = mend_links(value, book)
    if key == "via" and LINK.fullmatch(value):
        mended = _LABEL.sub("", mended)
    if mended == value and key not in FIELDS and value in bare and means(value, value):
        return value
    if mended == value and double_quoted(value) in bare:
        return double_quoted(value)
    return quote(mended)


# The body


def _body(lines: list[str], body: list[BodyLine], book: Book) -> list[str]:
    """The lines in standard form; a line that changes its place takes the ending that it finds there."""
    formatted = [_row(line, book) if line.section != "prose" else line.text for line in body]
    for rows in _stretches(body):
        entries = [logline.parse(formatted[row], book.config.verbs) for row in rows]
        dated = [
            (entry.date, formatted[row])
            for entry, row in zip(entries, rows, strict=True)
            if not isinstance(entry, Fault)
        ]
        if len(dated) == len(rows):  # a line that karma cannot place keeps the others where they are
            for row, (_, text) in zip(rows, sorted(dated, key=lambda pair: pair[0]), strict=True):
                formatted[row] = text
    return [text + line[len(content(line)) :] for text, line in zip(formatted, lines, strict=True)]


def _stretches(body: Iterable[BodyLine]) -> Iterator[list[int]]:
    """The indices of log lines, together as long as no heading parts them: it may say which they are."""
    rows: list[int] = []
    for index, line in enumerate(body):
        if line.section != "log" or line.heading:
            yield rows
            rows = []
        elif line.text.strip():
            rows.append(index)
    yield rows


def _row(line: BodyLine, book: Book) -> str:
    text = mend_links(line.text, book)
    if line.section != "log" or any(match[2] is not None for match in LINK.finditer(line.text)):
        return text  # a label somebody chose, as in [[bill-okafor|Bill]], stays
    entry = logline.parse(text, book.config.verbs)
    if isinstance(entry, Fault):
        return text
    written = logline.write(entry)
    return written if logline.parse(written, book.config.verbs) == entry else text
