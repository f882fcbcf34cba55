"""Interactions from a table: who wrote, called or met whom, and when.

The first of two steps: `read` says what the table holds, `import_plan.plan` what the book lacks of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.problems import Fault, Problem
from karma.exchange import csvfile
from karma.exchange.columns import Columns, find_places
from karma.exchange.imported_text import plain
from karma.exchange.rows import Interaction, RowReader, find_verb

if TYPE_CHECKING:
    from karma.core.config import Config
    from karma.exchange.csvfile import Row, Table

__all__ = ["Columns", "Interaction", "Read", "read"]

_NAMES_TO_COMPARE = 5000


@dataclass(frozen=True, slots=True)
class Read:
    """What a table says. `refused`: nothing of it can be used, and `problems` says why.

    `path` is what problems call the table; `rows` counts all of them but the header, `others` those that do
    not involve you, `bad` those that were left out. An unknown verb is one problem, in however many rows.
    """

    interactions: tuple[Interaction, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    path: str = ""
    rows: int = 0
    others: int = 0
    bad: int = 0


def read(data: bytes | str, columns: Columns, config: Config, path: str = "import.csv") -> Read:
    """The interactions in a table of comma, semicolon or tab separated values (faults.md I05–I07, rule 10).

    Never raises on any data: a row that cannot be used is reported by line and left out, the others count.
    A table that cannot be trusted as a whole (no UTF-8, a quote that never closes, a column that is missing
    or stands twice, an unknown verb for all rows, nobody called `me`) is `refused`.
    """
    table = csvfile.parse(data, path)
    if isinstance(table, Problem):
        return Read(problems=(table,), refused=True, path=path)
    reader = _reader(table, columns, config)
    if isinstance(reader, Fault):
        return Read(problems=(reader.at(path, 1),), refused=True, path=path, rows=table.count)
    return _read_rows(table, reader, path)


def _reader(table: Table, columns: Columns, config: Config) -> RowReader | Fault:
    places = find_places(columns, table.header)
    if isinstance(places, Fault):
        return places
    if columns.verb is not None and isinstance(unknown := find_verb(columns.verb, config.verbs), Fault):
        return unknown
    me = columns.me or config.name
    if columns.person is None and not me:
        return Fault(
            "import-me",
            "it is not clear which of the people is you",
            "Say how you are written in the file with --me, or set `name` in karma.toml.",
        )
    reader = RowReader(places, fold(plain(me)), columns.verb, config.verbs)
    return reader if columns.person else _stranger(me, reader, table.rows) or reader


def _read_rows(table: Table, reader: RowReader, path: str) -> Read:
    interactions: list[Interaction] = []
    problems: dict[tuple[str, str] | int, Problem] = {}
    others = bad = 0
    for row in table.rows:
        said = reader.read(row.cells, row.line)
        if isinstance(said, Fault):
            bad += 1
            once = (said.code, said.message) if said.code == "import-verb" else row.line
            problems.setdefault(once, said.at(path, row.line))
        else:
            others += not said
            interactions += said
            if said and (doubt := said[0].doubt):
                problems[row.line] = doubt.at(path, row.line)
    found = tuple(sorted((*table.problems, *problems.values())))
    return Read(tuple(interactions), found, False, path, table.count, others, bad + len(table.problems))


def _stranger(me: str, reader: RowReader, rows: tuple[Row, ...]) -> Fault | None:
    """A fault when `me` never stands among the people of a table that has any."""
    if not rows or any(reader.is_mine(row.cells) for row in rows):
        return None
    known = {fold(name): name for row in rows[:_NAMES_TO_COMPARE] for name in reader.names(row.cells)}
    near = get_close_matches(fold(me), sorted(known)[:_NAMES_TO_COMPARE], n=1, cutoff=0.7)
    hint = f"Did you mean “{known[near[0]]}”? " if near else ""
    return Fault(
        "import-me",
        f"“{me}” stands in no row",
        f"{hint}Say with --me how you are written among senders and receivers.",
    )
