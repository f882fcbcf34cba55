"""The front matter as it is written: keys with their values, and where each stands."""

from __future__ import annotations

from typing import NamedTuple


class Value(NamedTuple):
    """One value as written, and where it stands in the file: line and column from 1."""

    text: str
    line: int
    col: int


class Entry(NamedTuple):
    """One key with its values, if it has any. `many`: written as a list; `nested`: deeper than that."""

    key: str
    line: int
    values: tuple[Value, ...] = ()
    many: bool = False
    nested: bool = False
