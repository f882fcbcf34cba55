"""Tables of separated values, read strictly: doubts are reported, not guessed at (faults.md I05–I07)."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.problems import Fault, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 50_000_000
LARGEST_FIELD = 1_000_000
_DELIMITERS = ",;\t"
_A_ROW = re.compile(r'[\r\n](?:[^\r\n]*[,;\t])?"?[12]\d{3}-\d\d-\d\d"?[,;\t]')
"""A line in a field with a day of its own: another row, most likely."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as many as the header has, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The header, the rows that fit it, and the problems of those that do not. `count` is all rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    count: int


def parse(data: bytes | str, path: str) -> Table | Problem:
    """The table in `data` (UTF-8 with or without a mark; comma, semicolon or tab, whichever the header uses).

    A row that does not fit is left out and reported. A quote that may have swallowed other rows, or what
    is no table at all, gives the one Problem for which nothing of the file can be trusted.
    """
    text = _decode(data, path)
    if isinstance(text, Problem):
        return text
    csv.field_size_limit(LARGEST_FIELD)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, record in _records(text):
        cells = record if isinstance(record, Fault) else _fitting(record, header)
        if not isinstance(cells, Fault):
            rows.append(Row(line, cells))
            header = header or tuple(cell.strip() for cell in cells)
        elif cells.code == "import-quote" or not header:
            return cells.at(path, line)
        else:
            problems.append(cells.at(path, line))
    if not header:
        return _EMPTY.at(path, 1)
    return Table(header, tuple(rows[1:]), tuple(problems), len(rows) - 1 + len(problems))


_EMPTY = Fault("import-csv", "the file is empty", "Give a table whose first line names the columns.")


def _decode(data: bytes | str, path: str) -> str | Problem:
    if len(data) > LARGEST_FILE:
        fault = Fault("import-csv", "the file is larger than 50 MB", "Import it in several parts.")
        return fault.at(path, 1)
    try:
        text = data if isinstance(data, str) else data.decode()
    except UnicodeDecodeError as error:
        fault = Fault(
            "import-encoding",
            f"the file is not UTF-8 at byte {error.start + 1}",
            "Save it as “CSV UTF-8” and import it again.",
        )
        return fault.at(path, error.object.count(b"\n", 0, error.start) + 1)
    return text.removeprefix("\ufeff")


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the header, outside quotes; a comma when none does."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _records(text: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each record that is not blank with its first line; a Fault with code `import-quote` is the last one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _broken(str(error), line, reader.line_num)
            continue
        if cells:
            yield line, cells


def _broken(error: str, first: int, last: int) -> Fault:
    """One line with a stray quote spoils only itself; a quote left open has taken other rows with it."""
    if "unexpected end" in error:
        return _swallowed("a quote is opened in this row and never closed")
    if "field larger" in error:
        return _swallowed(f"a field of this row is longer than {LARGEST_FIELD:,} characters")
    if last > first:
        return _swallowed(f"a quote opened in this row is closed in the middle of line {last}")
    return Fault(
        "import-row",
        "a quote stands in the middle of a quoted field",
        'Write it twice: `"a ""b"" c"`. The row is left out.',
    )


def _swallowed(message: str) -> Fault:
    remedy = "Close the quote and import again; nothing was imported, as it may have swallowed other rows."
    return Fault("import-quote", message, remedy)


def _fitting(cells: list[str], header: tuple[str, ...]) -> tuple[str, ...] | Fault:
    if header and len(cells) != len(header):
        return Fault(
            "import-row",
            f"the row has {len(cells)} fields and the header {len(header)}",
            "Put a field with commas or line breaks in quotes. The row is left out.",
        )
    # A stray quote and another one some rows later make one row of the right length out of many.
    if any(_A_ROW.search(cell) for cell in cells):
        return Fault(
            "import-row",
            "a field of this row seems to hold other rows",
            "See whether a quote is missing. The row, and what it holds, is left out.",
        )
    return tuple(cells)
