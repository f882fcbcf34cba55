"""If a line of a file is one that the journal remembers, as karma wrote it or corrected by hand since."""

from __future__ import annotations

import re

from karma.core import promise
from karma.core.problems import Fault

_HAPPENED = re.compile(r"[-*+][ \t]+(\d{4}-\d\d-\d\d)[ \t]+(?:\d?\d:\d\d[ \t]+)?([^\s:]+)")
_ALIKE = 0.6
_COMPARED = 500
"""Characters of a promise that are compared with another."""


def same_entry(line: str) -> object:
    """What makes two lines the same entry: its words, and of a promise not the box."""
    line = line.strip()
    kept = _promise(line)
    return (kept.text, kept.by, kept.theirs) if kept else line


def is_corrected(line: str, other: str) -> bool:
    """True when `other` may be `line` corrected: the same day and verb, or a promise in similar words."""
    line, other = line.strip(), other.strip()
    was, now = _promise(line), _promise(other)
    if was and now:
        from difflib import SequenceMatcher  # noqa: PLC0415 - only for what is not there word for word

        words = was.text.casefold()[:_COMPARED], now.text.casefold()[:_COMPARED]
        return SequenceMatcher(None, *words).ratio() >= _ALIKE
    return (day_and_verb := _day_and_verb(line)) is not None and day_and_verb == _day_and_verb(other)


def _day_and_verb(line: str) -> tuple[str, str] | None:
    """Read without the settings, which say what is a verb."""
    match = _HAPPENED.match(line)
    return (match[1], match[2].casefold()) if match else None


def _promise(line: str) -> promise.Promise | None:
    if line[:3] not in ("- [", "* [", "+ ["):
        return None
    read = promise.parse(line)
    return None if isinstance(read, Fault) else read
