"""The front matter as entries: key, values, place (format.md, rule 2).

Most of it is `key: value` and lists of one value a line, about which no two readers of YAML disagree; these
are read here, several times as fast. Whatever is not so plain, libyaml reads (`front_yaml`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karma.files.entry import Entry, Value

if TYPE_CHECKING:
    from karma.core.problems import Problem

_MOST_LINES = 5_000
"""So few that libyaml's guard against endless lists has nothing to say about them."""

_PLAIN = r"(?:[^ \-?:,\[\]{}#&*!|>'\"%@`]|-[^ :#])[^:#]*(?:(?::(?! |\Z)|(?<! )#)[^:#]*)*"
"""A value without quotes: no sign begins it, and nothing in it ends it."""
_LINE = re.compile(
    rf"(?:([A-Za-z_][A-Za-z0-9_-]{{0,99}}):|( *)-)(?: +(\"[^\"\\]*\"|'[^']*'|{_PLAIN}))? *"
).fullmatch
"""`key:` or a dash, and a value on the same line."""
_NOTHING = re.compile(r" *(?:#.*)?").fullmatch


class FrontMatter(NamedTuple):
    """The entries in the order of the file, duplicates left out, and what was wrong."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def parse_front_matter(lines: list[str], first: int, path: str) -> FrontMatter:
    """The entries in `lines`, the text between the two `---`; `first` is the number of their first line."""
    plain = plain_entries(lines, first)
    if plain:
        return FrontMatter(plain, ())
    from karma.files.front_yaml import Reader  # noqa: PLC0415  (start-up: few files need it)

    reader = Reader(path, lines, first)
    return FrontMatter(tuple(reader.entries()), tuple(reader.problems))


def plain_entries(lines: list[str], first: int) -> tuple[Entry, ...]:
    """The entries as YAML has them too, if all is plain and nothing is wrong with it; else none.

    Plain are lines `key: value`, `key:`, `- value` under such a key, comments and blank lines, without
    escapes and without any sign that cannot be seen.
    """
    if len(lines) > _MOST_LINES or not "".join(lines).isprintable():
        return ()
    found: dict[str, tuple[int, list[Value]]] = {}
    dashes: dict[str, str] = {}  # how far in the list of a key stands
    waiting = ""  # the key that has no value on its own line
    values: list[Value] = []
    for number, line in enumerate(lines, first):
        match = _LINE(line)
        if not match:
            if _NOTHING(line):
                continue
            return ()
        key, dash, written = match.groups()
        if key:
            if key in found:
                return ()
            values = []
            found[key] = number, values
            waiting = "" if written else key
        elif not (written and waiting) or dashes.setdefault(waiting, dash) != dash:
            return ()
        if written:
            text = written[1:-1] if written[0] in "\"'" else written.rstrip(" ")
            values.append(Value(text, number, match.start(3) + 1))
    return tuple([Entry(key, line, tuple(said), key in dashes) for key, (line, said) in found.items()])
